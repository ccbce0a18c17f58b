import { expect, test } from 'vitest';
import type { KeptCredentials } from '../../../src/adapters/owner/protocol.ts';
import { createKeptRole } from '../../../src/cli/kept-role.ts';
import { AppError } from '../../../src/core/errors.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';
import { credentialsFrom } from '../../support/fake-nouns.ts';
import { FakeRandom } from '../../support/fake-random.ts';

interface Keeping {
  readonly tell: (credentials: KeptCredentials | undefined) => void;
  readonly end: (error?: Error) => void;
  hungUp: boolean;
}

function start() {
  const clock = new FakeClock();
  const random = new FakeRandom();
  random.value = 0;
  const keepings: Keeping[] = [];
  const role = createKeptRole({
    clock,
    random,
    keep: (tell, begun) =>
      new Promise((resolve, reject) => {
        const keeping: Keeping = {
          tell,
          end: (error) => (error === undefined ? resolve() : reject(error)),
          hungUp: false,
        };
        keepings.push(keeping);
        begun(() => {
          keeping.hungUp = true;
          reject(new AppError('owner_gone', { path: 'x', begun: true }));
        });
      }),
  });
  const kept = (mark: string, leftMs = 3_600_000): KeptCredentials => ({
    ...credentialsFrom(clock.now(), leftMs, mark),
    region: 'eu-central-1',
    leftMs,
  });
  return { clock, random, keepings, role, kept, newest: () => keepings.at(-1) };
}

const gone = () => new AppError('owner_gone', { path: 'x', begun: true });

test('there is nothing before the owner has said something', () => {
  const { role } = start();
  expect(role.current()).toBeUndefined();
});

test('the newest credentials count', () => {
  const { role, newest, kept } = start();
  newest()?.tell(kept('one'));
  expect(role.current()?.accessKeyId).toBe('ASIA-one');
  newest()?.tell(kept('two'));
  expect(role.current()).toMatchObject({ accessKeyId: 'ASIA-two', region: 'eu-central-1' });
});

test('they are gone when the owner says so', () => {
  const { role, newest, kept } = start();
  newest()?.tell(kept('one'));
  newest()?.tell(undefined);
  expect(role.current()).toBeUndefined();
});

test('they are gone when what was left of them is over, also in sleep and whatever the clock says', async () => {
  const { clock, role, newest, kept } = start();
  newest()?.tell(kept('one', 60_000));
  await clock.advance(59_999);
  expect(role.current()).toBeDefined();
  clock.set(-3_600_000);
  await clock.advance(1);
  expect(role.current()).toBeUndefined();
  newest()?.tell(kept('two', 60_000));
  clock.sleep(60_000);
  expect(role.current()).toBeUndefined();
});

test.for([undefined, gone(), new Error('anything')])(
  'when the owner ends (%s) they stay, and the next owner is asked after a second',
  async (error) => {
    const { clock, role, keepings, kept } = start();
    keepings[0]?.tell(kept('one'));
    keepings[0]?.end(error);
    await clock.advance(999);
    expect(keepings).toHaveLength(1);
    expect(role.current()?.accessKeyId).toBe('ASIA-one');
    await clock.advance(1);
    expect(keepings).toHaveLength(2);
    keepings[1]?.tell(kept('two'));
    expect(role.current()?.accessKeyId).toBe('ASIA-two');
  },
);

test('a role that is not known any more has no credentials, and may come back', async () => {
  const { clock, role, keepings, kept } = start();
  keepings[0]?.tell(kept('one'));
  keepings[0]?.end(new AppError('unknown_role', { role: 'prod', known: [], problems: 0 }));
  await clock.advance(0);
  expect(role.current()).toBeUndefined();
  await clock.advance(1_000);
  keepings[1]?.tell(kept('two'));
  expect(role.current()).toBeDefined();
});

test('it is tried ever more seldom while it fails, and soon again after a success', async () => {
  const { clock, keepings, kept } = start();
  const pauses: number[] = [];
  for (let round = 0; round < 9; round++) {
    keepings.at(-1)?.end(gone());
    await settle();
    const before = clock.steady();
    for (const count = keepings.length; keepings.length === count;) await clock.advance(1_000);
    pauses.push((clock.steady() - before) / 1_000);
  }
  expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
  keepings.at(-1)?.tell(kept('one'));
  const count = keepings.length;
  keepings.at(-1)?.end(gone());
  await clock.advance(1_000);
  expect(keepings).toHaveLength(count + 1);
});

test('chance spreads those that were cut off at the same moment', async () => {
  const { clock, random, keepings } = start();
  random.value = 0.5;
  keepings[0]?.end(gone());
  await clock.advance(1_249);
  expect(keepings).toHaveLength(1);
  await clock.advance(1);
  expect(keepings).toHaveLength(2);
});

test('closing hangs up, forgets, and asks nobody any more', async () => {
  const { clock, role, keepings, kept } = start();
  keepings[0]?.tell(kept('one'));
  role.close();
  expect(keepings[0]?.hungUp).toBe(true);
  expect(role.current()).toBeUndefined();
  await clock.advance(600_000);
  expect(keepings).toHaveLength(1);
  expect(clock.waiting()).toBe(0);
});

test('closing between two owners asks nobody any more', async () => {
  const { clock, role, keepings } = start();
  keepings[0]?.end(gone());
  await settle();
  role.close();
  await clock.advance(600_000);
  expect(keepings).toHaveLength(1);
  expect(clock.waiting()).toBe(0);
});

test.for([
  ['credentials', (one: Keeping, kept: KeptCredentials) => one.tell(kept)],
  ['the word that there are none', (one: Keeping) => one.tell(undefined)],
  ['a failure', (one: Keeping) => one.end(gone())],
] as const)('it has begun with %s', async ([, happen]) => {
  const { role, keepings, kept } = start();
  let begun = false;
  void role.begun.then(() => (begun = true));
  await settle();
  expect(begun).toBe(false);
  const [keeping] = keepings;
  if (keeping === undefined) throw new Error('no owner was asked');
  happen(keeping, kept('one'));
  await settle();
  expect(begun).toBe(true);
  role.close();
});
