import { expect, test } from 'vitest';
import { watchTrayHost } from '../../../src/main/tray-host.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { FakeMemory } from '../../support/fake-memory.ts';

function desktop(memory = new FakeMemory(), platform: NodeJS.Platform = 'linux') {
  const clock = new FakeClock();
  const said: string[] = [];
  const names: string[] = [];
  let tell = (_owned: boolean): void => undefined;
  const host = watchTrayHost(
    {
      ...{ clock, memory, platform },
      env: {},
      watch(name, _env, onOwned) {
        names.push(name);
        tell = onOwned;
        return () => undefined;
      },
    },
    {
      onMissing: () => said.push('missing'),
      onLate: () => said.push('late'),
      onChange: () => said.push('change'),
    },
  );
  return { clock, host, said, names, owned: (is: boolean) => tell(is) };
}

test('a desktop that shows icons is no news', async () => {
  const { clock, host, said, names, owned } = desktop();
  owned(true);
  await clock.advance(60_000);
  expect(said).toEqual([]);
  expect(host.isToBeTold()).toBe(false);
  expect(names).toEqual(['org.kde.StatusNotifierWatcher']);
});

test('a desktop that shows none is told of, once it had the time to start what does', async () => {
  const { clock, host, said, owned } = desktop();
  owned(false);
  await clock.advance(2_999);
  expect(said).toEqual([]);
  await clock.advance(1);
  expect(said).toEqual(['missing', 'change']);
  expect(host.isToBeTold()).toBe(true);
});

test('a panel that starts a little later gets the icon, and nothing is said', async () => {
  const { clock, host, said, owned } = desktop();
  owned(false);
  await clock.advance(1_000);
  owned(true);
  await clock.advance(60_000);
  expect(said).toEqual(['late']);
  expect(host.isToBeTold()).toBe(false);
});

test('a panel that comes at last takes the word back, and gets the icon', async () => {
  const { clock, host, said, owned } = desktop();
  owned(false);
  await clock.advance(3_000);
  owned(true);
  expect(said).toEqual(['missing', 'change', 'late', 'change']);
  expect(host.isToBeTold()).toBe(false);
});

test('a panel that starts anew is none that is missing: the icon follows it by itself', async () => {
  const { clock, said, owned } = desktop();
  owned(true);
  owned(false);
  await clock.advance(500);
  owned(true);
  await clock.advance(60_000);
  expect(said).toEqual([]);
});

test('who knows is not told again, and the window still opens: there is no other way in', async () => {
  const memory = new FakeMemory();
  const first = desktop(memory);
  first.owned(false);
  await first.clock.advance(3_000);
  first.host.dismiss();
  expect(first.host.isToBeTold()).toBe(false);
  const second = desktop(memory);
  second.owned(false);
  await second.clock.advance(3_000);
  expect(second.said).toContain('missing');
  expect(second.host.isToBeTold()).toBe(false);
});

test.for(['darwin', 'win32'] as const)('nobody is asked on %s', (platform) => {
  expect(desktop(new FakeMemory(), platform).names).toEqual([]);
});
