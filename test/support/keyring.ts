import type { ChildProcess } from 'node:child_process';
import { Variant } from '@jellybrick/dbus-next';
import { plain, type Bus } from './bus.ts';
import type { Household } from './household.ts';
import { signOfLife } from './sign-of-life.ts';
import { watchOver, type Watched } from './watched.ts';

const NAME = 'org.freedesktop.secrets';
const ROOT = '/org/freedesktop/secrets';
const SERVICE = { destination: NAME, path: ROOT, interface: 'org.freedesktop.Secret.Service' };
/** The password of every keyring here. */
export const KEYRING_PASSWORD = 'a test password';

/** An entry of the keyring. A locked entry keeps its secret: it is undefined. */
export interface KeyringItem {
  readonly label: string;
  readonly service: string;
  readonly account: string;
  readonly secret: string | undefined;
}

/** The desktop's own gnome-keyring, seen from outside the app. */
export interface Keyring {
  /** The daemon's process id, or undefined while it is stopped. */
  pid(): number | undefined;
  lock(): Promise<void>;
  /** Unlocks without any prompt. */
  unlock(): Promise<void>;
  isLocked(): Promise<boolean>;
  /** All entries, locked ones included, whose attribute `service` is this. */
  items(service: string): Promise<readonly KeyringItem[]>;
  /** Ends the daemon: by SIGTERM as at the end of a session, or by SIGKILL as in a crash. */
  stop(how?: 'ended' | 'crashed'): Promise<void>;
  /** Starts the daemon again, unlocked; what was stored is still there. */
  start(): Promise<void>;
  /** How the daemon ended, where no test ended it; undefined where all is as the tests have it. */
  mishap(): string | undefined;
}

/** Starts a keyring daemon in a household, with an unlocked default collection. */
export async function startKeyring(
  household: Household,
  bus: Bus,
  env: Readonly<Record<string, string>>,
): Promise<Keyring> {
  let daemon: ChildProcess | undefined;
  let watched: Watched | undefined;

  const start = async (): Promise<void> => {
    daemon = household.start('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
      env,
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    watched = watchOver(daemon, 'gnome-keyring-daemon');
    daemon.stdin?.on('error', () => undefined);
    daemon.stdin?.end(KEYRING_PASSWORD);
    await signOfLife(daemon, 'gnome-keyring-daemon', bus.waitForName(NAME));
  };
  await start();

  return {
    pid: () => daemon?.pid,
    start,
    mishap: () => watched?.mishap(),
    lock: async () => {
      const collection = await defaultCollection(bus);
      await bus.call({ ...SERVICE, member: 'Lock', signature: 'ao', body: [[collection]] });
    },
    unlock: async () => {
      const collection = await defaultCollection(bus);
      await bus.call({
        destination: NAME,
        path: ROOT,
        // gnome-keyring's own way in for its tests and its PAM module: no prompt.
        interface: 'org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface',
        member: 'UnlockWithMasterPassword',
        signature: 'o(oayays)',
        body: [
          collection,
          [await openSession(bus), Buffer.alloc(0), Buffer.from(KEYRING_PASSWORD), 'text/plain'],
        ],
      });
    },
    isLocked: async () => {
      const path = await defaultCollection(bus);
      return (
        (await bus.property(
          { destination: NAME, path, interface: 'org.freedesktop.Secret.Collection' },
          'Locked',
        )) === true
      );
    },
    items: (service) => readItems(bus, service),
    stop: async (how = 'ended') => {
      if (daemon === undefined) return;
      const ending = daemon;
      daemon = undefined;
      watched?.dismiss();
      if (how === 'crashed') ending.kill('SIGKILL');
      await household.stop(ending);
      await bus.until('end of the keyring', [OWNER_CHANGED], async () =>
        (await bus.hasOwner(NAME)) ? undefined : true,
      );
    },
  };
}

const OWNER_CHANGED = { interface: 'org.freedesktop.DBus', member: 'NameOwnerChanged' };

async function defaultCollection(bus: Bus): Promise<string> {
  const [path] = await bus.call({ ...SERVICE, member: 'ReadAlias', signature: 's', body: ['default'] });
  if (typeof path !== 'string' || path === '/') throw new Error('The keyring has no default collection');
  return path;
}

/** A session in which secrets travel as they are: the bus is ours alone. */
async function openSession(bus: Bus): Promise<string> {
  const [, session] = await bus.call({
    ...SERVICE,
    member: 'OpenSession',
    signature: 'sv',
    body: ['plain', new Variant('s', '')],
  });
  if (typeof session !== 'string') throw new Error('The keyring opened no session');
  return session;
}

async function readItems(bus: Bus, service: string): Promise<readonly KeyringItem[]> {
  const found = await bus.call({
    ...SERVICE,
    member: 'SearchItems',
    signature: 'a{ss}',
    body: [{ service }],
  });
  const [unlocked = [], locked = []] = found.map(strings);
  const session = await openSession(bus);
  const read = async (path: string, open: boolean): Promise<KeyringItem> => {
    const item = { destination: NAME, path, interface: 'org.freedesktop.Secret.Item' };
    const attributes = await bus.property(item, 'Attributes');
    return {
      label: String(await bus.property(item, 'Label')),
      service: entry(attributes, 'service'),
      account: entry(attributes, 'account'),
      secret: open ? await secretOf(bus, path, session) : undefined,
    };
  };
  return Promise.all([
    ...unlocked.map((path) => read(path, true)),
    ...locked.map((path) => read(path, false)),
  ]);
}

async function secretOf(bus: Bus, path: string, session: string): Promise<string> {
  const [secret] = await bus.call({
    destination: NAME,
    path,
    interface: 'org.freedesktop.Secret.Item',
    member: 'GetSecret',
    signature: 'o',
    body: [session],
  });
  const value: unknown = Array.isArray(secret) ? plain(secret[2]) : undefined;
  if (!Buffer.isBuffer(value)) throw new Error(`The keyring answered without a secret for ${path}`);
  return value.toString('utf8');
}

function entry(record: unknown, key: string): string {
  if (typeof record !== 'object' || record === null) return '';
  const value = new Map<string, unknown>(Object.entries(record)).get(key);
  return typeof value === 'string' ? value : '';
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
