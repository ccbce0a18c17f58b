import { createBrowserLauncher } from '../adapters/system/browser-launcher.ts';
import { createDiscreetBrowser } from '../adapters/system/discreet-browser.ts';
import { systemClock } from '../adapters/system/system-clock.ts';
import type { Log } from '../core/ports.ts';
import { checkDestination, checkRegion, readArguments, required } from './arguments.ts';
import { print, printJson, say } from './output.ts';
import { ask } from './owner.ts';

/** A command speaks to its terminal, and keeps no log. */
const silentLog: Log = { info: () => undefined, warn: () => undefined };

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
  const { url } = await ask(values.config, 'console', {
    role,
    ...(values.region !== undefined && { region: values.region }),
    ...(values.destination !== undefined && { destination: values.destination }),
  });
  if (values.json) {
    printJson({ role, url });
    return;
  }
  if (values.print) {
    print(`${url}\n`);
    return;
  }
  const launcher = createBrowserLauncher(process.env, systemClock);
  await createDiscreetBrowser(launcher, systemClock, silentLog, { stay: false }).open(url, 'secret');
  say(`Opening the console as "${role}".`);
}
