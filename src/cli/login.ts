import { createBrowserLauncher } from '../adapters/system/browser-launcher.ts';
import { systemClock } from '../adapters/system/system-clock.ts';
import type { DeviceCode } from '../core/model.ts';
import type { Browser } from '../core/ports.ts';
import { readArguments } from './arguments.ts';
import { printJson, say } from './output.ts';
import { ask } from './owner.ts';
import { quoted, quotedIn } from './quoted.ts';
import { loadTexts, type Texts } from './texts.ts';
import { nameOf } from './user-name.ts';

/** `tobira login [IDENTITY] [--device]` */
export async function login(words: readonly string[]): Promise<void> {
  const { values, positionals } = readArguments(words, { device: { type: 'boolean' } }, 1);
  const [identity] = positionals;
  const texts = await loadTexts();
  const session = await ask(
    values.config,
    'login',
    { ...(identity !== undefined && { identity }), ...(values.device === true && { device: true }) },
    { browser: announcing(texts.login), showCode: (code) => showCode(code, texts.login) },
  );
  if (values.json) {
    printJson(session);
    return;
  }
  say(texts.login.signedIn(nameOf(session.user, texts.common), quoted(session.user.subject)));
  if (session.storage === 'memory') say(texts.login.memoryOnly);
}

/** A login goes on without a browser here: its address can be opened by hand, on this machine. */
function announcing(texts: Texts['login']): Browser {
  const launcher = createBrowserLauncher(process.env, systemClock);
  return {
    async open(url) {
      say(texts.opening);
      say(`  ${url}`);
      // A login page comes back to the computer that Tobira runs on: a browser elsewhere gets nowhere.
      if (process.env['SSH_CONNECTION'] !== undefined) say(texts.remote);
      await launcher.open(url).catch(() => {
        say(texts.noBrowser);
        say(texts.remote);
      });
    },
  };
}

function showCode(code: DeviceCode, texts: Texts['login']): void {
  const { userCode, page, completePage, expiresAt } = quotedIn(code);
  const minutes = Math.max(1, Math.round((expiresAt - systemClock.now()) / 60_000));
  say(texts.codePage);
  say(`  ${page}`);
  say(texts.code);
  say(`  ${userCode}`);
  if (completePage !== undefined) {
    say(texts.filledPage);
    say(`  ${completePage}`);
  }
  say(texts.waiting(minutes));
}
