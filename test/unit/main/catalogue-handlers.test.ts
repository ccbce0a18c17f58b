import { expect, test } from 'vitest';
import type { CatalogueActions } from '../../../src/core/catalogues/catalogue-actions.ts';
import type { CatalogueState } from '../../../src/core/catalogues/catalogue-state.ts';
import { AppError } from '../../../src/core/errors.ts';
import type { CatalogueId } from '../../../src/core/model.ts';
import type { Browser } from '../../../src/core/ports.ts';
import { createState } from '../../../src/core/state.ts';
import { createCatalogueHandlers } from '../../../src/main/catalogue-handlers.ts';
import { createOutcomes } from '../../../src/main/outcome.ts';
import { configWith, roleWith } from '../../support/fake-nouns.ts';

const team = 'team' as CatalogueId;
const browser: Browser = { open: () => Promise.resolve() };

function house(fails?: AppError) {
  const asked: (readonly unknown[])[] = [];
  const away: (readonly [string, string])[] = [];
  const note =
    (name: keyof CatalogueActions) =>
    (...about: readonly unknown[]): Promise<never> => {
      asked.push([name, ...about]);
      return fails === undefined ? Promise.resolve(undefined as never) : Promise.reject(fails);
    };
  const actions: CatalogueActions = {
    list: note('list'),
    refresh: note('refresh'),
    login: note('login'),
    cancelLogin: note('cancelLogin'),
    logout: note('logout'),
    trust: note('trust'),
    dismissChange: note('dismissChange'),
  };
  const state = createState();
  const catalogue: CatalogueState = {
    source: { id: team, from: { kind: 'file', path: '/roles.yaml' } },
    ...{ status: 'current', roles: 1, complaints: [], foreign: [] },
  };
  const config = configWith({ roles: [roleWith({ groups: ['platform'] })] });
  state.update((now) => ({
    ...now,
    config: { status: 'ready', config },
    catalogues: new Map([[team, catalogue]]),
  }));
  const handlers = createCatalogueHandlers({
    ...{ actions, browser, state },
    outcomes: createOutcomes(() => 'en'),
    putAway: (...about) => void away.push(about),
  });
  return { handlers, asked, away };
}

test('each intention about a catalogue reaches what does it', async () => {
  const { handlers, asked } = house();
  const one = { catalogueId: 'team' };
  for (const name of [
    'catalogue:read',
    'catalogue:sign-in',
    'catalogue:cancel-sign-in',
    'catalogue:sign-out',
    'catalogue:dismiss-change',
  ] as const)
    expect(await handlers[name](one)).toEqual({ ok: true });
  await handlers['catalogue:trust']({ ...one, issuer: 'https://gitlab.example.com', clientId: 'app-2' });
  expect(asked).toEqual([
    ['refresh', 'team'],
    ['login', 'team', browser],
    ['cancelLogin', 'team'],
    ['logout', 'team'],
    ['dismissChange', 'team'],
    ['trust', 'team', 'https://gitlab.example.com', 'app-2'],
  ]);
});

test('what fails comes back as a value in the words of the user', async () => {
  const { handlers } = house(new AppError('unknown_catalogue', { catalogue: 'none', known: ['team'] }));
  const reply = await handlers['catalogue:read']({ catalogueId: 'none' });
  expect(reply).toMatchObject({ ok: false, error: { code: 'unknown_catalogue' } });
});

test('the details of a role say its fields and its groups', async () => {
  const { handlers } = house();
  const reply = await handlers['role:details']({ roleId: 'prod' });
  expect(reply).toMatchObject({
    ok: true,
    details: { fields: { roleArn: 'arn:aws:iam::123456789012:role/Admin' }, groups: ['platform'] },
  });
});

test('the details of a role that is not there are an error that names those that are', async () => {
  const { handlers } = house();
  const reply = await handlers['role:details']({ roleId: 'gone' });
  expect(reply).toMatchObject({ ok: false, error: { code: 'unknown_role' } });
  expect(JSON.stringify(reply)).toContain('prod');
});

test('a notice is put away for a catalogue that is there, and for no other', async () => {
  const { handlers, away } = house();
  const put = handlers['catalogue:put-away'];
  expect(await put({ catalogueId: 'team', notice: 'sign-in' })).toEqual({ ok: true });
  expect(await put({ catalogueId: 'none', notice: 'sign-in' })).toMatchObject({ ok: false });
  expect(away).toEqual([['team', 'sign-in']]);
});
