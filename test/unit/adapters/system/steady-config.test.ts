import { beforeEach, expect, it } from 'vitest';
import { createSteadyConfig } from '../../../../src/adapters/system/steady-config.ts';
import { AppError, asAppError } from '../../../../src/core/errors.ts';
import type { Config } from '../../../../src/core/ports.ts';
import { FakeClock, settle } from '../../../support/fake-clock.ts';
import { FakeConfigSource } from '../../../support/fake-config-source.ts';
import { configWith } from '../../../support/fake-nouns.ts';

const broken = new AppError('config_broken', { path: 'config.yaml', problems: ['line 3'] });
const missing = new AppError('config_missing', { path: 'config.yaml' });
const unreadable = new AppError('config_unreadable', { path: 'config.yaml', reason: 'EACCES' });
const full = configWith();
const empty = configWith({ identities: [], roles: [] });

let clock: FakeClock;
let source: FakeConfigSource;
/** What has been told, in order. */
let told: string[];
let load: () => void;
const word = (config: Config): string => `${config.roles.length} roles`;

beforeEach(() => {
  clock = new FakeClock();
  source = new FakeConfigSource();
  told = [];
  const steady = createSteadyConfig(source, clock);
  load = () =>
    void steady.load().then(
      (config) => told.push(word(config)),
      (error: unknown) => told.push(asAppError(error).code),
    );
});

it.each([
  ['broken', broken, full],
  ['gone', missing, full],
  ['empty', undefined, empty],
  ['without roles', undefined, configWith({ roles: [] })],
])('tells nothing of a file that is %s for a moment', async (_how, failure, config) => {
  load();
  await settle();
  source.failure = failure;
  source.config = config;
  load();
  await settle();
  expect(told).toEqual(['1 roles']);
  source.failure = undefined;
  source.config = full;
  await clock.advance(1_000);
  expect(told).toEqual(['1 roles', '1 roles']);
});

it('tells of one that stays so, and waits no more', async () => {
  load();
  await settle();
  source.failure = broken;
  load();
  await clock.advance(1_000);
  expect(told).toEqual(['1 roles', 'config_broken']);
  load();
  await settle();
  expect(told).toEqual(['1 roles', 'config_broken', 'config_broken']);
  source.failure = undefined;
  source.config = empty;
  load();
  await settle();
  expect(told.at(-1)).toBe('0 roles');
  load();
  await settle();
  expect(told).toHaveLength(5);
});

it.each([
  ['has never been good', broken, false],
  ['may not be read', unreadable, true],
])('tells at once of a file that %s', async (_how, failure, wasGood) => {
  if (wasGood) load();
  await settle();
  source.failure = failure;
  load();
  await settle();
  expect(told.at(-1)).toBe(failure.code);
  expect(clock.waiting()).toBe(0);
});

it('reads a good file once', async () => {
  load();
  await settle();
  load();
  await settle();
  expect(source.loads).toBe(2);
});
