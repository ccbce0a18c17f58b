import * as z from 'zod';
import type { CatalogueWish, Fetched } from '../../core/catalogues/ports.ts';
import { AppError } from '../../core/errors.ts';
import type { CatalogueSource } from '../../core/catalogues/catalogue-source.ts';
import type { Clock, Http, HttpResponse } from '../../core/ports.ts';
import { largestCatalogue } from '../../core/catalogues/read-catalogue.ts';
import { pauseOrFailure } from './catalogue-refusal.ts';
import { explainSize, saysPage, textOf } from './catalogue-text.ts';

type GitLabSource = Extract<CatalogueSource['from'], { kind: 'gitlab' }>;

/** What is read of a file; GitLab tells more. */
const fileSchema = z.object({
  encoding: z.literal('base64'),
  content: z.string(),
  blob_id: z.string().max(200).exactOptional(),
});
const refusal = z.object({ message: z.unknown(), error: z.unknown() }).partial();

/** Base64 makes four bytes of three, and the rest of the answer is small; in bytes. */
const largestBody = Math.ceil(largestCatalogue / 3) * 4 + 10_000;

const timeoutMs = 30_000;

/**
 * Reads a file through GitLab's repository files API, as the user whose access token it is given. The JSON route: the
 * raw one forbids every cache and has no entity tag. A 401 is `catalogue_login_needed`: the token may just have ended,
 * so the caller gets another one first.
 */
export async function fetchFromGitLab(
  http: Http,
  clock: Clock,
  from: GitLabSource,
  { source, issuer, accessToken, known, signal }: CatalogueWish,
): Promise<Fetched> {
  const catalogue = source.id;
  if (issuer === undefined || accessToken === undefined) {
    throw new AppError('catalogue_login_needed', { catalogue });
  }
  const place = `${issuer}/${from.project}/-/blob/${from.ref}/${from.file}`;
  const response = await http
    .send({
      method: 'GET',
      url: addressOf(issuer, from),
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${accessToken}`,
        ...(known?.etag !== undefined && { 'if-none-match': known.etag }),
      },
      timeoutMs,
      largestBody,
      ...(signal && { signal }),
    })
    .catch((error: unknown): never => {
      throw explainSize(source, error);
    });
  if (response.status === 304) return { kind: 'unchanged' };
  if (response.status !== 200) throw refused(response, { catalogue, place, issuer, from }, clock);
  const file = fileIn(response);
  if (file === undefined) throw new AppError('catalogue_not_text', { catalogue, place });
  // A proxy in between may take the entity tag away; Git's own name for the content stays.
  if (known?.blob !== undefined && known.blob === file.blob_id) return { kind: 'unchanged' };
  const { etag } = response.headers;
  return {
    kind: 'text',
    text: textOf(source, place, Buffer.from(file.content, 'base64')),
    mark: { ...(etag !== undefined && { etag }), ...(file.blob_id !== undefined && { blob: file.blob_id }) },
  };
}

/** Project and file are one part of the path each, so their slashes are encoded, too. */
function addressOf(issuer: string, { project, file, ref }: GitLabSource): string {
  const [where, what, version] = [project, file, ref].map(encodeURIComponent);
  return `${issuer}/api/v4/projects/${where}/repository/files/${what}?ref=${version}`;
}

function fileIn(response: HttpResponse): z.infer<typeof fileSchema> | undefined {
  if (saysPage(response.headers)) return undefined;
  return fileSchema.safeParse(jsonIn(response)).data;
}

interface Asked {
  readonly catalogue: string;
  readonly place: string;
  readonly issuer: string;
  readonly from: GitLabSource;
}

function refused(response: HttpResponse, asked: Asked, clock: Clock): AppError {
  const { catalogue, place, from } = asked;
  const { host } = new URL(asked.issuer);
  const said = refusal.safeParse(jsonIn(response)).data ?? {};
  switch (response.status) {
    case 401:
      return new AppError('catalogue_login_needed', { catalogue });
    case 403:
      return said.error === 'insufficient_scope'
        ? new AppError('catalogue_scope', { catalogue, scope: from.scope })
        : new AppError('catalogue_forbidden', { catalogue, place });
    case 404:
      return new AppError('catalogue_not_found', { catalogue, place, missing: missingOf(said.message) });
    default:
      return pauseOrFailure(response, { catalogue, host }, clock);
  }
}

/** GitLab says of a private project that it does not exist, to whoever may not see it. */
function missingOf(message: unknown): 'project' | 'file' | 'ref' | 'any' {
  switch (message) {
    case '404 Project Not Found':
      return 'project';
    case '404 File Not Found':
      return 'file';
    case '404 Commit Not Found':
      return 'ref';
    default:
      return 'any';
  }
}

function jsonIn({ body }: HttpResponse): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
