import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, open } from 'node:fs/promises';
import { homedir } from 'node:os';
import {
  appPathKeys,
  browserPlaces,
  namedBrowsers,
  registeredPlace,
  type BrowserPlace,
  type BrowserSystem,
  type NamedBrowser,
} from './browser-places.ts';
import { readLocalState, readProfilesIni, type BrowserProfile } from './browser-profiles.ts';

/** A browser that is on this computer. */
export interface InstalledBrowser {
  readonly app: NamedBrowser;
  /** The program; on macOS the application's folder. */
  readonly path: string;
  /** Undefined where they cannot be read: then any may be there. */
  readonly profiles: readonly BrowserProfile[] | undefined;
}

/** What is looked at of the file system. */
export interface BrowserFiles {
  /** Whether this can be run; for a folder, whether it is there. */
  readonly isProgram: (path: string) => Promise<boolean>;
  /** @returns undefined where there is no such file, or an overlong one */
  readonly read: (path: string) => Promise<string | undefined>;
  /** Windows: the nameless value of a registry key. @returns undefined where there is none */
  readonly registered: (key: string) => Promise<string | undefined>;
}

/** The browsers of a computer, in the order in which the surfaces list them. Looks only; nothing is run. */
export async function findInstalledBrowsers(
  system: BrowserSystem,
  files: BrowserFiles,
): Promise<readonly InstalledBrowser[]> {
  const found = await Promise.all(namedBrowsers.map((app) => findBrowser(app, system, files)));
  return found.filter((one) => one !== undefined);
}

/** @returns undefined where it is not there */
export async function findBrowser(
  app: NamedBrowser,
  system: BrowserSystem,
  files: BrowserFiles,
): Promise<InstalledBrowser | undefined> {
  const place =
    (await firstThere(browserPlaces(app, system), files)) ??
    (await firstThere(await registeredPlaces(app, system, files), files));
  if (place === undefined) return undefined;
  const readProfiles = app === 'firefox' ? readProfilesIni : readLocalState;
  for (const file of place.profileFiles) {
    const text = await files.read(file);
    const profiles = text === undefined ? undefined : readProfiles(text);
    if (profiles !== undefined) return { app, path: place.path, profiles };
  }
  return { app, path: place.path, profiles: undefined };
}

async function firstThere(
  places: readonly BrowserPlace[],
  files: BrowserFiles,
): Promise<BrowserPlace | undefined> {
  const there = await Promise.all(places.map(({ path }) => files.isProgram(path)));
  return places.find((_place, index) => there[index] === true);
}

/** Where it is in none of the usual folders: on another disk, say. */
async function registeredPlaces(
  app: NamedBrowser,
  system: BrowserSystem,
  files: BrowserFiles,
): Promise<readonly BrowserPlace[]> {
  if (system.platform !== 'win32') return [];
  const paths = await Promise.all(appPathKeys(app).map((key) => files.registered(key)));
  return paths.flatMap((path) => (path === undefined ? [] : (registeredPlace(app, system, path) ?? [])));
}

/** Those of this computer. Never fails. */
export function installedBrowsers(): Promise<readonly InstalledBrowser[]> {
  return findInstalledBrowsers(thisSystem(), theseFiles);
}

export function thisSystem(environment: BrowserSystem['environment'] = process.env): BrowserSystem {
  const { HOME: home = '' } = environment;
  return { platform: process.platform, environment, home: home === '' ? homedir() : home };
}

/** More than any list of profiles takes; in bytes. */
const longest = 16_000_000;

export const theseFiles: BrowserFiles = {
  isProgram: (path) =>
    access(path, constants.X_OK).then(
      () => true,
      () => false,
    ),
  async read(path) {
    try {
      const file = await open(path, 'r');
      try {
        const { size } = await file.stat();
        return size > longest ? undefined : await file.readFile('utf8');
      } finally {
        await file.close();
      }
    } catch {
      return undefined;
    }
  },
  registered: (key) =>
    new Promise((done) => {
      const { SystemRoot: root = 'C:\\Windows' } = process.env;
      execFile(
        `${root}\\System32\\reg.exe`,
        ['query', key, '/ve'],
        { timeout: patience, windowsHide: true },
        (error, stdout) => done(error === null ? registeredValue(stdout) : undefined),
      );
    }),
};

/** Milliseconds for a look into the registry. */
const patience = 3_000;

/** What `reg query KEY /ve` prints; the nameless value has a name of its own in each language. */
export function registeredValue(printed: string): string | undefined {
  const text = /\sREG_SZ\s+(\S.*?)\s*$/m.exec(printed)?.[1];
  return text?.replace(/^"(.*)"$/, '$1');
}
