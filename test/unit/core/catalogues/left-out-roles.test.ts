import { expect, test } from 'vitest';
import { readCatalogueText } from '../../../../src/adapters/system/catalogue-reading.ts';
import { leftOutRoles } from '../../../../src/core/catalogues/left-out-roles.ts';
import type { Complaint } from '../../../../src/core/config-complaint.ts';

const roleArn = 'arn:aws:iam::123456789012:role/R';
const about = (...complaints: readonly Complaint[]) =>
  leftOutRoles(complaints.map((complaint) => ({ complaint })));

function complaintsAbout(roles: readonly object[]) {
  const outcome = readCatalogueText(JSON.stringify({ version: 1, roles }));
  if (outcome.kind !== 'content') throw new Error(outcome.kind);
  return outcome.content.complaints;
}

test('an entry with several mistakes is one role, and one that is used in another way is none', () => {
  const complaints = complaintsAbout([
    { id: 'good', roleArn, flavour: 'sweet' },
    { id: 'bad', roleArn: 'nope', duration: 'long', region: 'moon' },
    { id: 'good', roleArn },
    { id: 'chained', roleArn, chain: [`${roleArn}2`], duration: '2h' },
  ]);
  expect(complaints.length).toBeGreaterThan(4);
  expect(leftOutRoles(complaints)).toEqual({ count: 2, isMore: false });
});

test('what shows beside the configuration counts, and may be about more than one', () => {
  const taken = { at: ['roles'], kind: 'role-of-other', catalogue: 'first' } as const;
  expect(about({ ...taken, id: 'a' }, { ...taken, id: 'b' })).toEqual({ count: 2, isMore: false });
  expect(about({ at: ['roles'], kind: 'no-usual-identity' })).toEqual({ count: 1, isMore: true });
  expect(about({ at: ['endpoints'], kind: 'unknown-key', key: 'endpoints', allowed: [] })).toEqual({
    ...{ count: 0, isMore: false },
  });
});

test('of a list of complaints that was cut off, nobody knows them all', () => {
  const roles = Array.from({ length: 300 }, (_, at) => ({ id: `r${at}`, roleArn: 'nope' }));
  expect(leftOutRoles(complaintsAbout(roles))).toEqual({ count: 200, isMore: true });
});
