import { spawn, spawnSync, type ChildProcess, type StdioOptions } from 'node:child_process';
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningProcess } from './process.ts';

/** The variable that marks every process of a household, and all that those start in turn. */
const MARK = 'TOBIRA_TEST_HOUSEHOLD';
const PATIENCE = 3000;

/**
 * A temporary home and the processes that live in it. They end together: by `close`, when this process exits, when it gets
 * SIGINT, SIGTERM or SIGHUP, and (all that it started directly) by the kernel when it is killed.
 */
export interface Household {
  readonly home: string;
  /** Goes into the environment of everything that belongs here. */
  readonly mark: Readonly<Record<string, string>>;
  start(command: string, args: readonly string[], options: HouseholdStart): ChildProcess;
  /** The words that run a command as the one who lives here. The kernel ends it with the process that starts it. */
  command(words: readonly string[]): readonly string[];
  /** Makes all that the test has put into the home its user's own; `start` does so too. */
  handOver(): void;
  /** Ends one process: SIGTERM, then SIGKILL after 3 s. Returns when it is gone. */
  stop(child: ChildProcess): Promise<void>;
  /** Counts a process in that was started otherwise: an app may wipe its environment, and the mark with it. */
  adopt(running: RunningProcess): void;
  /** Ids of the living processes that carry the mark, and of the adopted ones. */
  members(): readonly number[];
  /** Ends all processes, youngest first, and removes the home. May be called more than once. */
  close(): Promise<void>;
}

export interface HouseholdStart {
  readonly env: Readonly<Record<string, string>>;
  readonly stdio: StdioOptions;
}

/** Another user of this machine. */
export interface User {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Somebody without rights, for what must not run as root: undefined, which means oneself, where this process has none
 * either. It is `nobody`: D-Bus takes only users that the machine has a name for.
 */
export function unprivilegedUser(): User | undefined {
  return process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : undefined;
}

/** Makes an empty temporary home. Its processes run as its user; as oneself where there is none. */
export async function openHousehold(user?: User): Promise<Household> {
  // Sockets live below it, and a socket's path may have no more than 107 bytes.
  const home = await mkdtemp(join(tmpdir(), 'tobira-'));
  const id = randomUUID();
  const children: ChildProcess[] = [];
  const adopted = new Map<number, RunningProcess>();
  const members = (): readonly number[] => [...new Set([...markedProcesses(id), ...adopted.keys()])];

  const finishNow = (): void => {
    sweep(members);
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  };
  const withdraw = onDeparture(finishNow);
  const handOver = (): void => {
    // Files come and go meanwhile: what is missing needs no owner.
    if (user !== undefined) spawnSync('chown', ['-Rh', `${user.uid}:${user.gid}`, home]);
  };

  let closed = false;
  const close = async (): Promise<void> => {
    closed = true;
    for (const running of [...adopted.values()].reverse()) {
      running.kill('SIGKILL');
      await running.result.catch(() => undefined);
    }
    for (const child of children.splice(0).reverse()) await stop(child);
    finishNow();
    withdraw();
  };

  return {
    home,
    mark: { [MARK]: id },
    start: (command, args, { env, stdio }) => {
      if (closed) throw new Error(`Too late for ${command}: its household is closed`);
      handOver();
      const [program = command, ...rest] = residentCommand(user, [command, ...args]);
      const child = spawn(program, rest, { env: { ...env, [MARK]: id }, stdio, cwd: home });
      children.push(child);
      // A program that is missing shows as one that ended: whoever waits for its sign of life reports it.
      child.on('error', () => undefined);
      return child;
    },
    command: (words) => residentCommand(user, words),
    handOver,
    adopt: (running) => {
      adopted.set(running.pid, running);
      const forget = (): void => void adopted.delete(running.pid);
      running.result.then(forget, forget);
    },
    stop,
    members,
    close,
  };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
  child.kill('SIGTERM');
  await gone;
  clearTimeout(timer);
}

let setpriv: boolean | undefined;
function residentCommand(user: User | undefined, command: readonly string[]): readonly string[] {
  // Where setpriv exists (util-linux), the kernel ends the child with us, even after a SIGKILL.
  setpriv ??= spawnSync('setpriv', ['--pdeathsig', 'SIGKILL', 'true']).status === 0;
  const mortal = setpriv ? ['setpriv', '--pdeathsig', 'SIGKILL', ...command] : command;
  if (user === undefined) return mortal;
  // Outermost: the kernel forgets the death signal of a process that changes its user.
  return ['setpriv', `--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups', ...mortal];
}

/** Kills until nobody is left: what one of them starts meanwhile carries the mark too. */
function sweep(members: () => readonly number[]): void {
  for (let round = 0; round < 20; round++) {
    const left = members();
    if (left.length === 0) return;
    for (const pid of left) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It went by itself in the meantime.
      }
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 25);
  }
}

function markedProcesses(id: string): readonly number[] {
  const mark = `${MARK}=${id}`;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => carries(pid, mark))
    .map(Number);
}

function carries(pid: string, mark: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(mark);
  } catch {
    return false; // Gone, or somebody else's.
  }
}

function onDeparture(finish: () => void): () => void {
  const signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const onSignal = (signal: NodeJS.Signals): void => {
    finish();
    withdraw();
    // With our listener gone the signal does what it would have done without us. Where others listen they get half a
    // second to finish; Playwright, for one, takes a SIGTERM and stays.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
    else setTimeout(() => process.exit(128 + constants.signals[signal]), 500).unref();
  };
  const withdraw = (): void => {
    process.off('exit', finish);
    for (const signal of signals) process.off(signal, onSignal);
  };
  process.on('exit', finish);
  for (const signal of signals) process.on(signal, onSignal);
  return withdraw;
}
