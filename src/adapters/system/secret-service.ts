import { execFile } from 'node:child_process';

/**
 * What the Secret Service says of its default keyring. `shut` is locked, and without any way to ask the user for the
 * password; `unknown` where it cannot be asked.
 */
export type SecretServiceState = 'open' | 'locked' | 'shut' | 'missing' | 'unknown';

const patience = 2_000;

/**
 * Asks the Secret Service over the session bus whether its default keyring is open. It asks for nothing secret and
 * shows no password window, which is why keytar is not asked: its every call on a locked keyring shows one.
 *
 * `dbus-send` comes with D-Bus itself. Its own words are never translated, and D-Bus's error names are fixed.
 */
export async function askSecretService(env: NodeJS.ProcessEnv): Promise<SecretServiceState> {
  const reply = await send(env, [
    '--dest=org.freedesktop.secrets',
    '/org/freedesktop/secrets/aliases/default',
    'org.freedesktop.DBus.Properties.Get',
    'string:org.freedesktop.Secret.Collection',
    'string:Locked',
  ]);
  if (!reply.ok) return absenceIn(reply.text);
  const [, locked] = /boolean (true|false)/.exec(reply.text) ?? [];
  if (locked === undefined) return 'unknown';
  if (locked === 'false') return 'open';
  return (await canAskUser(env)) ? 'locked' : 'shut';
}

/** GNOME's keyring has another program show its password window. Others bring a window of their own. */
async function canAskUser(env: NodeJS.ProcessEnv): Promise<boolean> {
  const lists = await Promise.all(
    ['ListNames', 'ListActivatableNames'].map((list) =>
      send(env, ['--dest=org.freedesktop.DBus', '/org/freedesktop/DBus', `org.freedesktop.DBus.${list}`]),
    ),
  );
  const names = lists.flatMap(({ text }) => text.split(/\s+/));
  return !names.includes('org.gnome.keyring') || names.includes('org.gnome.keyring.SystemPrompter');
}

interface Reply {
  readonly ok: boolean;
  readonly text: string;
}

function send(env: NodeJS.ProcessEnv, call: readonly string[]): Promise<Reply> {
  const words = ['--session', '--print-reply=literal', `--reply-timeout=${patience}`, ...call];
  return new Promise((resolve) => {
    execFile('dbus-send', words, { env, timeout: 2 * patience }, (error, stdout, stderr) => {
      resolve(error === null ? { ok: true, text: stdout } : { ok: false, text: stderr });
    });
  });
}

function absenceIn(text: string): SecretServiceState {
  const absent = /DBus\.Error\.(ServiceUnknown|NameHasNoOwner|Spawn\.)|Failed to open connection/.test(text);
  return absent ? 'missing' : 'unknown';
}
