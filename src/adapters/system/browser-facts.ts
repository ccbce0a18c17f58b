import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import type { BrowserFacts } from '../../core/doctor/surroundings.ts';
import type { Environment } from './node-dispatchers.ts';

const patience = 3_000;

/** What would open a page, by the rules of the browser launcher; nothing is opened. */
export async function findBrowserFacts(
  environment: Environment,
  platform: NodeJS.Platform,
): Promise<BrowserFacts> {
  const separator = platform === 'win32' ? ';' : ':';
  const programs = (environment['BROWSER'] ?? '')
    .split(separator)
    .flatMap((command) => command.trim().split(/\s+/)[0] ?? [])
    .filter((program) => program !== '');
  const look = async (program: string) => ({
    program,
    found: await isProgram(program, environment, platform),
  });
  const opener = { darwin: 'open', win32: 'rundll32' }[platform as string] ?? 'xdg-open';
  const isDesktop = platform !== 'darwin' && platform !== 'win32';
  return {
    named: await Promise.all(programs.map(look)),
    opener: await look(opener),
    hasDefault: isDesktop ? await hasHandler(environment) : undefined,
    hasDisplay: isDesktop
      ? [environment['DISPLAY'], environment['WAYLAND_DISPLAY']].some((text) => (text ?? '') !== '')
      : undefined,
  };
}

async function isProgram(
  program: string,
  environment: Environment,
  platform: NodeJS.Platform,
): Promise<boolean> {
  const endings = platform === 'win32' ? ['', ...(environment['PATHEXT'] ?? '.EXE').split(';')] : [''];
  const folders = /[/\\]/.test(program) ? [''] : (environment['PATH'] ?? '').split(delimiter);
  const places = folders.flatMap((folder) =>
    endings.map(
      (ending) => (isAbsolute(program) || folder === '' ? program : join(folder, program)) + ending,
    ),
  );
  const found = await Promise.all(
    places.map((place) =>
      access(place, constants.X_OK).then(
        () => true,
        () => false,
      ),
    ),
  );
  return found.includes(true);
}

/** @returns undefined where xdg-utils cannot be asked */
function hasHandler(environment: Environment): Promise<boolean | undefined> {
  return new Promise((done) => {
    execFile(
      'xdg-mime',
      ['query', 'default', 'x-scheme-handler/https'],
      { env: { ...environment }, timeout: patience },
      (error, stdout) => done(error === null ? stdout.trim() !== '' : undefined),
    );
  });
}
