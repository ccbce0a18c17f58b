import { expect, it } from 'vitest';
import type { Fetched } from '../../../../src/core/catalogues/ports.ts';
import { AppError } from '../../../../src/core/errors.ts';
import { settle } from '../../../support/fake-clock.ts';
import { configWith } from '../../../support/fake-nouns.ts';
import { cached, gitlabSource, openWorld, source, textWith } from './world.ts';

const minute = 60_000;
const hour = 60 * minute;
const unreachable = new AppError('network_timeout', { host: 'roles.example.com', seconds: 30 });
const noLogin = new AppError('catalogue_login_needed', { catalogue: 'team' });

it('is read again by itself an hour after it was read, and an hour after that', async () => {
  const { roles, clock, fetches } = openWorld({ copy: cached });
  await roles();
  await clock.advance(minute);
  expect(fetches()).toBe(1);
  await clock.advance(hour - 2 * minute);
  expect(fetches()).toBe(1);
  await clock.advance(2 * minute);
  expect(fetches()).toBe(2);
  await clock.advance(hour);
  expect(fetches()).toBe(3);
});

it.each([
  ['ten minutes after it could not be read', unreachable, 10 * minute],
  ['an hour after nobody was signed in', noLogin, hour],
  [
    'when its place is willing again',
    new AppError('catalogue_throttled', { catalogue: 'team', host: 'h', waitSeconds: 1_800 }),
    30 * minute,
  ],
])('is read again by itself %s, and not before', async (_when, error, wait) => {
  const { roles, answers, catalogues, clock, fetches } = openWorld({ copy: cached });
  await roles();
  answers.push(error);
  await expect(catalogues.refresh('team')).rejects.toBe(error);
  await clock.advance(wait - 1);
  expect(fetches()).toBe(1);
  await clock.advance(1);
  expect(fetches()).toBe(2);
});

it('is read anew after a sign-in, where that was not done this minute', async () => {
  const { roles, catalogues, clock, fetches } = openWorld({ copy: cached });
  await roles();
  catalogues.refreshSoon();
  await settle();
  expect(fetches()).toBe(1);
  catalogues.refreshSoon();
  await settle();
  expect(fetches()).toBe(1);
  await clock.advance(minute);
  catalogues.refreshSoon();
  await settle();
  expect(fetches()).toBe(2);
});

it('is asked for once more with a fresh token where the one at hand was revoked', async () => {
  const { roles, answers, catalogues, wishes, refused } = openWorld({ from: gitlabSource });
  await roles();
  answers.push(noLogin, { kind: 'text', text: textWith('one') });
  await catalogues.refresh('team');
  expect(refused).toEqual(['token-1']);
  expect(wishes.map(({ accessToken }) => accessToken)).toEqual(['token-1', 'token-2']);
  expect(await roles()).toEqual(['one']);
});

it('is waited for no longer than three seconds where the disk does not answer', async () => {
  const { start, local, clock } = openWorld();
  const catalogues = start({ load: () => new Promise(() => undefined) });
  let config: unknown;
  void catalogues.bringTogether(local).then((one) => (config = one));
  await clock.advance(2_999);
  expect(config).toBeUndefined();
  await clock.advance(1);
  expect(config).toBe(local);
});

it('is not waited for any more once all is to end', async () => {
  const { roles, answers, catalogues, wishes, shown } = openWorld({ copy: cached });
  await roles();
  answers.push(
    new Promise((_resolve, reject) => {
      void settle().then(() => {
        const { signal } = wishes[0] ?? {};
        signal?.addEventListener('abort', () => reject(signal.reason as Error));
      });
    }),
  );
  const reading = catalogues.refresh('team');
  await settle();
  await settle();
  await catalogues.pause();
  await reading;
  expect(shown()).toMatchObject({ status: 'current', roles: 1 });
  expect(shown()?.error).toBeUndefined();
});

it.each([
  ['answers', { kind: 'text', text: textWith('of-the-new') } as const, ['of-the-new']],
  ['cannot be reached', unreachable, []],
])('is not what its old place answers late, where the new one %s', async (_how, news, expected) => {
  const { roles, answers, catalogues, wishes } = openWorld({ copy: cached });
  await roles();
  let answer: (found: Fetched) => void = () => undefined;
  answers.push(new Promise((resolve) => (answer = resolve)));
  const reading = catalogues.refresh('team').catch(() => undefined);
  const url = 'https://elsewhere.example.com/roles.json';
  const moved = configWith({ roles: [], catalogues: [{ ...source, from: { kind: 'url', url } }] });
  expect(await roles(moved)).toEqual([]);
  answers.push(news);
  answer({ kind: 'text', text: textWith('of-the-old') });
  await reading;
  expect(wishes.map((wish) => wish.source.from).slice(1)).toEqual([{ kind: 'url', url }]);
  expect(await roles(moved)).toEqual(expected);
});
