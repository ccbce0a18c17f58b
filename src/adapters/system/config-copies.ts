import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { writeNewFile } from './new-file.ts';

/**
 * What edits have replaced, kept beside the configuration as the user knows it (where that is a link, beside the link: the
 * folder it leads to may be somebody's repository): `config.yaml.2026-05-04T10-20-30-123Z.bak`, or `.by-hand.bak`
 * where somebody else than the editor had written it. Edits that follow one another share the copy of what was there
 * before the first of them, so that clicks do not push out what a person wrote. What takes an entry out has a copy of its
 * own each time, `.before-delete.bak`: the entry may have come within the hour, and then no other copy holds it.
 */

const mostKept = 5;
/** They are counted apart: neither kind pushes out the other. */
const mostKeptOfDeletions = 20;
const sharedForMs = 3_600_000;

/** Whether an edit may do with the copy that an edit before it has made. */
type CopyNeed = 'shared' | 'own';

interface Copy {
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly byHand: boolean;
  readonly deletion: boolean;
}

/** An edit that is about to be made. */
export interface Change {
  /** What the file holds as far as is known; undefined for no file. */
  readonly before: Buffer | undefined;
  readonly after: Buffer;
  /** Milliseconds since the epoch: the name of the copy. */
  readonly now: number;
  /** `own` for an edit that is to have a copy whatever others there are. */
  readonly need: CopyNeed;
  /** The folder where the app keeps what it knows. */
  readonly state: string;
}

/**
 * Keeps what is about to be replaced, if it is to be kept, and notes what takes its place.
 *
 * @param path of the configuration as the user knows it
 * @param file links followed
 * @returns the path of a copy that was made now
 */
export async function keepCopy(
  path: string,
  file: string,
  { before, after, now, need, state }: Change,
): Promise<string | undefined> {
  const note = noteOf(state, file);
  const written = await readWritten(note);
  const digest = before === undefined ? '' : digestOf(before);
  const isOurs = written.includes(digest);
  // Whichever of both stands there if this process ends now, it is ours.
  await noteWritten(note, [...(isOurs ? [digest] : []), digestOf(after)]).catch(() => undefined);
  if (before === undefined) return undefined;
  const copies = await copiesOf(path);
  if (need === 'shared' && (await isKept(path, copies, before, isOurs, now))) return undefined;
  const copy = nameOf(
    path,
    copies,
    now,
    `${isOurs ? '' : '.by-hand'}${need === 'own' ? '.before-delete' : ''}`,
  );
  await putWhole(copy, temporaryOf(path), before);
  return copy;
}

async function isKept(
  path: string,
  copies: readonly Copy[],
  before: Buffer,
  isOurs: boolean,
  now: number,
): Promise<boolean> {
  const newest = copies.at(-1);
  if (newest === undefined) return false;
  if (isOurs && newest.at <= now && now - newest.at < sharedForMs) return true;
  // Where nobody could note what was written.
  return holds(join(dirname(path), newest.name), before);
}

/** Edits may follow one another within a millisecond: none takes the place of another's copy. */
function nameOf(path: string, copies: readonly Copy[], now: number, kind: string): string {
  let at = now;
  while (copies.some((copy) => copy.at === at)) at += 1;
  return `${path}.${new Date(at).toISOString().replace(/[:.]/g, '-')}${kind}.bak`;
}

/** The oldest ones of each kind go, but never the newest one of a file written by hand. */
export async function removeOldCopies(path: string): Promise<void> {
  const copies = await copiesOf(path);
  const dearest = copies.findLast(({ byHand }) => byHand);
  const gone = [
    ...beyond(
      copies.filter(({ deletion }) => !deletion),
      mostKept,
      dearest,
    ),
    ...beyond(
      copies.filter(({ deletion }) => deletion),
      mostKeptOfDeletions,
      dearest,
    ),
  ];
  await Promise.all(gone.map(({ name }) => rm(join(dirname(path), name), { force: true })));
}

function beyond(copies: readonly Copy[], most: number, dearest: Copy | undefined): readonly Copy[] {
  const old = copies.filter((copy) => copy !== dearest);
  const left = old.length < copies.length ? most - 1 : most;
  return old.slice(0, Math.max(0, old.length - left));
}

/** From the oldest to the newest. */
async function copiesOf(path: string): Promise<readonly Copy[]> {
  const start = `${basename(path)}.`;
  const names = await readdir(dirname(path));
  const copies = names.flatMap((name): readonly Copy[] => {
    if (!name.startsWith(start)) return [];
    const shape = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z(\.by-hand)?(\.before-delete)?\.bak$/;
    const [, day, hours, minutes, seconds, rest, byHand, deletion] =
      shape.exec(name.slice(start.length)) ?? [];
    const at = Date.parse(`${day}T${hours}:${minutes}:${seconds}.${rest}Z`);
    return Number.isNaN(at)
      ? []
      : [{ name, at, byHand: byHand !== undefined, deletion: deletion !== undefined }];
  });
  return copies.sort((one, other) => one.at - other.at);
}

/** Digests of what the editor wrote last: anything else was written by hand. */
async function readWritten(note: string): Promise<readonly string[]> {
  const text = await readFile(note, 'latin1').catch(() => '');
  return text.split('\n').filter((line) => /^[\da-f]{64}$/.test(line));
}

/** Whoever edits the configuration keeps others from it meanwhile, and so from this. */
async function noteWritten(note: string, digests: readonly string[]): Promise<void> {
  await mkdir(dirname(note), { recursive: true, mode: 0o700 });
  const fresh = `${note}.new`;
  await rm(fresh, { force: true });
  await putWhole(note, fresh, Buffer.from(`${digests.join('\n')}\n`, 'latin1'));
}

/** A copy that is cut short would count as one, and push out a good one. */
async function putWhole(path: string, temporary: string, bytes: Buffer): Promise<void> {
  await writeNewFile(temporary, bytes);
  try {
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

function temporaryOf(file: string): string {
  return join(dirname(file), `.${basename(file)}.${randomBytes(6).toString('hex')}.new`);
}

/** Several configurations share the folder. */
function noteOf(state: string, file: string): string {
  return join(state, `config-${digestOf(Buffer.from(file)).slice(0, 16)}.written`);
}

function digestOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function holds(path: string, bytes: Buffer): Promise<boolean> {
  const found = await readFile(path).catch(() => undefined);
  return found?.equals(bytes) ?? false;
}
