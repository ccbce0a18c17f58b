import { mkdir } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { socketOf, watchBusName } from '../../../src/adapters/system/bus-name.ts';
import { connectBus, type Bus } from '../../support/bus.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { openHousehold, type Household } from '../../support/household.ts';
import { startBus } from '../../support/session-bus.ts';

const name = 'org.kde.StatusNotifierWatcher';
const busCall = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
};

let household: Household;
let address: string;
let owner: Bus;

beforeAll(async () => {
  household = await openHousehold();
  const { home, mark } = household;
  await mkdir(join(home, 'run'), { mode: 0o700 });
  const env = { ...mark, PATH: process.env['PATH'] ?? '/usr/bin:/bin', XDG_RUNTIME_DIR: join(home, 'run') };
  address = await startBus(household, env, false);
  owner = await connectBus(address);
});
afterAll(async () => {
  owner.close();
  await household.close();
});

/** What is told, one after the other; waits for the next where there is none yet. */
function watching(env: Readonly<Record<string, string>>, clock = new FakeClock()) {
  const told: boolean[] = [];
  let wake = (): void => undefined;
  const end = watchBusName(
    name,
    env,
    (owned) => {
      told.push(owned);
      wake();
    },
    clock,
  );
  return {
    end,
    told,
    async next(): Promise<boolean | undefined> {
      const woken = new Promise<void>((resolve) => (wake = resolve));
      if (told.length === 0) await Promise.race([woken, setTimeout(5_000)]);
      return told.shift();
    },
  };
}

/** A way to a socket that can be shut. */
function leadTo(path: string) {
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(path);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on('error', () => undefined);
      one.on('close', () => other.destroy());
      one.pipe(other);
    }
  });
  return {
    openAt: (door: string) => new Promise<void>((resolve) => server.listen(door, resolve)),
    shut() {
      server.close();
      for (const one of open) one.destroy();
    },
  };
}

const take = () => owner.call({ ...busCall, member: 'RequestName', signature: 'su', body: [name, 4] });
const leave = () => owner.call({ ...busCall, member: 'ReleaseName', signature: 's', body: [name] });

it('tells whether anybody owns a name, and each change of it', async () => {
  const watch = watching({ DBUS_SESSION_BUS_ADDRESS: address });
  expect(await watch.next()).toBe(false);
  await take();
  expect(await watch.next()).toBe(true);
  await leave();
  expect(await watch.next()).toBe(false);

  await take();
  expect(await watch.next()).toBe(true);
  const late = watching({ DBUS_SESSION_BUS_ADDRESS: address });
  expect(await late.next()).toBe(true);
  watch.end();
  late.end();
  await leave();
  expect(watch.told).toEqual([]);
});

it('other names are none of its business', async () => {
  const watch = watching({ DBUS_SESSION_BUS_ADDRESS: address });
  expect(await watch.next()).toBe(false);
  await owner.call({ ...busCall, member: 'RequestName', signature: 'su', body: ['org.example.Other', 4] });
  await take();
  expect(await watch.next()).toBe(true);
  watch.end();
  await leave();
});

it('a bus that goes is looked for until it comes again', async () => {
  const clock = new FakeClock();
  const [, real = ''] = /path=([^,]*)/.exec(address) ?? [];
  const door = join(household.home, 'run', 'door');
  let leading = leadTo(real);
  await leading.openAt(door);
  const watch = watching({ DBUS_SESSION_BUS_ADDRESS: `unix:path=${door}` }, clock);
  expect(await watch.next()).toBe(false);
  await take();
  expect(await watch.next()).toBe(true);
  leading.shut();
  expect(await watch.next()).toBe(false);
  await expect.poll(() => clock.waiting()).toBe(1);
  await clock.advance(1_000);
  await expect.poll(() => clock.waiting()).toBe(1);
  expect(watch.told).toEqual([]);
  leading = leadTo(real);
  await leading.openAt(door);
  await clock.advance(2_000);
  expect(await watch.next()).toBe(true);
  watch.end();
  leading.shut();
  await leave();
  expect(clock.waiting()).toBe(0);
  expect(watch.told).toEqual([]);
});

it('without a bus nobody owns anything', async () => {
  for (const env of [
    {},
    { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' },
    { DBUS_SESSION_BUS_ADDRESS: 'tcp:host=127.0.0.1,port=1' },
    { XDG_RUNTIME_DIR: '/nonexistent' },
  ]) {
    const watch = watching(env);
    expect(await watch.next()).toBe(false);
    watch.end();
  }
});

it('finds the bus in its address, as the specification writes it', () => {
  const at = (DBUS_SESSION_BUS_ADDRESS: string, XDG_RUNTIME_DIR = '/run/user/7') =>
    socketOf({ DBUS_SESSION_BUS_ADDRESS, XDG_RUNTIME_DIR });
  expect(at('unix:path=/run/user/7/bus,guid=12ab')).toBe('/run/user/7/bus');
  expect(at('unix:abstract=/tmp/dbus-x,guid=12ab')).toBe('\0/tmp/dbus-x');
  expect(at('unix:path=/a%20b%2cc')).toBe('/a b,c');
  expect(at('tcp:host=x,port=1;unix:path=/second')).toBe('/second');
  expect(at('unix:runtime=yes')).toBe('/run/user/7/bus');
  expect(at('')).toBe('/run/user/7/bus');
  expect(at('autolaunch:')).toBeUndefined();
  expect(socketOf({})).toBeUndefined();
});
