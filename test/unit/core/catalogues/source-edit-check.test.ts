import { expect, test } from 'vitest';
import { sourceComplaints } from '../../../../src/core/catalogues/source-edit-check.ts';
import { knowEntries } from '../../../../src/core/known-entries.ts';

const url = 'https://example.com/roles.yaml';
const identity = { id: 'work', issuer: 'https://gitlab.example.com', clientId: 'abc' };
const known = knowEntries({ identities: [identity], catalogues: [{ id: 'team', url }] });

test('a catalogue that the file would be read with has no complaint', () => {
  expect(sourceComplaints(known, { id: 'other', url }, -1)).toEqual([]);
});

test('the first one of a name counts, and a new one of that name is told so', () => {
  expect(sourceComplaints(known, { id: 'team', url }, -1)).toEqual([{ field: 'id', kind: 'taken' }]);
  expect(sourceComplaints(known, { id: 'team', url }, 0)).toEqual([]);
});

test('an identity that nobody has is unknown, and a missing application is missing', () => {
  const complaints = sourceComplaints(known, { id: 'other', identity: 'home', url }, -1);
  expect(complaints).toEqual([{ field: 'identity', kind: 'unknown' }]);
  const gitlab = { id: 'other', project: 'platform/roles' };
  expect(sourceComplaints(known, gitlab, -1)).toContainEqual({ field: 'clientId', kind: 'missing' });
});
