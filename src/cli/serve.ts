import {
  environmentFormats,
  isEnvironmentFormat,
  type EnvironmentFormat,
} from '../adapters/sinks/formats.ts';
import { AppError } from '../core/errors.ts';
import type { Log } from '../core/ports.ts';
import { readArguments, required } from './arguments.ts';
import { print, say } from './output.ts';
import { plainJson, quoted } from './quoted.ts';
import { createRoleServer, environmentOf, type RoleAddress } from './served-role.ts';
import { loadTexts, type Texts } from './texts.ts';

/** `tobira serve ROLE...`: an endpoint for AWS's clients, until it is told to end or its terminal goes. */
export async function serve(words: readonly string[]): Promise<void> {
  const { values, positionals } = readArguments(words, { format: { type: 'string' } }, Infinity);
  required(positionals[0], 'ROLE');
  const roles = [...new Set(positionals)];
  const format = chooseFormat(values.format);
  // From here on: whoever ends it while it begins wants it to end, too.
  const told = untilTold();
  const { serve: texts } = await loadTexts();
  const server = createRoleServer(values.config, loudLog(texts), { command: 'serve', serves: true });
  try {
    const served: (readonly [string, RoleAddress])[] = [];
    for (const role of roles) served.push([role, await server.serve(role)]);
    for (const [role, address] of served) {
      if (values.json) {
        print(`${plainJson(JSON.stringify({ role, ...address }))}\n`);
        continue;
      }
      const { variables, unwanted } = environmentOf(address);
      const text = environmentFormats[format](variables, unwanted);
      print(`${heading(role, format, served.length)}${text}`);
    }
    const places = new Set(served.map(([, { url }]) => new URL(url).host));
    say(texts.serving(roles, [...places]));
    await told;
  } finally {
    await server.close();
  }
}

/** @throws AppError `usage` where there is no such format */
function chooseFormat(wanted = 'env'): EnvironmentFormat {
  if (isEnvironmentFormat(wanted)) return wanted;
  const known = Object.keys(environmentFormats);
  throw new AppError('usage', {
    fault: 'choice-unknown',
    option: 'environment-format',
    name: wanted,
    known,
  });
}

/** How a line begins that its reader passes over; JSON has none. */
const remarks: Readonly<Record<EnvironmentFormat, string | undefined>> = {
  env: '#',
  fish: '#',
  powershell: '#',
  cmd: 'rem',
  dotenv: '#',
  json: undefined,
};

/** A name ends no line, whatever it holds. */
function heading(role: string, format: EnvironmentFormat, count: number): string {
  const remark = remarks[format];
  return count === 1 || remark === undefined ? '' : `${remark} ${quoted(role)}\n`;
}

/** What the user should know of while it runs. */
const loudLog = (texts: Texts['serve']): Log => ({
  info: () => undefined,
  warn(event, { count } = {}) {
    if (event === 'endpoint.turned-away') say(texts.turnedAway(count));
  },
});

/** Ctrl+C, a request to end, or the end of the terminal. A second one is no longer ours: it ends the process. */
function untilTold(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}
