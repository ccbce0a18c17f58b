import { createDiscreetBrowser } from '../adapters/system/discreet-browser.ts';
import { silentLog } from '../adapters/system/silent-log.ts';
import { systemClock } from '../adapters/system/system-clock.ts';
import { hasCode } from '../core/errors.ts';
import type { DeviceCode } from '../core/model.ts';
import type { Browser } from '../core/ports.ts';
import { readArguments } from './arguments.ts';
import { commandBrowser } from './command-browser.ts';
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
  const over = new AbortController();
  const session = await ask(
    values.config,
    'login',
    { ...(identity !== undefined && { identity }), ...(values.device === true && { device: true }) },
    { browser: announcing(texts.login, over.signal), showCode: (code) => showCode(code, texts.login) },
  ).finally(() => over.abort());
  if (values.json) {
    printJson(session);
    return;
  }
  say(texts.login.signedIn(nameOf(session.user, texts.common), quoted(session.user.subject)));
  if (session.storage === 'memory') say(texts.login.memoryOnly);
}

/** A login goes on without a browser here: its address can be opened by hand, on this machine. */
export function announcing(texts: Texts['login'], over: AbortSignal): Browser {
  const browser = createDiscreetBrowser(commandBrowser(), systemClock, silentLog, { stay: false });
  return {
    async open(url, opening) {
      say(texts.opening);
      say(`  ${url}`);
      // A login page comes back to the computer that Tobira runs on: a browser elsewhere gets nowhere.
      if (process.env['SSH_CONNECTION'] !== undefined) say(texts.remote);
      await browser.open(url, { ...opening, signal: over }).catch((error: unknown) => {
        // Another browser than the chosen one may be signed in as somebody else: that is for the user to say.
        if (hasCode(error, 'browser_missing') || hasCode(error, 'browser_profile_unknown')) throw error;
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
