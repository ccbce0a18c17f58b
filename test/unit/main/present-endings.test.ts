import { describe, expect, it } from 'vitest';
import type { Ending } from '../../../src/core/endings.ts';
import type { IdentityId, RoleId } from '../../../src/core/model.ts';
import { intentForEndings, wordsForEndings } from '../../../src/main/present-endings.ts';
import { trayTexts } from '../../../src/main/tray-texts.ts';
import { appView, identity, role, signedIn } from '../../support/renderer-fixtures.ts';

const until = Date.parse('2026-03-01T15:40:00Z');
const ending = (more: Partial<Ending> = {}): Ending => ({
  role: 'prod' as RoleId,
  identity: 'work' as IdentityId,
  taken: { kind: 'console' },
  access: 'full',
  until,
  ...more,
});
const profile = ending({ taken: { kind: 'profile' } });
const dev = { role: 'dev' as RoleId };
const roles = [role('prod', 'Production'), role('dev', 'Development')];
const view = appView({ identities: [identity(signedIn)], roles });
const readOnlyView = appView({
  identities: [identity(signedIn)],
  roles: [role('prod', 'Production', { readOnly: true })],
});
const signedOutView = appView({ identities: [identity({ status: 'signed-out' })], roles });

describe('a click on the word that a role ends', () => {
  it('opens its console again, as it was opened', () => {
    expect(intentForEndings([ending()], view)).toEqual({
      type: 'open-console',
      roleId: 'prod',
      access: 'full',
      renews: { access: 'full', until },
    });
    const readOnly = ending({ taken: { kind: 'console', service: 's3' }, access: 'read-only' });
    expect(intentForEndings([readOnly], view)).toEqual({
      type: 'open-console',
      roleId: 'prod',
      access: 'read-only',
      service: 's3',
      renews: { access: 'read-only', until },
    });
  });

  it('opens it where nobody is signed in any more, too: that signs in first', () => {
    expect(intentForEndings([ending()], signedOutView)).toMatchObject({ type: 'open-console' });
  });

  it.each([
    ['full access to a role that has it by itself', 'full', view, true],
    ['reading with a role that only reads by itself', 'read-only', readOnlyView, true],
    ['full access to a role that only reads by itself', 'full', readOnlyView, false],
    ['reading with a role that has full access by itself', 'read-only', view, false],
  ] as const)('hands over anew no other access than was taken: %s', (_what, access, shown, isDelivered) => {
    const copied = ending({ taken: { kind: 'deliver', sink: 'copy-env' }, access });
    expect(intentForEndings([copied], shown)).toEqual(
      isDelivered
        ? { type: 'deliver', roleId: 'prod', deliveryId: 'copy-env', renews: { access, until } }
        : { type: 'show-window' },
    );
  });

  it('hands nothing over of a role that has gone', () => {
    const copied = ending({ role: 'gone' as RoleId, taken: { kind: 'deliver', sink: 'copy-env' } });
    expect(intentForEndings([copied], view)).toEqual({ type: 'show-window' });
  });

  it('signs in where that is what keeps a profile from new keys, and else shows why', () => {
    expect(intentForEndings([profile], signedOutView)).toEqual({ type: 'sign-in', identityId: 'work' });
    expect(intentForEndings([profile], view)).toEqual({ type: 'show-window' });
    const elsewhere = { ...profile, identity: 'gone' as IdentityId };
    expect(intentForEndings([elsewhere], signedOutView)).toEqual({ type: 'show-window' });
  });

  it('goes by what came last where several things of one role end', () => {
    const service = ending({ taken: { kind: 'console', service: 'ec2' } });
    expect(intentForEndings([profile, service], view)).toMatchObject({
      type: 'open-console',
      service: 'ec2',
    });
    expect(intentForEndings([service, profile], view)).toEqual({ type: 'show-window' });
  });

  it('shows the window where it is several roles, or nothing any more', () => {
    expect(intentForEndings([ending(), ending(dev)], view)).toEqual({ type: 'show-window' });
    expect(intentForEndings([], view)).toEqual({ type: 'show-window' });
  });
});

describe('the word that a role ends', () => {
  const time = trayTexts.en.time(until);

  it.each([
    ['console', ending(), 'The console session ends'],
    ['copied', ending({ taken: { kind: 'deliver', sink: 'copy-env' } }), 'What was copied works until then'],
    ['terminal', ending({ taken: { kind: 'deliver', sink: 'terminal' } }), 'The keys in the terminal end'],
  ] as const)('says what ends, by the role’s name, and can be renewed: %s', (_kind, one, body) => {
    const words = wordsForEndings([one], view);
    expect(words).toMatchObject({ title: `Production ends at ${time}`, action: 'Renew' });
    expect(words.body).toContain(body);
  });

  it('has no button for a profile, which renews itself where that works', () => {
    const words = wordsForEndings([profile], view);
    expect(words.body).toContain('are not being renewed');
    expect(words).not.toHaveProperty('action');
  });

  it('names a role that has gone by its id', () => {
    expect(wordsForEndings([ending({ role: 'gone' as RoleId })], view).title).toBe(`gone ends at ${time}`);
  });

  it('names the first end of one role, and what came last of it', () => {
    const words = wordsForEndings([ending(), { ...profile, until: until + 600_000 }], view);
    expect(words.title).toBe(`Production ends at ${time}`);
    expect(words.body).toContain('profile');
  });

  it('counts roles, and says whether others end later', () => {
    expect(wordsForEndings([ending(), ending({ ...dev, until: until + 20_000 }), profile], view)).toEqual({
      title: `2 roles end at ${time}`,
      body: 'Click here to see them.',
    });
    const later = ending({ ...dev, until: until + 60_000 });
    expect(wordsForEndings([later, ending()], view).title).toBe(`2 roles end soon, the first at ${time}`);
  });
});
