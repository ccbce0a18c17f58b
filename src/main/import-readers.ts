import type { ExportFormatView } from '../shared/import-view.ts';
import type { RequestOf } from '../shared/ipc.ts';
import type { ImportCall } from './import-schema.ts';
import type { CallReaders } from './ipc.ts';
import { isOneOf, readIds, readRecord, readText } from './request-shapes.ts';

/** As many as one file may hold; each is checked against that file before anything is written. */
const mostProfiles = 20_000;
const longestName = 2_000;

/** What the page of importing may ask, and nothing else. It names profiles, and never a path. */
export const importReaders: Pick<CallReaders, ImportCall> = {
  'import:preview': readPreview,
  'import:write': readWrite,
  'export:save': readSave,
};

function readPreview(value: unknown): RequestOf<'import:preview'> {
  return Object.keys(readRecord(value)).length === 0 ? {} : readIds(value, 'identityId');
}

function readWrite(value: unknown): RequestOf<'import:write'> {
  const { profiles, ...ids } = readRecord(value);
  if (!Array.isArray(profiles) || profiles.length > mostProfiles)
    throw new TypeError('profiles was expected');
  return {
    ...readIds(ids, 'identityId'),
    profiles: profiles.map((profile: unknown) => readText(profile, longestName, 'profile')),
  };
}

const formats: Readonly<Record<ExportFormatView, true>> = { catalogue: true, config: true };

function readSave(value: unknown): RequestOf<'export:save'> {
  const { identities, ...rest } = readRecord(value);
  const { format } = readIds(rest, 'format');
  if (!isOneOf(formats, format) || typeof identities !== 'boolean')
    throw new TypeError('a format was expected');
  return { format, identities };
}
