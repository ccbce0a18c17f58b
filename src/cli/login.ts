import { createBrowserLauncher } from '../adapters/system/browser-launcher.ts';
import { systemClock } from '../adapters/system/system-clock.ts';
import type { DeviceCode } from '../core/model.ts';
import type { Browser } from '../core/ports.ts';
import { readArguments } from './arguments.ts';
import { printJson, say } from './output.ts';
import { ask } from './owner.ts';
import { nameOf } from './user-name.ts';

/** `tobira login [IDENTITY] [--device]` */
export async function login(words: readonly string[]): Promise<void> {
  const { values, positionals } = readArguments(words, { device: { type: 'boolean' } }, 1);
  const [identity] = positionals;
  const session = await ask(
    values.config,
    'login',
    { ...(identity !== undefined && { identity }), ...(values.device === true && { device: true }) },
    { browser: announcing(), showCode },
  );
  if (values.json) {
    printJson(session);
    return;
  }
  say(`Signed in as ${nameOf(session.user)}, user id ${session.user.subject}.`);
  if (session.storage === 'memory') {
    say('There is no usable keychain: this session ends with Tobira, or after 15 idle minutes of its agent.');
  }
}

/** A login goes on without a browser here: its address can be opened by hand, on this machine. */
function announcing(): Browser {
  const launcher = createBrowserLauncher(process.env, systemClock);
  return {
    async open(url) {
      say('Opening your browser to sign in. If nothing happens, open this address on this computer:');
      say(`  ${url}`);
      if (process.env['SSH_CONNECTION'] !== undefined) sayRemote();
      await launcher.open(url).catch(() => {
        say('No browser could be started here.');
        sayRemote();
      });
    },
  };
}

/** A login page comes back to the computer that Tobira runs on: a browser elsewhere gets nowhere. */
function sayRemote(): void {
  say('Is your browser on another computer? End this with Ctrl+C, and use `tobira login --device`.');
}

function showCode({ userCode, page, completePage, expiresAt }: DeviceCode): void {
  const minutes = Math.max(1, Math.round((expiresAt - systemClock.now()) / 60_000));
  say('Open this address in a browser on any device:');
  say(`  ${page}`);
  say('and type in this code:');
  say(`  ${userCode}`);
  if (completePage !== undefined) {
    say('Or open this one, which has the code filled in:');
    say(`  ${completePage}`);
  }
  say(`Waiting. The code is good for ${minutes} min.`);
}
