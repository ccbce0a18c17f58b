import { describe, expect, it } from 'vitest';
import { sourceMark } from '../../../../src/core/catalogues/catalogue-sources.ts';
import { createTrustedIssuers } from '../../../../src/core/catalogues/trusted-issuers.ts';
import type { CatalogueId, IdentityId } from '../../../../src/core/model.ts';
import { setSession } from '../../../../src/core/state.ts';
import { FakeMemory } from '../../../support/fake-memory.ts';
import { ada, bob } from '../../../support/fake-nouns.ts';
import { cached, gitlabSource, id, openWorld, textWith } from './world.ts';

const { from } = gitlabSource;
const issuer = 'https://gitlab.example.com';

describe('a copy', () => {
  const elsewhere = {
    issuer: sourceMark(gitlabSource, 'https://gitlab.elsewhere.example'),
    application: sourceMark(at({ clientId: 'another-app' }), issuer),
    project: sourceMark(at({ project: 'platform/others' }), issuer),
    file: sourceMark(at({ file: 'others.yaml' }), issuer),
    branch: sourceMark(at({ ref: 'next' }), issuer),
  };
  it.each(Object.entries(elsewhere))('of another %s is not used', async (_what, mark) => {
    const { roles } = openWorld({ copy: { ...cached, source: mark }, from: gitlabSource });
    expect(await roles()).toEqual([]);
  });

  it('of the same place is', async () => {
    const copy = { ...cached, source: sourceMark(gitlabSource, issuer) };
    expect(await openWorld({ copy, from: gitlabSource }).roles()).toEqual(['old']);
  });
});

describe('a yes to an issuer', () => {
  const catalogue = 'team' as CatalogueId;
  const trust = { catalogue, issuer: 'https://gitlab.elsewhere.example', clientId: 'app' };

  it.each([
    ['catalogue', { ...trust, catalogue: 'other' as CatalogueId }],
    ['issuer', { ...trust, issuer }],
    ['application', { ...trust, clientId: 'another' }],
  ])('is none to another %s', (_what, other) => {
    const trusted = createTrustedIssuers(new FakeMemory());
    trusted.add(trust);
    expect([trusted.has(trust), trusted.has(other)]).toEqual([true, false]);
  });

  it('brings its roles in at once', async () => {
    const { roles, answers, catalogues, shown, changes } = openWorld();
    await roles();
    const there = { id: 'there', issuer: trust.issuer, clientId: 'app' };
    const { roles: listed } = JSON.parse(textWith('waits')) as { roles: object[] };
    const waits = listed.map((role) => ({ ...role, identity: 'there' }));
    answers.push({
      kind: 'text',
      text: JSON.stringify({ version: 1, identities: [there], roles: waits }),
    });
    await catalogues.refresh('team');
    expect(await roles()).toEqual([]);
    expect(shown()?.foreign).toEqual([{ issuer: trust.issuer, clientId: 'app', roles: 1 }]);
    const before = changes();
    catalogues.trust('team', trust.issuer);
    expect(changes()).toBe(before + 1);
    expect(await roles()).toEqual(['waits']);
    expect(shown()?.foreign).toEqual([]);
  });
});

it.each([
  ['somebody else', bob, true],
  ['the same user', ada, undefined],
])('tells whether %s is signed in at its application', async (_who, user, other) => {
  const { roles, state, catalogues, shown } = openWorld({ from: gitlabSource });
  const work = 'work' as IdentityId;
  setSession(state, work, { status: 'signed-in', user: ada, storage: 'keychain' });
  await roles();
  catalogues.noteSignedIn(id, true, user.subject);
  expect(shown()?.otherUser).toBe(other);
});

function at(change: Partial<Extract<typeof from, { kind: 'gitlab' }>>): typeof gitlabSource {
  return { ...gitlabSource, from: { ...from, ...change } as typeof from };
}
