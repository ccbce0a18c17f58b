import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/**
 * Tells a process from all others, those on other machines that share the folder included. It is part of a file's name, so
 * that nothing has to be read, and nothing can be half written, to know whose the file is.
 */
export interface ProcessMark {
  readonly pid: number;
  /** When it started, as its system counts; 0 where that cannot be known. */
  readonly started: string;
  /** The machine, its start and its numbering of processes. */
  readonly place: string;
}

const shape = /^(\d{1,10})-(\d{1,20})-([0-9a-f]{8})-[0-9a-f]{12}$/;

/** A name for one thing that this process makes; never used twice. */
export function newMark({ pid, started, place }: ProcessMark): string {
  return `${pid}-${started}-${place}-${randomBytes(6).toString('hex')}`;
}

/** @returns undefined for a name that is none */
export function parseMark(name: string): ProcessMark | undefined {
  const [, pid, started, place] = shape.exec(name) ?? [];
  return pid === undefined || started === undefined || place === undefined
    ? undefined
    : { pid: Number(pid), started, place };
}

export function markOfThisProcess(): ProcessMark {
  return { pid: process.pid, started: startOf(process.pid)?.started ?? '0', place: here() };
}

/** `unknown`: it runs elsewhere, or nothing tells it from one that has its number now. */
export function fateOf(mark: ProcessMark, self: ProcessMark): 'alive' | 'dead' | 'unknown' {
  if (mark.place !== self.place) return 'unknown';
  try {
    process.kill(mark.pid, 0);
  } catch (error) {
    // Anything else means that it is there, and somebody else's.
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return 'dead';
  }
  const now = startOf(mark.pid);
  if (now === undefined || mark.started === '0') return 'unknown';
  return now.started === mark.started && !now.over ? 'alive' : 'dead';
}

/** Linux alone tells. A process that has ended may wait there for its parent to look at it. */
function startOf(pid: number): { readonly started: string; readonly over: boolean } | undefined {
  const text = readOr('', () => readFileSync(`/proc/${pid}/stat`, 'latin1'));
  // The second field is the program's name in brackets, and may hold anything.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [state, started] = [fields[0], fields[19]];
  return state === undefined || started === undefined || !/^\d+$/.test(started)
    ? undefined
    : { started, over: state === 'Z' || state === 'X' };
}

function here(): string {
  const facts = [
    hostname(),
    readOr('', () => readFileSync('/proc/sys/kernel/random/boot_id', 'latin1')),
    // Two containers on one machine may share a folder, and count their processes apart.
    readOr('', () => readlinkSync('/proc/self/ns/pid')),
  ];
  return createHash('sha256').update(facts.join('\n')).digest('hex').slice(0, 8);
}

function readOr(otherwise: string, read: () => string): string {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
