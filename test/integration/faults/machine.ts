import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { connectBus, type Bus } from '../../support/bus.ts';
import { startDesktop, type Desktop } from '../../support/desktop.ts';
import { openHousehold, type Household } from '../../support/household.ts';
import { startKeyring, type Keyring } from '../../support/keyring.ts';
import { startBus } from '../../support/session-bus.ts';

/** A user's home with a keychain of its own, which the keytar of this very process speaks to. */
export interface Machine {
  readonly home: string;
  readonly keyring: Keyring;
}

/** The same with a screen, on which a locked keychain asks for its password. */
export function useDesktop(): () => Desktop {
  let desktop: Desktop | undefined;
  beforeAll(async () => {
    desktop = await startDesktop({ panel: false, prompter: true });
    live(desktop.home, desktop.env['DBUS_SESSION_BUS_ADDRESS'] ?? '');
  });
  expectKeyring(() => desktop);
  afterAll(() => desktop?.close());
  return () => {
    if (desktop === undefined) throw new Error('The desktop is started before the tests, not at import');
    return desktop;
  };
}

/**
 * Whoever signs in without a keyring is signed in until the next start, and signs in once more then: where the keyring has
 * gone unasked, that is what a test has to say, and not that there are two sessions.
 */
function expectKeyring(machine: () => Machine | undefined): void {
  const look = (): void => {
    const mishap = machine()?.keyring.mishap();
    if (mishap !== undefined) throw new Error(mishap);
  };
  beforeEach(look);
  afterEach(look);
}

/** What keytar, and whoever looks for the user's own files, finds in this process. */
function live(home: string, bus: string): void {
  process.env['DBUS_SESSION_BUS_ADDRESS'] = bus;
  process.env['HOME'] = home;
}

/**
 * Starts a D-Bus session and a gnome-keyring for the tests of one file: libsecret connects once in the life of a process,
 * and Vitest gives each file a process of its own. It needs no screen, for nothing here asks for a password.
 */
export function useMachine(): () => Machine {
  let machine: Machine | undefined;
  let household: Household | undefined;
  let bus: Bus | undefined;
  beforeAll(async () => {
    household = await openHousehold();
    const { home, mark } = household;
    const inside = (name: string): string => join(home, name);
    for (const folder of ['.config', '.local/share', 'run'])
      await mkdir(inside(folder), { recursive: true, mode: 0o700 });
    const env = {
      ...mark,
      PATH: process.env['PATH'] ?? '/usr/bin:/bin',
      HOME: home,
      XDG_CONFIG_HOME: inside('.config'),
      XDG_DATA_HOME: inside('.local/share'),
      XDG_RUNTIME_DIR: inside('run'),
    };
    const address = await startBus(household, env, false);
    bus = await connectBus(address);
    machine = {
      home,
      keyring: await startKeyring(household, bus, { ...env, DBUS_SESSION_BUS_ADDRESS: address }),
    };
    live(home, address);
  });
  expectKeyring(() => machine);
  afterAll(async () => {
    bus?.close();
    await household?.close();
  });
  return () => {
    if (machine === undefined) throw new Error('The machine is started before the tests, not at import');
    return machine;
  };
}
