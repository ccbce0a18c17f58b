import { expect, test } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import type { Identity, Language, LanguageChoice, RoleId } from '../../../src/core/model.ts';
import {
  createState,
  setConsoleNotice,
  setNotice,
  setRole,
  setSession,
  setStanding,
  type LockState,
  type StateStore,
} from '../../../src/core/state.ts';
import { present } from '../../../src/main/present.ts';
import { ada, configWith, identityWith, problemWith, roleWith } from '../../support/fake-nouns.ts';

const prod = roleWith();
const shown = (state: StateStore) => present(state.get(), 'config.yaml');

function ready(): StateStore {
  const state = createState(['copy-env']);
  state.update((current) => ({ ...current, config: { status: 'ready', config: configWith() } }));
  return state;
}

test('the view lists the ways to hand credentials over', () => {
  expect(shown(createState()).deliveries).toEqual([]);
  expect(shown(ready()).deliveries).toEqual([{ id: 'copy-env' }]);
});

test('the way to copy the endpoint’s variables is listed while the endpoint is on, and no endpoint where there is none', () => {
  const state = createState(['copy-env', 'copy-endpoint']);
  expect(shown(state)).toMatchObject({ deliveries: [{ id: 'copy-env' }], endpoint: 'off' });
  state.update((current) => ({ ...current, endpoint: { status: 'on' } }));
  expect(shown(state)).toMatchObject({
    deliveries: [{ id: 'copy-env' }, { id: 'copy-endpoint' }],
    endpoint: 'on',
  });
  expect(shown(ready())).not.toHaveProperty('endpoint');
});

test('the format of one click is the one that was copied last', () => {
  const state = ready();
  expect(shown(state).copyFormat).toBe('env');
  state.update((current) => ({ ...current, lastCopied: 'copy-fish' }));
  expect(shown(state).copyFormat).toBe('fish');
});

test('a role shows its name in AWS’s files, and the profiles that are kept fresh', () => {
  const state = ready();
  setStanding(state, prod.id, [{ name: 'prod-admin' }]);
  expect(shown(state).roles[0]).toMatchObject({ profile: prod.profile, profiles: ['prod-admin'] });
});

test.each([false, true])(
  'a role shows what has its own access apart from the other, read-only: %s',
  (readOnly) => {
    const state = ready();
    const config = configWith({ roles: [roleWith({ readOnly })] });
    state.update((current) => ({ ...current, config: { status: 'ready', config } }));
    setStanding(state, prod.id, [
      { name: 'own' },
      { name: 'all', access: 'full' },
      { name: 'reads', access: 'read-only' },
    ]);
    setRole(state, prod.id, { sessionEnds: { full: 42, 'read-only': 43 } });
    expect(shown(state).roles[0]).toMatchObject({
      profiles: ['own', 'all', 'reads'],
      ...(readOnly
        ? { credentialsUntil: 43, otherUntil: 42, otherProfiles: ['all'] }
        : { credentialsUntil: 42, otherUntil: 43, otherProfiles: ['reads'] }),
    });
    setRole(state, prod.id, { sessionEnds: readOnly ? { full: 42 } : { 'read-only': 42 } });
    expect(shown(state).roles[0]).toMatchObject({ otherUntil: 42 });
    expect(shown(state).roles[0]).not.toHaveProperty('credentialsUntil');
  },
);

test('a role shows what of it is lent out, in seconds', () => {
  const state = ready();
  setRole(state, prod.id, { loan: { sink: 'copy-env', at: 42, forMs: 30_000 } });
  expect(shown(state).roles[0]?.loan).toEqual({ deliveryId: 'copy-env', at: 42, forSeconds: 30 });
});

test('a role shows that it does not last as long as it was asked to', () => {
  const state = ready();
  setNotice(state, prod.id, { kind: 'duration-shortened', seconds: 43_200 });
  expect(shown(state).roles[0]?.notice).toEqual({ kind: 'duration-shortened', seconds: 43_200 });
  setNotice(state, prod.id, undefined);
  expect(shown(state).roles[0]).not.toHaveProperty('notice');
});

test('a role shows that its console does not last as long as it was asked to, beside what is said of its keys', () => {
  const state = ready();
  setNotice(state, prod.id, { kind: 'duration-shortened', seconds: 43_200 });
  setConsoleNotice(state, prod.id, 7_200);
  expect(shown(state).roles[0]).toMatchObject({
    notice: { kind: 'duration-shortened', seconds: 43_200 },
    consoleNotice: { kind: 'console-shortened', seconds: 7_200 },
  });
  setConsoleNotice(state, prod.id, undefined);
  expect(shown(state).roles[0]).toHaveProperty('notice');
  expect(shown(state).roles[0]).not.toHaveProperty('consoleNotice');
});

test('a role tells a delivery from an opening, under way and failed', () => {
  const state = ready();
  const activity = () => shown(state).roles[0]?.activity;
  setRole(state, prod.id, { activity: { status: 'busy', step: 'refreshing', sink: 'copy-env' } });
  expect(activity()).toEqual({ status: 'busy', step: 'refreshing', deliveryId: 'copy-env' });
  setRole(state, prod.id, { activity: { status: 'busy', step: 'refreshing' } });
  expect(activity()).toEqual({ status: 'busy', step: 'refreshing' });
  const error = new AppError('clipboard_failed', { reason: 'it is busy' });
  setRole(state, prod.id, { activity: { status: 'failed', error, sink: 'copy-env' } });
  expect(activity()).toMatchObject({
    status: 'failed',
    deliveryId: 'copy-env',
    error: { code: 'clipboard_failed', action: 'retry' },
  });
});

test('an alarm names the role, and the identity to sign out of', () => {
  const state = ready();
  const turnedAway = { kind: 'program', pid: 7, name: 'curl' } as const;
  state.update((current) => ({ ...current, alarms: [{ id: '1', role: prod.id, rivals: { turnedAway } }] }));
  expect(shown(state).alarms).toEqual([
    {
      id: '1',
      roleName: 'Production',
      identity: { id: 'work', label: 'gitlab.example.com' },
      turnedAway,
    },
  ]);
});

test('an alarm of one of several roles of the same name says which one', () => {
  const state = ready();
  const other = roleWith({ id: 'other', roleName: 'Owner' });
  const config = configWith({ roles: [prod, other] });
  const alarms = [{ id: '1', role: other.id, rivals: {} }];
  state.update((current) => ({ ...current, config: { status: 'ready', config }, alarms }));
  expect(shown(state).alarms).toMatchObject([{ roleName: 'Production · 123456789012 · Owner' }]);
});

test('an alarm outlives its role in the configuration', () => {
  const state = ready();
  const gone = 'gone' as RoleId;
  state.update((current) => ({ ...current, alarms: [{ id: '1', role: gone, rivals: {} }] }));
  expect(shown(state).alarms).toEqual([{ id: '1', roleName: 'gone' }]);
});

test('errors are told in the language that the configuration chooses, else in the system’s', () => {
  const title = (chosen: LanguageChoice, system: Language) => {
    const state = ready();
    const config = configWith({ language: chosen });
    state.update((current) => ({ ...current, config: { status: 'ready', config } }));
    setRole(state, prod.id, { activity: { status: 'failed', error: new AppError('keychain_locked', {}) } });
    const view = present(state.get(), 'config.yaml', system);
    const activity = view.roles[0]?.activity;
    return [view.language, activity?.status === 'failed' ? activity.error.title : undefined];
  };
  const english = ['en', 'The keychain is locked.'];
  const japanese = ['ja', 'キーチェーンがロックされています。'];
  expect(title('system', 'en')).toEqual(english);
  expect(title('system', 'ja')).toEqual(japanese);
  expect(title('ja', 'en')).toEqual(japanese);
  expect(title('en', 'ja')).toEqual(english);
});

test('without a configuration the system’s language is spoken', () => {
  expect(present(createState().get(), 'config.yaml', 'ja').language).toBe('ja');
  const failed = createState();
  const error = new AppError('config_missing', { path: 'config.yaml' });
  failed.update((current) => ({ ...current, config: { status: 'failed', error } }));
  expect(present(failed.get(), 'config.yaml', 'ja').config).toMatchObject({
    error: { title: '設定ファイルがまだありません。' },
  });
});

test('the last good configuration goes on choosing the language while the file is broken', () => {
  const state = createState();
  const error = new AppError('config_broken', { path: 'config.yaml', problems: ['Line 1: oops.'] });
  const previous = configWith({ language: 'ja' });
  state.update((current) => ({ ...current, config: { status: 'failed', error, previous } }));
  expect(shown(state).language).toBe('ja');
});

test.each<[Language, string]>([
  ['en', 'roles[1]: "prod" is taken by an entry above: this one is left out'],
  ['ja', 'roles[1]: 「prod」は上の項目ですでに使われているため、この項目は除外されています。'],
])('complaints about the configuration are told in the language of the view: %s', (language, message) => {
  const state = createState();
  const config = configWith({ problems: [{ ...problemWith('prod', 7), column: 12 }] });
  state.update((current) => ({ ...current, config: { status: 'ready', config } }));
  const view = present(state.get(), 'config.yaml', language).config;
  expect(view).toMatchObject({ problems: [{ line: 7, column: 12, message }] });
  // Nothing else goes out to the window.
  expect(view).toHaveProperty('problems', [{ line: 7, column: 12, message }]);
});

test('a role that is reached through others shows the last one, and which ones lead there, each once', () => {
  const arn = (roleName: string, accountId: string) => ({
    ...{ text: `arn:aws:iam::${accountId}:role/${roleName}`, partition: 'aws' as const },
    ...{ accountId, roleName },
  });
  const entry = arn('Entry', '111111111111');
  const hub = arn('Hub', '222222222222');
  const last = arn('Vault', '333333333333');
  const role = (chain: readonly (typeof entry)[]) => {
    const chained = { ...roleWith({ chain: chain.map((one) => ({ arn: one })) }), arn: entry };
    const state = ready();
    const config = configWith({ roles: [chained] });
    state.update((current) => ({ ...current, config: { status: 'ready', config } }));
    return shown(state).roles[0];
  };
  expect(role([hub, last])).toMatchObject({
    accountId: '333333333333',
    roleName: 'Vault',
    through: [
      { accountId: '111111111111', roleName: 'Entry' },
      { accountId: '222222222222', roleName: 'Hub' },
    ],
  });
  expect(role([last])?.through).toEqual([{ accountId: '111111111111', roleName: 'Entry' }]);
});

test('a user without a name is called by the number, in the language of the view', () => {
  const state = ready();
  setSession(state, identityWith().id, { status: 'signed-in', user: { subject: '42' }, storage: 'keychain' });
  const name = (language: Language) => {
    const session = present(state.get(), 'config.yaml', language).identities[0]?.session;
    return session?.status === 'signed-in' ? session.user.name : undefined;
  };
  expect(name('en')).toBe('User 42');
  expect(name('ja')).toBe('ユーザー 42');
});

test('a sign-out that the provider was not told of shows', () => {
  const state = ready();
  setSession(state, identityWith().id, { status: 'signed-out', providerNotTold: true });
  expect(shown(state).identities[0]?.session).toEqual({ status: 'signed-out', providerNotTold: true });
});

test('what a sign-out could not take back shows, also of an identity that has left the configuration', () => {
  const office = identityWith({ id: 'office' });
  const state = withStrays(office);
  for (const { id } of [identityWith(), office]) {
    setSession(state, id, { status: 'signed-out', notWithdrawn: ['aws-files'] });
  }
  const { identities, strays } = shown(state);
  for (const [one] of [identities, strays]) {
    expect(one?.session).toEqual({ status: 'signed-out', notWithdrawn: ['aws-files'] });
  }
});

function withStrays(...strays: readonly Identity[]): StateStore {
  const state = ready();
  state.update((current) => ({ ...current, strays }));
  return state;
}

test('an identity that left the configuration shows while it leaves something to do', () => {
  const office = identityWith({ id: 'office' });
  const state = withStrays(office);
  expect(shown(state).strays).toEqual([]);
  setSession(state, office.id, { status: 'signed-in', user: ada, storage: 'keychain' });
  expect(shown(state).strays).toMatchObject([
    { id: 'office', label: 'office · gitlab.example.com', session: { status: 'signed-in' } },
  ]);
  setSession(state, office.id, { status: 'signed-out', providerNotTold: true });
  expect(shown(state).strays).toHaveLength(1);
  setSession(state, office.id, { status: 'signed-out' });
  expect(shown(state).strays).toEqual([]);
});

test('an identity whose name means another account now shows as that one alone', () => {
  const state = withStrays(identityWith({ issuer: 'https://git.old.example' }));
  setSession(state, identityWith().id, { status: 'signed-in', user: ada, storage: 'keychain' });
  expect(shown(state).strays).toEqual([]);
  expect(shown(state).identities[0]?.label).toBe('gitlab.example.com');
});

test('a sign-out that came to nothing shows with the session that is still there', () => {
  const state = withStrays(identityWith({ id: 'office', issuer: 'https://git.office.example' }));
  const error = new AppError('keychain_locked', {});
  const session = { status: 'signed-in', user: ada, storage: 'keychain', error } as const;
  setSession(state, identityWith().id, session);
  setSession(state, identityWith({ id: 'office' }).id, session);
  const { identities, strays } = shown(state);
  for (const [one] of [identities, strays]) {
    expect(one?.session).toMatchObject({
      status: 'signed-in',
      error: { code: 'keychain_locked', title: 'The keychain is locked.' },
    });
  }
});

test('locking shows from the question to what it could not do', () => {
  const state = withStrays(identityWith({ id: 'office', issuer: 'https://git.office.example' }));
  const lock = (now: LockState) => {
    state.update((current) => ({ ...current, lock: now }));
    return shown(state).lock;
  };
  expect(shown(state)).not.toHaveProperty('lock');
  expect(lock({ status: 'asking' })).toEqual({ status: 'asking' });
  expect(lock({ status: 'locking' })).toEqual({ status: 'locking' });
  const error = new AppError('keychain_locked', {});
  const report = {
    identities: [
      { identity: identityWith().id, signedOut: true, providerTold: false },
      { identity: identityWith({ id: 'office' }).id, signedOut: false, providerTold: false, error },
      { identity: identityWith({ id: 'lab' }).id, signedOut: false, providerTold: true, error },
      { identity: identityWith({ id: 'home' }).id, signedOut: true, providerTold: true },
    ],
    notWithdrawn: ['clipboard'],
  } as const;
  expect(lock({ status: 'locked', report })).toEqual({
    status: 'locked',
    leftovers: [
      { kind: 'not-withdrawn', place: 'clipboard' },
      { kind: 'provider-not-told', label: 'gitlab.example.com' },
      {
        kind: 'session-kept',
        label: 'git.office.example',
        reason: 'The keychain is locked.',
        advice: 'Unlock it, then try again.',
      },
      { kind: 'session-worthless', label: 'lab', reason: 'The keychain is locked.' },
    ],
  });
  expect(lock({ status: 'locked', report: { identities: [], unlooked: error, notWithdrawn: [] } })).toEqual({
    status: 'locked',
    leftovers: [
      {
        kind: 'sessions-unknown',
        reason: 'The keychain is locked.',
        advice: 'Unlock it, then try again.',
      },
    ],
  });
});
