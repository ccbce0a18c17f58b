import { systemClock } from '../adapters/system/system-clock.ts';
import { requiredService } from '../core/console-services.ts';
import { AppError } from '../core/errors.ts';
import { accessOptions, readAccess } from './access-options.ts';
import { checkDestination, checkRegion, readArguments, required } from './arguments.ts';
import { commandBrowser } from './command-browser.ts';
import { showConsole } from './console-link.ts';
import { sayNotice } from './notice.ts';
import { print, printJson, say } from './output.ts';
import { ask } from './owner.ts';
import { quoted } from './quoted.ts';
import { loadTexts } from './texts.ts';

/** A second visitor is waited for this long where somebody reads what is said of it; milliseconds. */
const watch = 2_000;

/** `tobira console ROLE`, and without the role where a page tells it */
export async function openConsole(words: readonly string[]): Promise<void> {
  const own = {
    ...accessOptions,
    print: { type: 'boolean' },
    region: { type: 'string' },
    destination: { type: 'string' },
    service: { type: 'string' },
  } as const;
  const { values, positionals } = readArguments(words, own, 1);
  // A page tells which role is meant where only one can open it.
  const named = values.destination === undefined ? required(positionals[0], 'ROLE') : positionals[0];
  checkRegion(values.region);
  checkDestination(values.destination);
  const service = readService(values.service, values.destination);
  const answer = await ask(values.config, 'console', {
    ...(named !== undefined && { role: named }),
    ...readAccess(values),
    ...(values.region !== undefined && { region: values.region }),
    ...(values.destination !== undefined && { destination: values.destination }),
    ...(service !== undefined && { service }),
  });
  const { url, browser, notice, consoleNotice, role = named ?? '' } = answer;
  await sayNotice(role, notice);
  await sayNotice(role, consoleNotice);
  if (values.json) {
    printJson({ role, url });
    return;
  }
  if (values.print) {
    print(`${url}\n`);
    return;
  }
  const { console: texts } = await loadTexts();
  // First, as the watch goes on after the browser has come.
  say(texts.opening(quoted(role)));
  const linger = process.stderr.isTTY ? watch : 0;
  await showConsole(url, {
    ...{ clock: systemClock, say, texts, linger },
    browser: commandBrowser(),
    choice: browser,
  });
}

/** @throws AppError `usage` where no service is meant for sure, or a page is named beside it */
function readService(text: string | undefined, destination: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (destination !== undefined) throw new AppError('usage', { fault: 'two-pages' });
  return requiredService(text).id;
}
