import { describe, expect, test } from 'vitest';
import type { Identity, IdentityId, User } from '../../../src/core/model.ts';
import type { SessionState } from '../../../src/core/state.ts';
import { labelOf, siblingOf } from '../../../src/main/present-identity.ts';
import { ada, bob, identityWith } from '../../support/fake-nouns.ts';

const issuer = 'https://gitlab.example.com';
const work = identityWith({ id: 'work', issuer });
const ops: Identity = { ...work, id: 'ops' as IdentityId };
const elsewhere: Identity = { ...work, id: 'home' as IdentityId, issuer: 'https://git.example' };
const otherApplication: Identity = { ...ops, clientId: 'another' };

const signedIn = (user: User): SessionState => ({ status: 'signed-in', user, storage: 'keychain' });
const sessions = (...pairs: readonly (readonly [Identity, SessionState])[]) =>
  new Map(pairs.map(([{ id }, session]) => [id, session]));

describe('what an identity is called', () => {
  test('is its host, where it is the only one there', () => {
    expect(labelOf(work, [work, elsewhere])).toBe('gitlab.example.com');
  });

  test('begins with its own name, where another is at the same host', () => {
    expect([work, ops, elsewhere].map((one) => labelOf(one, [work, ops, elsewhere]))).toEqual([
      'work · gitlab.example.com',
      'ops · gitlab.example.com',
      'git.example',
    ]);
  });

  test('keeps two GitLabs apart that stand in folders of one host', () => {
    const folder: Identity = { ...ops, issuer: `${work.issuer}/other` };
    expect(labelOf(folder, [work, folder])).toBe('ops · gitlab.example.com');
  });
});

describe('another identity of the same application', () => {
  const all = [work, ops];

  test('is told of while one signs in beside it', () => {
    const state = sessions([work, signedIn(ada)], [ops, { status: 'signing-in' }]);
    expect(siblingOf(ops, all, state)).toEqual({ label: 'work · gitlab.example.com', sameUser: false });
  });

  test('with the same user is told of on both sides', () => {
    const state = sessions([work, signedIn(ada)], [ops, signedIn(ada)]);
    expect(siblingOf(ops, all, state)).toEqual({ label: 'work · gitlab.example.com', sameUser: true });
    expect(siblingOf(work, all, state)).toEqual({ label: 'ops · gitlab.example.com', sameUser: true });
  });

  test('with another user is as it should be', () => {
    const state = sessions([work, signedIn(ada)], [ops, signedIn(bob)]);
    expect(siblingOf(ops, all, state)?.sameUser).toBe(false);
  });

  test('with the same user comes before one with another', () => {
    const third: Identity = { ...work, id: 'third' as IdentityId };
    const state = sessions([work, signedIn(bob)], [ops, signedIn(ada)], [third, signedIn(ada)]);
    expect(siblingOf(third, [work, ops, third], state)).toEqual({
      label: 'ops · gitlab.example.com',
      sameUser: true,
    });
  });

  test('is none where nobody is signed in there, nor where it is another application or GitLab', () => {
    expect(siblingOf(ops, all, sessions([work, { status: 'signed-out' }]))).toBeUndefined();
    expect(siblingOf(work, [work], sessions([work, signedIn(ada)]))).toBeUndefined();
    // Two applications for one user are two audiences, on purpose.
    const state = sessions([work, signedIn(ada)], [otherApplication, signedIn(ada)]);
    expect(siblingOf(otherApplication, [work, otherApplication], state)).toBeUndefined();
    const apart = sessions([work, signedIn(ada)], [elsewhere, signedIn(ada)]);
    expect(siblingOf(elsewhere, [work, elsewhere], apart)).toBeUndefined();
  });
});
