import { describe, expect, test } from 'vitest';
import { createFavourites, favouriteLimits } from '../../../src/core/favourites.ts';
import type { RoleId } from '../../../src/core/model.ts';
import { createState } from '../../../src/core/state.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { FakeMemory } from '../../support/fake-memory.ts';

const id = (name: string) => name as RoleId;

function book(memory = new FakeMemory()) {
  const clock = new FakeClock();
  const state = createState([], undefined, memory.favourites());
  return { clock, memory, state, favourites: createFavourites({ memory, state, clock }) };
}

describe('a pin', () => {
  test('is there in the next run, in the order of pinning', () => {
    const { favourites, memory } = book();
    favourites.pin('dev', true);
    favourites.pin('prod', true);
    expect(book(memory).state.get().favourites.pinned).toEqual(['dev', 'prod']);
  });

  test('is taken out again', () => {
    const { favourites, state, memory } = book();
    favourites.pin('dev', true);
    favourites.pin('dev', false);
    expect(state.get().favourites.pinned).toEqual([]);
    expect(memory.kept.pinned).toEqual([]);
  });

  test('that is there already changes nothing', () => {
    const { favourites, state } = book();
    favourites.pin('dev', true);
    let changes = 0;
    state.subscribe(() => changes++);
    favourites.pin('dev', true);
    favourites.pin('prod', false);
    expect(changes).toBe(0);
  });
});

describe('a use', () => {
  test('is remembered with its time, newest first, each role once', async () => {
    const { favourites, clock, memory } = book();
    favourites.used(id('dev'));
    await clock.advance(5);
    favourites.used(id('prod'));
    await clock.advance(5);
    favourites.used(id('dev'));
    const { used } = book(memory).state.get().favourites;
    expect(used.map(({ role }) => role)).toEqual(['dev', 'prod']);
    expect(used[0]?.at).toBe(clock.now());
  });

  test('remembers the page of the console by its id, whatever it was called, and no unknown one', () => {
    const { favourites, state } = book();
    favourites.used(id('dev'), 'ec2');
    favourites.used(id('dev'), 'Step Functions');
    favourites.used(id('dev'), 'ec2');
    favourites.used(id('dev'), 'no such thing');
    favourites.used(id('dev'));
    expect(state.get().favourites.services).toEqual(['ec2', 'stepfunctions']);
  });
});

test('no more is remembered than is of use', () => {
  const { favourites, state } = book();
  for (let index = 0; index < 200; index++) {
    favourites.pin(`p${index}`, true);
    favourites.used(id(`r${index}`));
  }
  for (const service of ['ec2', 's3', 'rds', 'iam', 'logs', 'lambda', 'ecs'])
    favourites.used(id('r'), service);
  const { pinned, used, services } = state.get().favourites;
  expect(pinned).toHaveLength(favouriteLimits.pinned);
  expect(pinned.at(-1)).toBe('p199');
  expect(used).toHaveLength(favouriteLimits.used);
  expect(services).toEqual(['ecs', 'lambda', 'logs', 'iam', 'rds']);
});
