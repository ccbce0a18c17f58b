import { describe, expect, it } from 'vitest';
import { activeRole, neighbour, sectionsOf, visibleRoles } from '../../../src/renderer/sections.ts';
import { appView, identity, role, signedIn } from '../../support/renderer-fixtures.ts';

const alpha = role('alpha', 'Alpha');
const beta = role('beta', 'Beta', { identityId: 'other' });
const gamma = role('gamma', 'Gamma');
const view = appView({
  identities: [identity(signedIn), identity({ status: 'signed-out' }, 'other', 'other.example')],
  roles: [alpha, beta, gamma],
});

describe('the sections of the list', () => {
  it('group roles by identity and keep the order of the configuration', () => {
    expect(
      sectionsOf(view, '').map(({ identity: { id }, roles }) => [id, roles.map((one) => one.id)]),
    ).toEqual([
      ['work', ['alpha', 'gamma']],
      ['other', ['beta']],
    ]);
  });

  it('keep an identity without roles, so that one can sign in there', () => {
    expect(sectionsOf({ ...view, roles: [alpha] }, '')).toHaveLength(2);
  });

  it('let an identity without a match step aside while a search is on', () => {
    expect(sectionsOf(view, 'gam').map(({ identity: { id } }) => id)).toEqual(['work']);
  });

  it('keep an identity that waits for its browser, whatever is searched', () => {
    const waiting = { ...view, identities: [identity({ status: 'signing-in' })] };
    expect(sectionsOf(waiting, 'nothing like it')).toHaveLength(1);
  });

  it('count all roles of an identity, found or not', () => {
    expect(sectionsOf(view, 'gam')[0]).toMatchObject({ total: 2, roles: [{ id: 'gamma' }] });
  });
});

describe('the active role', () => {
  const roles = visibleRoles(sectionsOf(view, ''));

  it('is none at first, so that a stray Enter opens nothing', () => {
    expect(activeRole(roles, undefined, '')).toBeUndefined();
    expect(activeRole(roles, undefined, '  ')).toBeUndefined();
  });

  it('is the first match of a search', () => {
    expect(activeRole(roles, undefined, 'a')?.id).toBe('alpha');
  });

  it('is the chosen one as long as it is in sight', () => {
    expect(activeRole(roles, 'beta', 'a')?.id).toBe('beta');
    expect(activeRole([alpha], 'beta', 'a')?.id).toBe('alpha');
    expect(activeRole([alpha], 'beta', '')).toBeUndefined();
  });

  it('moves through the list as the eye does, across identities', () => {
    expect(neighbour(roles, alpha, 1)?.id).toBe('gamma');
    expect(neighbour(roles, gamma, 1)?.id).toBe('beta');
    expect(neighbour(roles, beta, -1)?.id).toBe('gamma');
  });

  it('stays at either end', () => {
    expect(neighbour(roles, beta, 1)?.id).toBe('beta');
    expect(neighbour(roles, alpha, -1)?.id).toBe('alpha');
  });

  it('starts at the near end, and copes with an empty list', () => {
    expect(neighbour(roles, undefined, 1)?.id).toBe('alpha');
    expect(neighbour(roles, undefined, -1)?.id).toBe('beta');
    expect(neighbour([], undefined, 1)).toBeUndefined();
  });
});
