import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import * as z from 'zod';
import type { AwsFiles } from '../../core/delivery-ports.ts';
import { identitySchema } from '../../core/config-schema.ts';
import { favouriteLimits } from '../../core/favourites.ts';
import { mostKeptAccounts } from '../../core/kept-accounts.ts';
import {
  copyFormats,
  type Favourites,
  type IdentityId,
  type KeptAccount,
  type RoleUse,
  type SinkId,
} from '../../core/model.ts';
import { isCatalogueAccount } from '../../core/catalogues/catalogue-account.ts';
import { readTrustedIssuers } from '../../core/catalogues/trusted-issuers.ts';
import type { Log, Memory, RefusedDuration } from '../../core/ports.ts';
import { mostRefusals } from '../../core/refused-durations.ts';
import { readUpdateRecord } from '../../core/releases.ts';
import type { Paths } from './paths.ts';

type Entries = Readonly<Record<string, unknown>>;

/** Far more than is ever remembered, in bytes; a larger file is something else. */
const largestFile = 1_000_000;

/**
 * What the app remembers from one run to the next, in `remembered.json` of the state folder. Nothing secret, and nothing
 * that matters much: what cannot be read is forgotten, and what cannot be written is remembered for this run alone. It
 * is written at once, as the app may be about to end. What another version of Tobira remembers there is kept.
 */
export function createRemembered(
  { state: folder }: Pick<Paths, 'state'>,
  log: Log,
  platform: NodeJS.Platform = process.platform,
): Memory {
  const path = join(folder, 'remembered.json');
  let entries: Entries | undefined;

  function change(part: Entries): void {
    // Read anew: another version may have run meanwhile.
    entries = { ...entries, ...read(path), ...part };
    try {
      replace(folder, path, `${JSON.stringify(entries, null, 2)}\n`);
    } catch (error) {
      log.warn('memory.not-written', { code: codeOf(error) });
    }
  }

  function lastCopied(): SinkId | undefined {
    entries ??= read(path);
    const copied = entries['lastCopied'];
    if (isCopied(copied)) return copied;
    // What one click copies before the first copy: its shell can paste it.
    return platform === 'win32' ? 'copy-powershell' : undefined;
  }

  return {
    lastCopied,
    setLastCopied(id) {
      if (lastCopied() !== id) change({ lastCopied: id });
    },
    // Read anew: the agent may have written it while this app was starting.
    awsFiles: () => readAwsFiles(read(path)['awsFiles']),
    setAwsFiles(awsFiles) {
      if (JSON.stringify(readAwsFiles(read(path)['awsFiles'])) !== JSON.stringify(awsFiles))
        change({ awsFiles });
    },
    accounts: () => readAccounts(read(path)['accounts']),
    setAccounts: (accounts) => change({ accounts }),
    favourites: () => readFavourites(read(path)['favourites']),
    setFavourites: (favourites) => change({ favourites }),
    knowsTrayHost: () => read(path)['knowsTrayHost'] === true,
    setKnowsTrayHost: () => change({ knowsTrayHost: true }),
    startsAtLogin() {
      const on = read(path)['startsAtLogin'];
      return typeof on === 'boolean' ? on : undefined;
    },
    setStartsAtLogin: (on) => change({ startsAtLogin: on }),
    updates: () => readUpdateRecord(read(path)['updates']),
    setUpdates: (updates) => change({ updates }),
    trustedIssuers: () => readTrustedIssuers(read(path)['trustedIssuers']),
    setTrustedIssuers: (trustedIssuers) => change({ trustedIssuers }),
    // Read anew: the agent may have been refused while this app was starting.
    refusedDurations: () => readRefusals(read(path)['refusedDurations']),
    setRefusedDurations: (refusedDurations) => change({ refusedDurations }),
  };
}

function readFavourites(value: unknown): Favourites {
  const { pinned, used, services } = isObject(value) ? value : {};
  return {
    pinned: readNames(pinned).slice(-favouriteLimits.pinned),
    used: readUses(used).slice(0, favouriteLimits.used),
    services: readNames(services).slice(0, favouriteLimits.services),
  };
}

/** Those of catalogues' applications have names that no identity can have. */
const accountSchema = identitySchema.extend({
  id: identitySchema.shape.id.or(z.custom<IdentityId>(isCatalogueId)),
});

function isCatalogueId(id: unknown): boolean {
  return typeof id === 'string' && id.length <= 300 && isCatalogueAccount({ id: id as IdentityId });
}

function readAccounts(value: unknown): readonly KeptAccount[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.slice(-mostKeptAccounts).flatMap((one: unknown): KeptAccount[] => {
    const { success, data } = accountSchema.safeParse(one);
    if (!success) return [];
    const { id, provider, issuer, clientId } = data;
    return [{ id, provider, issuer, clientId }];
  });
}

/** Somebody may have edited the file: each once. */
function readNames(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  return [...new Set(value.filter((one): one is string => typeof one === 'string' && one.length <= 200))];
}

function readUses(value: unknown): readonly RoleUse[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown): RoleUse[] => {
    const { role, at } = isObject(one) ? one : {};
    return typeof role === 'string' && Number.isFinite(at) && typeof at === 'number' ? [{ role, at }] : [];
  });
}

function readRefusals(value: unknown): readonly RefusedDuration[] {
  if (!Array.isArray(value)) return [];
  return value.slice(-mostRefusals).flatMap((one: unknown): RefusedDuration[] => {
    const { roleArn, seconds, at } = isObject(one) ? one : {};
    return typeof roleArn === 'string' && isNumber(seconds) && isNumber(at) ? [{ roleArn, seconds, at }] : [];
  });
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function readAwsFiles(value: unknown): readonly AwsFiles[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown): AwsFiles[] => {
    if (!isObject(one)) return [];
    const { credentials, config } = one;
    return isPath(credentials) && isPath(config) ? [{ credentials, config }] : [];
  });
}

function isPath(value: unknown): value is string {
  return typeof value === 'string' && isAbsolute(value);
}

function isCopied(value: unknown): value is SinkId {
  return copyFormats.some((format) => value === `copy-${format}`);
}

/** Whatever is wrong with the file: nothing is remembered then. */
function read(path: string): Entries {
  try {
    const found = statSync(path);
    // Reading a pipe would wait for ever.
    if (!found.isFile() || found.size > largestFile) return {};
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function isObject(value: unknown): value is Entries {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** All of it or nothing: whoever reads meanwhile finds the old file or the new one. */
function replace(folder: string, path: string, text: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const fresh = `${path}.new`;
  rmSync(fresh, { force: true });
  writeFileSync(fresh, text, { mode: 0o600, flag: 'wx' });
  renameSync(fresh, path);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
