import { spawn, spawnSync, type ChildProcess, type StdioOptions } from 'node:child_process';
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';

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
  /** Ends one process: SIGTERM, then SIGKILL after 3 s. Returns when it is gone. */
  stop(child: ChildProcess): Promise<void>;
  /** Ids of the living processes that carry the mark. */
  members(): readonly number[];
  /** Ends all processes, youngest first, and removes the home. May be called more than once. */
  close(): Promise<void>;
}

export interface HouseholdStart {
  readonly env: Readonly<Record<string, string>>;
  readonly stdio: StdioOptions;
}

/** Makes an empty temporary home. */
export async function openHousehold(): Promise<Household> {
  // Sockets live below it, and a socket's path may have no more than 107 bytes.
  const home = await mkdtemp(join(tmpdir(), 'tobira-'));
  const id = randomUUID();
  const children: ChildProcess[] = [];
  const members = (): readonly number[] => markedProcesses(id);

  const finishNow = (): void => {
    sweep(members);
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  };
  const withdraw = onDeparture(finishNow);

  let closed = false;
  const close = async (): Promise<void> => {
    closed = true;
    for (const child of children.splice(0).reverse()) await stop(child);
    finishNow();
    withdraw();
  };

  return {
    home,
    mark: { [MARK]: id },
    start: (command, args, { env, stdio }) => {
      if (closed) throw new Error(`Too late for ${command}: its household is closed`);
      // Where setpriv exists (util-linux), the kernel ends the child with us, even after a SIGKILL.
      const [program = command, ...rest] = withDeathSignal([command, ...args]);
      const child = spawn(program, rest, { env: { ...env, [MARK]: id }, stdio, cwd: home });
      children.push(child);
      // A program that is missing shows as one that ended: whoever waits for its sign of life reports it.
      child.on('error', () => undefined);
      return child;
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
function withDeathSignal(command: readonly string[]): readonly string[] {
  setpriv ??= spawnSync('setpriv', ['--pdeathsig', 'SIGKILL', 'true']).status === 0;
  return setpriv ? ['setpriv', '--pdeathsig', 'SIGKILL', ...command] : command;
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
