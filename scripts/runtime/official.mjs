/* global AbortController, AbortSignal, clearTimeout */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Problem } from '../support/problem.mjs';
import { unpackZip } from './zip.mjs';

const RELEASES = 'https://github.com/electron/electron/releases/download/';
/** How long a host may take to answer before it counts as out of reach, in milliseconds. */
const ANSWER_WITHIN = 8000;
/** How long a running download may stand still, in milliseconds. */
const STALL_LIMIT = 60_000;
/** Answers of a firewall or proxy that stands in the way, rather than of the host itself. */
const BLOCKED = new Set([403, 407, 451, 502, 503, 504]);

/** Thrown where the download host does not answer: the caller may know another way. */
export class Unreachable extends Error {}

/**
 * Downloads Electron's own release, checks it against the checksum that the `electron` package carries, and unpacks it.
 * @param {{ version: string, platform: string, arch: string, checksums: Record<string, string>, mirror?: string,
 *   answerWithin?: number }} release `mirror` is a base URL with a trailing slash, as in ELECTRON_MIRROR
 * @param {string} work an empty folder to work in
 * @param {AbortSignal} signal
 * @returns {Promise<string>} the folder with the runtime, inside `work`
 */
export async function downloadOfficial(release, work, signal) {
  const { version, platform, arch, checksums, mirror, answerWithin = ANSWER_WITHIN } = release;
  const name = `electron-v${version}-${platform}-${arch}.zip`;
  const expected = checksums[name];
  if (expected === undefined) {
    throw new Problem(`Electron ${version} is not published for ${platform}-${arch}.`);
  }
  const zip = join(work, name);
  const actual = await fetchFile(`${mirror ?? RELEASES}v${version}/${name}`, zip, { answerWithin, signal });
  if (actual !== expected) {
    throw new Problem(
      `The download of ${name} does not match its published checksum, so it was thrown away.`,
    );
  }
  const dist = join(work, 'dist');
  await unpackZip(zip, dist, { signal });
  await rm(zip);
  return dist;
}

/** @returns {Promise<string>} the SHA-256 of what was fetched, in hexadecimal */
async function fetchFile(url, file, { answerWithin, signal }) {
  // Loaded here: this module is imported before node_modules exists. Node's own fetch knows no HTTPS_PROXY.
  const { EnvHttpProxyAgent, fetch } = await import('undici');
  const dispatcher = new EnvHttpProxyAgent({ bodyTimeout: STALL_LIMIT });
  try {
    const response = await answer(fetch, url, { dispatcher, answerWithin, signal });
    const hash = createHash('sha256');
    const tap = new Transform({
      transform(chunk, _encoding, done) {
        hash.update(chunk);
        done(null, chunk);
      },
    });
    await pipeline(Readable.fromWeb(response.body), tap, createWriteStream(file), { signal }).catch(
      (error) => {
        throw new Problem(
          `The download of Electron broke off (${reason(error)}). Run the same command again.`,
        );
      },
    );
    return hash.digest('hex');
  } finally {
    await dispatcher.destroy();
  }
}

async function answer(fetch, url, { dispatcher, answerWithin, signal }) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(new Error('no answer in time')), answerWithin);
  let response;
  try {
    response = await fetch(url, { dispatcher, signal: AbortSignal.any([signal, patience.signal]) });
  } catch (error) {
    signal.throwIfAborted();
    throw new Unreachable(reason(error), { cause: error });
  } finally {
    clearTimeout(timer);
  }
  if (BLOCKED.has(response.status)) throw new Unreachable(`HTTP ${response.status}`);
  if (!response.ok || response.body === null) {
    throw new Problem(`Electron's download page answered ${url} with HTTP ${response.status}.`);
  }
  return response;
}

const reason = (error) => error.cause?.code ?? error.cause?.message ?? error.message;
