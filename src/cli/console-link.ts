import { createDiscreetBrowser } from '../adapters/system/discreet-browser.ts';
import { AppError } from '../core/errors.ts';
import type { Browser, Clock, Log, Rivals } from '../core/ports.ts';
import { quotedIn } from './quoted.ts';
import type { Texts } from './texts.ts';

/** A command speaks to its terminal, and keeps no log. */
const silentLog: Log = { info: () => undefined, warn: () => undefined };

/** What showing a console needs. */
export interface ConsoleLink {
  readonly browser: Browser;
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
  { browser, clock, say, texts, linger }: ConsoleLink,
): Promise<void> {
  const doubtful: Rivals[] = [];
  const discreet = createDiscreetBrowser(browser, clock, silentLog, { stay: false, linger });
  await discreet.open(url, 'secret', (rivals) => {
    if (rivals.turnedAway?.kind !== 'other-user') doubtful.push(rivals);
    say(inWords(quotedIn(rivals), texts));
  });
  if (doubtful.length > 0) throw new AppError('console_link_visited_twice', {});
}

function inWords({ letIn, turnedAway }: Rivals, texts: Texts['console']): string {
  const known = [texts.turnedAway(turnedAway), letIn && texts.letIn(letIn)];
  return known.filter((words) => words !== undefined).join(' ');
}
