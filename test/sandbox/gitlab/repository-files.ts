import { createHash } from 'node:crypto';
import { doorkeeperError } from './doorkeeper-error.ts';
import { jsonReply } from './reply.ts';
import type { Reply } from './reply.ts';
import { bearerOf } from './request.ts';
import type { SandboxRequest } from './request.ts';
import type { Repository } from './repository.ts';
import type { Store } from './store.ts';

const READING_SCOPES = ['read_repository', 'read_api', 'api'];
const ROUTE = /^\/api\/v4\/projects\/([^/]+)\/repository\/files\/([^/]+?)(\/raw)?$/;
const NOT_FOUND = {
  'no project': '404 Project Not Found',
  'no commit': '404 Commit Not Found',
  'no file': '404 File Not Found',
} as const;

/**
 * `GET /api/v4/projects/:id/repository/files/:path?ref=…`, project and file path URL-encoded: a file as JSON with its
 * content in base64; with `/raw` behind it as it is, where `ref` may be left out. A project that the token's user may
 * not see does not exist, as at GitLab.
 */
export function repositoryFile(request: SandboxRequest, repository: Repository, store: Store): Reply {
  const bearer = bearerOf(request);
  if (bearer === undefined) return jsonReply(401, { message: '401 Unauthorized' });
  const token = store.find('AccessToken', bearer);
  if (!token) return doorkeeperError('invalid_token');
  if (!token.scope?.split(' ').some((scope) => READING_SCOPES.includes(scope))) {
    return doorkeeperError('insufficient_scope');
  }
  const match = ROUTE.exec(request.path);
  if (match === null) return jsonReply(404, { error: '404 Not Found' });
  const [project = '', path = ''] = match.slice(1, 3).map(decodeURIComponent);
  const raw = match[3] !== undefined;
  const ref = request.query.get('ref') ?? (raw ? 'HEAD' : '');
  if (ref === '') return jsonReply(400, { error: 'ref is missing, ref is empty' });
  const found = repository.find(Number(token.accountId), project, path, ref);
  if (found.kind !== 'file') return jsonReply(404, { message: NOT_FOUND[found.kind] });
  const { content, blobId, commitId, lastCommitId } = found.file;
  // The raw route forbids every cache, and gives no ETag.
  if (raw) return { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: content };
  const bytes = Buffer.from(content);
  return unlessKnown(
    request,
    jsonReply(200, {
      file_name: path.slice(path.lastIndexOf('/') + 1),
      file_path: path,
      size: bytes.length,
      encoding: 'base64',
      content_sha256: createHash('sha256').update(bytes).digest('hex'),
      ref,
      blob_id: blobId,
      commit_id: commitId,
      last_commit_id: lastCommitId,
      execute_filemode: false,
      content: bytes.toString('base64'),
    }),
  );
}

/** Rack's own conditional answer: a weak ETag over the body, and 304 to whoever names it. */
function unlessKnown(request: SandboxRequest, reply: Reply): Reply {
  const etag = `W/"${createHash('sha256').update(reply.body).digest('hex').slice(0, 32)}"`;
  const headers = { ...reply.headers, etag, 'cache-control': 'max-age=0, private, must-revalidate' };
  return request.headers['if-none-match'] === etag
    ? { status: 304, headers: { etag, 'cache-control': headers['cache-control'] }, body: '' }
    : { ...reply, headers };
}
