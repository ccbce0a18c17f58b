import { createDiscreetBrowser } from '../adapters/system/discreet-browser.ts';
import { silentLog } from '../adapters/system/silent-log.ts';
import { AppError } from '../core/errors.ts';
import type { BrowserChoice } from '../core/model.ts';
import type { Browser, Clock, Rivals } from '../core/ports.ts';
import { quotedIn } from './quoted.ts';
import type { Texts } from './texts.ts';

/** What showing a console needs. */
export interface ConsoleLink {
  readonly browser: Browser;
  /** The user's own choice, where there is one. */
  readonly choice?: BrowserChoice | undefined;
  readonly clock: Clock;
  readonly say: (line: string) => void;
  readonly texts: Texts['console'];
  /** For how long a second visitor is waited for after the first, in milliseconds. */
  readonly linger: number;
}

/**
 * Shows a console by its secret address, and says who else came for it. Fails with `console_link_visited_twice` where
 * that was not a user who never gets in.
 */
export async function showConsole(
  url: string,
  { browser, choice, clock, say, texts, linger }: ConsoleLink,
): Promise<void> {
  const doubtful: Rivals[] = [];
  const discreet = createDiscreetBrowser(browser, clock, silentLog, { stay: false, linger });
  await discreet.open(url, {
    ...{ secrecy: 'secret', browser: choice },
    onRival(rivals) {
      if (rivals.turnedAway?.kind !== 'other-user') doubtful.push(rivals);
      say(inWords(quotedIn(rivals), texts));
    },
  });
  if (doubtful.length > 0) throw new AppError('console_link_visited_twice', {});
}

function inWords({ letIn, turnedAway }: Rivals, texts: Texts['console']): string {
  const known = [texts.turnedAway(turnedAway), letIn && texts.letIn(letIn)];
  return known.filter((words) => words !== undefined).join(' ');
}
