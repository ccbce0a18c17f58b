import { createBrowserLauncher } from '../adapters/system/browser-launcher.ts';
import { systemClock } from '../adapters/system/system-clock.ts';
import { checkDestination, checkRegion, readArguments, required } from './arguments.ts';
import { showConsole } from './console-link.ts';
import { sayNotice } from './notice.ts';
import { print, printJson, say } from './output.ts';
import { ask } from './owner.ts';
import { quoted } from './quoted.ts';
import { loadTexts } from './texts.ts';

/** A second visitor is waited for this long where somebody reads what is said of it; milliseconds. */
const watch = 2_000;

/** `tobira console ROLE` */
export async function openConsole(words: readonly string[]): Promise<void> {
  const own = {
    print: { type: 'boolean' },
    region: { type: 'string' },
    destination: { type: 'string' },
  } as const;
  const { values, positionals } = readArguments(words, own, 1);
  const role = required(positionals[0], 'ROLE');
  checkRegion(values.region);
  checkDestination(values.destination);
  const { url, notice, consoleNotice } = await ask(values.config, 'console', {
    role,
    ...(values.region !== undefined && { region: values.region }),
    ...(values.destination !== undefined && { destination: values.destination }),
  });
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
  const launcher = createBrowserLauncher(process.env, systemClock);
  const { console: texts } = await loadTexts();
  // First, as the watch goes on after the browser has come.
  say(texts.opening(quoted(role)));
  const linger = process.stderr.isTTY ? watch : 0;
  await showConsole(url, { browser: launcher, clock: systemClock, say, texts, linger });
}
