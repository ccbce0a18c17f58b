import { expect, it } from 'vitest';
import { isForGroups } from '../../../../src/core/catalogues/role-groups.ts';

it.each([
  ['for everybody', undefined, ['platform'], true],
  ['of a user whose groups nobody knows', ['platform'], undefined, true],
  ['for a group that the user is in', ['platform'], ['platform'], true],
  ['for a subgroup of a group that the user is in', ['platform/operations'], ['platform'], true],
  ['for a group of which the user is in a subgroup alone', ['platform'], ['platform/operations'], false],
  ['for a group whose name merely begins alike', ['platform-two'], ['platform'], false],
  ['for one of several groups', ['sales', 'platform'], ['platform'], true],
  ['for a group that is written in capitals', ['Platform'], ['platform'], true],
  ['for a group, of a user who is in none', ['platform'], [], false],
] as const)('A role %s', (_what, meant, groups, isFor) => {
  expect(isForGroups({ ...(meant && { groups: meant }) }, groups)).toBe(isFor);
});
