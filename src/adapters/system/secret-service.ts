import { execFile } from 'node:child_process';

/** What the Secret Service says of its default keyring; `unknown` where it cannot be asked. */
export type SecretServiceState = 'open' | 'locked' | 'missing' | 'unknown';

const patience = 2_000;

/**
 * Asks the Secret Service over the session bus whether its default keyring is open. It asks for nothing secret and
 * shows no password window, which is why keytar is not asked: its every call on a locked keyring shows one.
 *
 * `dbus-send` comes with D-Bus itself. Its own words are never translated, and D-Bus's error names are fixed.
 */
export function askSecretService(env: NodeJS.ProcessEnv): Promise<SecretServiceState> {
  const call = [
    '--session',
    '--print-reply=literal',
    `--reply-timeout=${patience}`,
    '--dest=org.freedesktop.secrets',
    '/org/freedesktop/secrets/aliases/default',
    'org.freedesktop.DBus.Properties.Get',
    'string:org.freedesktop.Secret.Collection',
    'string:Locked',
  ];
  return new Promise((resolve) => {
    execFile('dbus-send', call, { env, timeout: 2 * patience }, (error, stdout, stderr) => {
      resolve(error === null ? stateIn(stdout) : absenceIn(stderr));
    });
  });
}

function stateIn(reply: string): SecretServiceState {
  const [, value] = /boolean (true|false)/.exec(reply) ?? [];
  if (value === undefined) return 'unknown';
  return value === 'true' ? 'locked' : 'open';
}

function absenceIn(text: string): SecretServiceState {
  const absent = /DBus\.Error\.(ServiceUnknown|NameHasNoOwner|Spawn\.)|Failed to open connection/.test(text);
  return absent ? 'missing' : 'unknown';
}
