import type { Complaint } from '../config-complaint.ts';
import type { CatalogueSource } from './catalogue-source.ts';
import type { CatalogueId, Identity, IdentityId } from '../model.ts';
import { schemaComplaints, valueAt } from '../schema-complaints.ts';
import { sourceSchemas, type WrittenSource } from './source-schema.ts';

/**
 * Reads `catalogues:` of the configuration entry by entry. Bad ones are left out and complained about. The path of a file
 * is as it is written: whoever knows where the configuration stands makes it whole.
 */
export function readSources(
  items: readonly unknown[],
  identities: readonly Identity[],
  complaints: Complaint[],
): readonly CatalogueSource[] {
  const seen = new Set<string>();
  return items.flatMap((raw, index): CatalogueSource[] => {
    const at = ['catalogues', index];
    const written = read(raw, at, complaints);
    if (written === undefined) return [];
    const source = sourceOf(written, identities);
    const fault = faultOf(written, source, identities);
    if (fault !== undefined) {
      complaints.push({ ...fault, at: [...at, ...fault.at] });
      return [];
    }
    if (seen.has(source.id)) {
      complaints.push({ at: [...at, 'id'], kind: 'taken', id: source.id });
      return [];
    }
    seen.add(source.id);
    return [source];
  });
}

/** What one entry is called, by its id or by where it is. @returns undefined where it cannot be read */
export function sourceId(raw: unknown): CatalogueId | undefined {
  const written = read(raw, [], []);
  return written && sourceOf(written, []).id;
}

/** Where a catalogue comes from, as one text: what was read from elsewhere is not used for it. */
export function sourceMark({ from }: CatalogueSource, issuer = ''): string {
  switch (from.kind) {
    case 'gitlab':
      return JSON.stringify(['gitlab', issuer, from.clientId, from.project, from.file, from.ref]);
    case 'url':
      return JSON.stringify(['url', from.url]);
    case 'file':
      return JSON.stringify(['file', from.path]);
  }
}

function read(
  raw: unknown,
  at: readonly (string | number)[],
  complaints: Complaint[],
): WrittenSource | undefined {
  const kind = kindOf(raw);
  const schema = sourceSchemas[kind];
  const result = schema.safeParse(raw);
  if (result.success) return { kind, ...result.data } as WrittenSource;
  complaints.push(...schemaComplaints(result.error, at, raw, Object.keys(schema.shape)));
  return undefined;
}

/** A file alone is one on this computer; in a project it is one of several things that are said. */
function kindOf(raw: unknown): WrittenSource['kind'] {
  if (valueAt(raw, ['url']) !== undefined) return 'url';
  const isOfProject = valueAt(raw, ['project']) !== undefined || valueAt(raw, ['clientId']) !== undefined;
  return isOfProject || valueAt(raw, ['file']) === undefined ? 'gitlab' : 'file';
}

function sourceOf(written: WrittenSource, identities: readonly Identity[]): CatalogueSource {
  const { id, name, identity } = written;
  const [only, second] = identities;
  const usual = identity ?? (second === undefined ? only?.id : undefined);
  const about = {
    ...(name !== undefined && { name }),
    ...(usual !== undefined && { identity: usual }),
  };
  switch (written.kind) {
    case 'gitlab': {
      const { clientId, scope, project, file, ref } = written;
      return {
        id: id ?? idFrom(file === usualFile ? project : `${project}-${file}`),
        ...about,
        from: {
          ...{ kind: 'gitlab', clientId, scope, project, file, ref },
          identity: usual ?? ('' as IdentityId),
        },
      };
    }
    case 'url': {
      const { host, pathname } = new URL(written.url);
      const from = { kind: 'url', url: written.url } as const;
      return { id: id ?? idFrom(`${host}${pathname}`), ...about, from };
    }
    case 'file':
      return {
        id: id ?? idFrom(written.file.split(/[\\/]/).at(-1) ?? ''),
        ...about,
        from: { kind: 'file', path: written.file },
      };
  }
}

const usualFile = 'roles.yaml';

/** What is wrong beyond one value: `at` is below the entry. */
function faultOf(
  { kind, identity }: WrittenSource,
  { from }: CatalogueSource,
  identities: readonly Identity[],
): Complaint | undefined {
  const wanted = from.kind === 'gitlab' ? from.identity : identity;
  if (kind === 'gitlab' && wanted === '') return { at: ['identity'], kind: 'missing', key: 'identity' };
  if (wanted === undefined) return undefined;
  const found = identities.find(({ id }) => id === wanted);
  if (found === undefined) {
    const known = identities.map(({ id }) => id).slice(0, 20);
    return {
      at: ['identity'],
      kind: 'unknown-identity',
      id: wanted,
      known,
      more: identities.length - known.length,
    };
  }
  if (from.kind === 'gitlab' && from.clientId === found.clientId) {
    return { at: ['clientId'], kind: 'login-application', clientId: from.clientId };
  }
  return undefined;
}

/** The same for the same place, in whichever order the catalogues stand. */
function idFrom(place: string): CatalogueId {
  const plain = place
    .replace(/\.(?:ya?ml|json)$/i, '')
    .replace(/[^\w.-]+/g, '-')
    .replace(/^[-._]+|[-.]+$/g, '');
  const whole = plain === '' ? 'catalogue' : plain;
  return (whole.length <= 64 ? whole : `${whole.slice(0, 55)}-${fingerprint(place)}`) as CatalogueId;
}

/** Eight characters; FNV-1a, for telling long names apart and for nothing else. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return hash.toString(16).padStart(8, '0');
}
