import type * as z from 'zod';
import type { Complaint } from '../config-complaint.ts';
import type { ConfigData } from '../config-data.ts';
import type { EditComplaint } from '../config-edits.ts';
import { identitySchema } from '../config-schema.ts';
import type { KnownEntries } from '../known-entries.ts';
import type { Identity } from '../model.ts';
import { readSources } from './catalogue-sources.ts';
import { sourceSchemas } from './source-schema.ts';

/** Every field that an entry of `catalogues:` may have, wherever the catalogue is. */
export const sourceShape: Readonly<Record<string, z.ZodType>> = {
  ...sourceSchemas.file.shape,
  ...sourceSchemas.url.shape,
  ...sourceSchemas.gitlab.shape,
};

/**
 * What is wrong with one entry, by the same rules that read the file.
 *
 * @param place of the entry in its list; -1 for one that is not there yet
 */
export function sourceComplaints(
  known: KnownEntries,
  fields: ConfigData,
  place: number,
): readonly EditComplaint[] {
  const found: Complaint[] = [];
  const identities = usableIdentities(known);
  const [source] = readSources([fields], identities, found);
  const complaints = found.map(complaintOf);
  if (source === undefined) return complaints;
  // Two that are called the same: the first one counts, whether it is named or goes by where it is.
  const others = known.entries('catalogues').filter((_, at) => (place === -1 ? true : at < place));
  const isTaken = readSources(others, identities, []).some(({ id }) => id === source.id);
  return isTaken ? [...complaints, { field: 'id', kind: 'taken' }] : complaints;
}

function usableIdentities(known: KnownEntries): readonly Identity[] {
  return known.entries('identities').flatMap((entry) => {
    const { success, data } = identitySchema.safeParse(entry);
    return success ? [{ ...data, scopes: data.scopes ?? [] }] : [];
  });
}

function complaintOf({ at: [, , field], ...fault }: Complaint): EditComplaint {
  return { field: field === undefined ? '' : String(field), kind: kindOf(fault.kind) };
}

function kindOf(kind: Complaint['kind']): EditComplaint['kind'] {
  if (kind === 'missing' || kind === 'taken') return kind;
  return kind === 'unknown-identity' ? 'unknown' : 'wrong';
}
