import { createBrowserLauncher } from '../adapters/system/browser-launcher.ts';
import { systemClock } from '../adapters/system/system-clock.ts';
import type { Browser } from '../core/ports.ts';
import { readArguments } from './arguments.ts';
import { printJson, say } from './output.ts';
import { ask } from './owner.ts';
import { nameOf } from './user-name.ts';

/** `tobira login [IDENTITY]` */
export async function login(words: readonly string[]): Promise<void> {
  const { values, positionals } = readArguments(words, {}, 1);
  const [identity] = positionals;
  const session = await ask(values.config, 'login', identity === undefined ? {} : { identity }, announcing());
  if (values.json) {
    printJson(session);
    return;
  }
  say(`Signed in as ${nameOf(session.user)}, GitLab user ${session.user.subject}.`);
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
      await launcher.open(url).catch(() => say('No browser could be started here.'));
    },
  };
}
