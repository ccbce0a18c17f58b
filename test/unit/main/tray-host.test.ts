import { expect, test } from 'vitest';
import { watchTrayHost } from '../../../src/main/tray-host.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { FakeMemory } from '../../support/fake-memory.ts';

function desktop(memory = new FakeMemory(), platform: NodeJS.Platform = 'linux', hidden = false) {
  const clock = new FakeClock();
  const said: string[] = [];
  const names: string[] = [];
  let tell = (_owned: boolean): void => undefined;
  const host = watchTrayHost(
    {
      ...{ clock, memory, platform },
      env: {},
      startsHidden: () => hidden,
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
  await clock.advance(19_999);
  expect(said).toEqual([]);
  await clock.advance(1);
  expect(said).toEqual(['missing', 'change']);
  expect(host.isToBeTold()).toBe(true);
});

test('a panel that starts a little later gets the icon, and nothing is said', async () => {
  const { clock, host, said, owned } = desktop();
  owned(false);
  await clock.advance(15_000);
  owned(true);
  await clock.advance(60_000);
  expect(said).toEqual(['late']);
  expect(host.isToBeTold()).toBe(false);
});

test('a panel that comes at last takes the word back, and gets the icon', async () => {
  const { clock, host, said, owned } = desktop();
  owned(false);
  await clock.advance(20_000);
  owned(true);
  expect(said).toEqual(['missing', 'change', 'late', 'change']);
  expect(host.isToBeTold()).toBe(false);
});

test('a panel that starts anew is none that is missing: the icon follows it by itself', async () => {
  const { clock, said, owned } = desktop();
  owned(true);
  owned(false);
  await clock.advance(15_000);
  owned(true);
  await clock.advance(60_000);
  expect(said).toEqual([]);
});

test('a panel that goes again and again is told of in the window, which opens by itself once only', async () => {
  const { clock, host, said, owned } = desktop();
  for (let times = 0; times < 3; times += 1) {
    owned(true);
    owned(false);
    await clock.advance(20_000);
    expect(host.isToBeTold()).toBe(true);
  }
  expect(said.filter((one) => one === 'missing')).toHaveLength(1);
});

test('who says twice that there is nothing does not put it off', async () => {
  const { clock, said, owned } = desktop();
  owned(false);
  await clock.advance(15_000);
  owned(false);
  await clock.advance(5_000);
  expect(said).toEqual(['missing', 'change']);
  owned(false);
  await clock.advance(60_000);
  expect(said).toEqual(['missing', 'change']);
});

test('who knows is not told again, and no window opens by itself', async () => {
  const memory = new FakeMemory();
  const first = desktop(memory);
  first.owned(false);
  await first.clock.advance(20_000);
  first.host.dismiss();
  expect(first.host.isToBeTold()).toBe(false);
  const second = desktop(memory);
  second.owned(false);
  await second.clock.advance(60_000);
  expect(second.said).not.toContain('missing');
  expect(second.host.isToBeTold()).toBe(false);
});

test('who starts it without a window gets none, and finds the word in it', async () => {
  const { clock, host, said, owned } = desktop(new FakeMemory(), 'linux', true);
  owned(false);
  await clock.advance(60_000);
  expect(said).toEqual(['change']);
  expect(host.isToBeTold()).toBe(true);
});

test.for(['darwin', 'win32'] as const)('nobody is asked on %s', (platform) => {
  expect(desktop(new FakeMemory(), platform).names).toEqual([]);
});
