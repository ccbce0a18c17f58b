import { expect, test } from 'vitest';
import {
  dataInUse,
  presentIdentities,
  presentRoles,
  presentSettings,
} from '../../../src/main/settings-present.ts';
import { configWith, settingsWith } from '../../support/fake-nouns.ts';

const known = {
  scopes: () => ['openid'],
  region: (partition: string) => (partition === 'aws' ? 'us-east-1' : undefined),
};
const roleArn = 'arn:aws:iam::123456789012:role/Admin';
const work = { id: 'work', issuer: 'https://gitlab.example.com', clientId: 'x' };

test('a setting that the file does not say has its default, and one that it says is marked', () => {
  const settings = presentSettings({ theme: 'dark', clipboard: { clearAfter: '1m' }, shortcut: 'off' });
  expect(settings.theme).toEqual({ value: 'dark', inFile: true });
  expect(settings['clipboard.clearAfter']).toEqual({ value: '1m', inFile: true });
  expect(settings['clipboard.clearOnQuit']).toEqual({ value: true, inFile: false });
  expect(settings.shortcut).toEqual({ value: '', inFile: true });
});

test('what a setting should not say is shown, bounded and harmless, with what counts instead', () => {
  const settings = presentSettings({
    theme: `pink\u202e${'k'.repeat(200)}`,
    clipboard: 'soon',
    confirmFor: { a: 1 },
  });
  expect(settings.theme).toEqual({
    value: 'system',
    inFile: true,
    wrong: `pink\ufffd${'k'.repeat(75)}`,
  });
  expect(settings['clipboard.clearAfter']).toEqual({ value: '30s', inFile: false, wrong: 'soon' });
  expect(settings.confirmFor).toEqual({ value: '15m', inFile: true, wrong: '{"a":1}' });
});

test('what is in use reads as the file that would say it', () => {
  const settings = settingsWith({
    clipboard: { clearAfterMs: 90_000, clearOnQuit: false },
    confirmForMs: 3_690_000,
    copyFormat: 'fish',
    console: { signOutFirst: true },
  });
  const data = dataInUse(configWith({ theme: 'dark', settings }));
  const views = presentSettings(data);
  expect(Object.values(views).filter((view) => 'wrong' in view)).toEqual([]);
  expect(views.theme.value).toBe('dark');
  expect(views['clipboard.clearAfter'].value).toBe('1m30s');
  expect(views['clipboard.clearOnQuit'].value).toBe(false);
  expect(views.confirmFor.value).toBe('1h1m30s');
  expect(views.copyFormat.value).toBe('fish');
  expect(views['console.signOutFirst'].value).toBe(true);
});

test('each entry has the fields of the right kind, and what is wrong with the others', () => {
  const data = {
    identities: [work, { id: 'home' }],
    roles: [
      { id: 'prod', identity: 'work', roleArn, tags: ['a'], secret: 'x' },
      { id: 'prod', identity: 'home', roleArn, color: 'pink', confirm: 'yes' },
      { identity: 'lost', roleArn: 'arn:aws-iso:iam::123456789012:role/A' },
      'no entry',
    ],
  };
  expect(presentIdentities(data, known)).toEqual([
    { id: 'work', fields: work, complaints: [] },
    {
      id: 'home',
      fields: { id: 'home' },
      complaints: [
        { field: 'issuer', kind: 'missing' },
        { field: 'clientId', kind: 'missing' },
      ],
    },
  ]);
  const [first, second, third, fourth] = presentRoles(data, known);
  expect(first).toEqual({
    id: 'prod',
    fields: { id: 'prod', identity: 'work', roleArn, tags: ['a'] },
    complaints: [{ field: 'secret', kind: 'wrong' }],
  });
  // It cannot be edited by an id that another has.
  expect(second).toEqual({
    fields: { id: 'prod', identity: 'home', roleArn },
    complaints: [
      { field: 'color', kind: 'wrong' },
      { field: 'confirm', kind: 'wrong' },
      { field: 'id', kind: 'taken' },
      { field: 'identity', kind: 'unknown' },
    ],
  });
  expect(third?.complaints).toEqual([
    { field: 'id', kind: 'missing' },
    { field: 'identity', kind: 'unknown' },
    { field: 'roleArn', kind: 'unsupported' },
  ]);
  expect(fourth).toMatchObject({ fields: {} });
  expect(fourth?.complaints.length).toBeGreaterThan(0);
});

test('twice as many roles are twice as much to look at, and no more', () => {
  /** How often an id is looked at. */
  function looks(count: number): number {
    let looked = 0;
    const roles = Array.from({ length: count }, (_, place) => ({
      get id() {
        looked += 1;
        return `role-${place}`;
      },
      identity: `identity-${place}`,
      roleArn,
    }));
    const identities = Array.from({ length: count }, (_, place) => ({
      get id() {
        looked += 1;
        return `identity-${place}`;
      },
      issuer: work.issuer,
      clientId: 'x',
    }));
    const data = { identities, roles };
    const views = [...presentRoles(data, known), ...presentIdentities(data, known)];
    expect(views.every(({ id, complaints }) => id !== undefined && complaints.length === 0)).toBe(true);
    return looked;
  }
  expect(looks(400) / looks(200)).toBeLessThan(2.1);
});

test('a browser whose window is said not to be private is shown as one of which that is not said', () => {
  const browser = { app: 'firefox', private: false };
  expect(presentSettings({ browsers: { login: browser } })['browsers.login'].value).toEqual({
    app: 'firefox',
  });
  const [role] = presentRoles({ roles: [{ id: 'prod', browser }] }, known);
  expect(role?.fields.browser).toEqual({ app: 'firefox' });
});
