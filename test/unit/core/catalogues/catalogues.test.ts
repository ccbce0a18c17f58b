import { expect, it } from 'vitest';
import { AppError } from '../../../../src/core/errors.ts';
import { settle } from '../../../support/fake-clock.ts';
import { configWith, roleWith } from '../../../support/fake-nouns.ts';
import { cached, mark, openWorld, source, textWith } from './world.ts';

it('The last good version is in use from the start, before anything is asked for', async () => {
  const { roles, fetches, shown } = openWorld({ copy: cached });
  expect(await roles()).toEqual(['old']);
  expect(fetches()).toBe(0);
  expect(shown()).toMatchObject({ status: 'current', roles: 1 });
});

it('A copy of another place is not used', async () => {
  const { roles } = openWorld({ copy: { ...cached, source: 'elsewhere' } });
  expect(await roles()).toEqual([]);
});

it('A new version comes by itself, is kept, and what it brings is told until it is dismissed', async () => {
  const { roles, answers, clock, saved, changes, shown, catalogues } = openWorld({ copy: cached });
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
  const { roles, answers, catalogues, shown, saved } = openWorld({ copy: cached });
  await roles();
  answers.push(answer);
  await expect(catalogues.refresh('team')).rejects.toBeInstanceOf(AppError);
  expect(await roles()).toEqual(['old']);
  expect(shown()).toMatchObject({ status: 'stale', roles: 1 });
  expect(shown()?.error).toBeDefined();
  expect(saved).toEqual([]);
});

it('However many ask, it is read once', async () => {
  const { roles, catalogues, fetches } = openWorld({ copy: cached });
  await roles();
  await Promise.all([catalogues.refresh('team'), catalogues.refresh('team'), catalogues.refresh()]);
  expect(fetches()).toBe(1);
});

it('The same configuration and the same catalogues are the same object', async () => {
  const { catalogues, local } = openWorld({ copy: cached });
  const first = await catalogues.bringTogether(local);
  expect(await catalogues.bringTogether(local)).toBe(first);
});

it('A catalogue that is not there has a name that can be found', async () => {
  const { roles, catalogues } = openWorld({ copy: cached });
  await roles();
  await expect(catalogues.refresh('other')).rejects.toMatchObject({
    code: 'unknown_catalogue',
    details: { catalogue: 'other', known: ['team'] },
  });
});

it('Nothing is asked for once it is paused', async () => {
  const { roles, catalogues, clock, fetches } = openWorld({ copy: cached });
  await roles();
  await catalogues.pause();
  await clock.advance(7_200_000);
  await settle();
  expect(fetches()).toBe(0);
});

it('tells what a new version brings to what is in use, and to nothing else, by ids and names', async () => {
  const { answers, shown, catalogues } = openWorld();
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
