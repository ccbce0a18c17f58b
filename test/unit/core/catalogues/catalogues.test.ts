import { expect, it } from 'vitest';
import type { CatalogueSource } from '../../../../src/core/catalogues/catalogue-source.ts';
import { createCatalogues } from '../../../../src/core/catalogues/catalogues.ts';
import type { CatalogueCopy, Fetched } from '../../../../src/core/catalogues/ports.ts';
import { readCatalogue } from '../../../../src/core/catalogues/read-catalogue.ts';
import { AppError } from '../../../../src/core/errors.ts';
import type { CatalogueId, IdentityId } from '../../../../src/core/model.ts';
import { createState } from '../../../../src/core/state.ts';
import { FakeClock, settle } from '../../../support/fake-clock.ts';
import { configWith, roleWith } from '../../../support/fake-nouns.ts';

const id = 'team' as CatalogueId;
const source: CatalogueSource = {
  id,
  identity: 'work' as IdentityId,
  from: { kind: 'url', url: 'https://roles.example.com/roles.json' },
};
const mark = JSON.stringify(['url', 'https://roles.example.com/roles.json']);
const textWith = (...ids: readonly string[]) =>
  JSON.stringify({
    version: 1,
    roles: ids.map((one) => ({ id: one, roleArn: 'arn:aws:iam::123456789012:role/Admin' })),
  });

function world(copy?: CatalogueCopy) {
  const clock = new FakeClock();
  const state = createState();
  const answers: (Fetched | AppError)[] = [];
  const saved: CatalogueCopy[] = [];
  let fetches = 0;
  let changes = 0;
  const catalogues = createCatalogues({
    fetcher: {
      fetch() {
        fetches += 1;
        const answer = answers.shift() ?? { kind: 'unchanged' };
        return answer instanceof AppError ? Promise.reject(answer) : Promise.resolve(answer);
      },
    },
    cache: {
      load: () => Promise.resolve(copy),
      save: (_id, one) => Promise.resolve(void saved.push(one)),
      remove: () => Promise.resolve(),
    },
    reader: {
      read(catalogue, text) {
        const reading = readCatalogue(JSON.parse(text));
        return reading.usable
          ? Promise.resolve({ ...reading.content, complaints: [] })
          : Promise.reject(new AppError('catalogue_broken', { catalogue, problems: [] }));
      },
    },
    sessions: {
      accessToken: () => Promise.resolve('token'),
      dropAccessToken: () => undefined,
      isSignedIn: () => Promise.resolve(true),
    },
    trusted: { has: () => false, add: () => undefined },
    defaults: { scopes: () => ['openid'], region: () => 'us-east-1' },
    onChange: () => void (changes += 1),
    state,
    clock,
    random: { next: () => 0 },
    log: { info: () => undefined, warn: () => undefined },
  });
  const local = configWith({ roles: [], catalogues: [source] });
  return {
    ...{ clock, state, answers, saved, catalogues, local },
    fetches: () => fetches,
    changes: () => changes,
    roles: async () => (await catalogues.bringTogether(local)).roles.map((role) => role.id as string),
    shown: () => state.get().catalogues.get(id),
  };
}

const cached = { source: mark, text: textWith('old'), fetchedAt: 0 };

it('The last good version is in use from the start, before anything is asked for', async () => {
  const { roles, fetches, shown } = world(cached);
  expect(await roles()).toEqual(['old']);
  expect(fetches()).toBe(0);
  expect(shown()).toMatchObject({ status: 'current', roles: 1 });
});

it('A copy of another place is not used', async () => {
  const { roles } = world({ ...cached, source: 'elsewhere' });
  expect(await roles()).toEqual([]);
});

it('A new version comes by itself, is kept, and what it brings is told until it is dismissed', async () => {
  const { roles, answers, clock, saved, changes, shown, catalogues } = world(cached);
  await roles();
  answers.push({ kind: 'text', text: textWith('old', 'new'), mark: { etag: 'e2' } });
  await clock.advance(60_000);
  expect(changes()).toBe(1);
  expect(await roles()).toEqual(['old', 'new']);
  expect(saved.at(-1)).toMatchObject({ source: mark, text: textWith('old', 'new'), mark: { etag: 'e2' } });
  expect(shown()?.change).toEqual({ added: [{ id: 'new', name: 'new' }], changed: [], removed: [] });
  catalogues.dismissChange('team');
  expect(shown()?.change).toBeUndefined();
});

it.each([
  ['the network fails', new AppError('network_timeout', { host: 'roles.example.com', seconds: 30 })],
  [
    'its place answers with an error',
    new AppError('catalogue_failed', { catalogue: 'team', host: 'h', status: 500 }),
  ],
  ['what comes is broken', { kind: 'text', text: '{}' } as const],
])('The last good version stays in use where %s', async (_what, answer) => {
  const { roles, answers, catalogues, shown, saved } = world(cached);
  await roles();
  answers.push(answer);
  await expect(catalogues.refresh('team')).rejects.toBeInstanceOf(AppError);
  expect(await roles()).toEqual(['old']);
  expect(shown()).toMatchObject({ status: 'stale', roles: 1 });
  expect(shown()?.error).toBeDefined();
  expect(saved).toEqual([]);
});

it('However many ask, it is read once', async () => {
  const { roles, catalogues, fetches } = world(cached);
  await roles();
  await Promise.all([catalogues.refresh('team'), catalogues.refresh('team'), catalogues.refresh()]);
  expect(fetches()).toBe(1);
});

it('The same configuration and the same catalogues are the same object', async () => {
  const { catalogues, local } = world(cached);
  const first = await catalogues.bringTogether(local);
  expect(await catalogues.bringTogether(local)).toBe(first);
});

it('A catalogue that is not there has a name that can be found', async () => {
  const { roles, catalogues } = world(cached);
  await roles();
  await expect(catalogues.refresh('other')).rejects.toMatchObject({
    code: 'unknown_catalogue',
    details: { catalogue: 'other', known: ['team'] },
  });
});

it('Nothing is asked for once it is paused', async () => {
  const { roles, catalogues, clock, fetches } = world(cached);
  await roles();
  await catalogues.pause();
  await clock.advance(7_200_000);
  await settle();
  expect(fetches()).toBe(0);
});

it('tells what a new version brings to what is in use, and to nothing else, by ids and names', async () => {
  const { answers, shown, catalogues } = world();
  const arn = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
  const text = (...listed: readonly object[]) =>
    JSON.stringify({
      version: 1,
      identities: [{ id: 'there', issuer: 'https://gitlab.elsewhere.example', clientId: 'app' }],
      roles: listed,
    });
  const own = { id: 'prod', name: 'Production / Admin' };
  const local = configWith({ roles: [roleWith(own)], catalogues: [source] });
  await catalogues.bringTogether(local);
  answers.push({
    kind: 'text',
    text: text(
      { ...own, roleArn: arn('Theirs') },
      { id: 'waits', identity: 'there', roleArn: arn('A') },
      { id: 'moves', name: 'Moves', roleArn: arn('A') },
      { id: 'named', roleArn: arn('A') },
      { id: 'leaves', name: 'Leaves', roleArn: arn('A') },
    ),
  });
  await catalogues.refresh('team');
  expect(shown()?.change).toBeUndefined();
  await catalogues.bringTogether(local);
  answers.push({
    kind: 'text',
    text: text(
      { id: 'waits', identity: 'there', roleArn: arn('B') },
      { id: 'moves', name: 'Moves', roleArn: arn('B') },
      { id: 'named', name: 'Another', roleArn: arn('A') },
    ),
  });
  await catalogues.refresh('team');
  expect(shown()?.change).toEqual({
    added: [],
    changed: [
      { id: 'moves', name: 'Moves', from: arn('A'), to: arn('B') },
      { id: 'named', name: 'Another' },
    ],
    removed: [{ id: 'leaves', name: 'Leaves' }],
  });
});
