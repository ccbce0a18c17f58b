import { fetchFromFile } from '../adapters/catalogues/file-catalogue.ts';
import { readConfigText } from '../adapters/system/config-reading.ts';
import { readCatalogueText } from '../adapters/system/catalogue-reading.ts';
import type { CatalogueSource } from '../core/catalogues/catalogue-source.ts';
import { mergeCatalogues } from '../core/catalogues/merge-catalogues.ts';
import type { CatalogueContent } from '../core/catalogues/ports.ts';
import { mostRoles } from '../core/catalogues/read-catalogue.ts';
import { complaintWords } from '../core/complaint-guide.ts';
import type { PlacedComplaint } from '../core/config-complaint.ts';
import { AppError, hasCode } from '../core/errors.ts';
import type { CatalogueId, IdentityId } from '../core/model.ts';
import type { ConfigReview } from './config-check.ts';
import { configDefaults } from './doctor-surroundings.ts';

/** Whoever reads it may use any identity, and says yes to every issuer. */
const reader = 'reader' as IdentityId;
const readersConfig = JSON.stringify({
  version: 1,
  identities: [{ id: reader, issuer: 'https://gitlab.invalid', clientId: 'reader' }],
});

/**
 * Reads a file as one that names it as a catalogue would, without taking it into use.
 * @throws AppError `file_failed` where there is no text in it that could be one
 */
export async function checkCatalogueFile(path: string): Promise<ConfigReview> {
  const source: CatalogueSource = {
    id: 'draft' as CatalogueId,
    identity: reader,
    from: { kind: 'file', path },
  };
  const outcome = readCatalogueText(await textOf(path, source));
  switch (outcome.kind) {
    case 'broken':
      return reviewOf(path, outcome.complaints);
    case 'too-long':
      return reviewOf(path, [
        {
          complaint: {
            ...{ at: ['roles'], kind: 'wrong', key: 'roles', found: { is: 'list' } },
            demand: { kind: 'at-most', count: mostRoles, of: 'items' },
          },
        },
      ]);
    case 'content': {
      const { content } = outcome;
      const { roles, complaints } = inUse(source, content);
      const all = [...content.complaints, ...complaints];
      return reviewOf(path, all, { identities: content.identities.length, roles });
    }
  }
}

async function textOf(path: string, source: CatalogueSource): Promise<string> {
  try {
    const fetched = await fetchFromFile(path, { source });
    return fetched.kind === 'text' ? fetched.text : '';
  } catch (cause) {
    if (hasCode(cause, 'catalogue_unreadable')) throw failed(path, cause.details.reason, cause);
    if (hasCode(cause, 'catalogue_not_text'))
      throw failed(path, 'it is a web page, or not text in UTF-8', cause);
    if (hasCode(cause, 'catalogue_too_large')) throw failed(path, 'a catalogue is 5 MB at most', cause);
    throw cause;
  }
}

/** What only shows beside a configuration, such as a role for an identity that the catalogue does not describe. */
function inUse(
  source: CatalogueSource,
  content: CatalogueContent,
): { readonly roles: number; readonly complaints: readonly PlacedComplaint[] } {
  const { catalogues } = mergeCatalogues({
    local: { ...readConfigText(readersConfig, '', configDefaults), catalogues: [source] },
    contents: new Map([[source.id, content]]),
    isTrusted: () => true,
    defaults: configDefaults,
  });
  const found = catalogues.get(source.id);
  return {
    roles: found?.roles ?? 0,
    complaints: (found?.complaints ?? []).map((complaint) => ({ complaint })),
  };
}

function reviewOf(
  path: string,
  complaints: readonly PlacedComplaint[],
  usable?: { readonly identities: number; readonly roles: number },
): ConfigReview {
  return {
    path,
    ok: complaints.length === 0,
    usable: usable !== undefined,
    ...(usable ?? { identities: 0, roles: 0 }),
    problems: complaints.map((placed) => ({ ...placed, message: complaintWords(placed.complaint, 'en') })),
  };
}

function failed(path: string, reason: string, cause: unknown): AppError {
  return new AppError('file_failed', { path, reason }, { cause });
}
