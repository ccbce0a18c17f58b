import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';

/** How a process is run; the environment is exactly `env` where given, else this process's own. */
export interface ProcessOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Text for stdin, which is closed after it. */
  readonly input?: string;
  /** Milliseconds until the process is killed and the run fails; 30 s where unset. */
  readonly deadline?: number;
}

/** What a process left behind. A process that a signal ended has `code: null`. */
export interface ProcessResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Milliseconds from spawn to the end of its output. */
  readonly ms: number;
}

/** A process under way: look at its output, write to it, stop it, wait for its end. */
export interface RunningProcess {
  readonly pid: number;
  stdout(): string;
  stderr(): string;
  write(text: string): void;
  kill(signal?: NodeJS.Signals): void;
  /** Resolves with the output so far once it satisfies the test; fails when the process ends first. */
  output(satisfies: (stdout: string, stderr: string) => boolean): Promise<string>;
  /** Resolves when the process has ended and its output is complete; rejects after the deadline. */
  readonly result: Promise<ProcessResult>;
}

/** Starts a process and gathers its output. It is killed at its deadline, so nothing hangs on it. */
export function startProcess(
  command: string,
  args: readonly string[] = [],
  options: ProcessOptions = {},
): RunningProcess {
  const started = performance.now();
  const name = [command, ...args].join(' ');
  const child = spawn(command, args, { cwd: options.cwd, env: options.env ?? process.env });
  const output = gather(child);
  const { deadline = 30_000 } = options;

  const finish = async (): Promise<ProcessResult> => {
    const deadlinePassed = new AbortController();
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      // A grandchild may hold the pipes open: its life is not our wait.
      deadlinePassed.abort();
    }, deadline);
    try {
      await once(child, 'close', { signal: deadlinePassed.signal });
    } catch (error) {
      if (!deadlinePassed.signal.aborted) throw error;
      throw new Error(`Not done after ${deadline} ms: ${name}\n${output.out}${output.err}`, { cause: error });
    } finally {
      clearTimeout(timer);
    }
    return {
      code: child.exitCode,
      signal: child.signalCode,
      stdout: output.out,
      stderr: output.err,
      ms: performance.now() - started,
    };
  };
  const result = finish();
  // A caller may never ask for the result of a process that it only watches.
  result.catch(() => undefined);

  child.stdin.on('error', () => undefined); // It ended without reading: its exit code says more than EPIPE.
  if (options.input !== undefined) child.stdin.end(options.input);

  return {
    pid: child.pid ?? 0,
    stdout: () => output.out,
    stderr: () => output.err,
    write: (text) => void child.stdin.write(text),
    kill: (signal = 'SIGTERM') => void child.kill(signal),
    output: (satisfies) => watch(child, result, output, satisfies),
    result,
  };
}

/**
 * Runs a process to its end, with stdin closed, and returns what it left.
 * A non-zero exit code is a result, not an error; a missing program or a missed deadline is an error.
 */
export function run(
  command: string,
  args: readonly string[] = [],
  options: ProcessOptions = {},
): Promise<ProcessResult> {
  return startProcess(command, args, { input: '', ...options }).result;
}

interface Output {
  out: string;
  err: string;
}

function gather(child: ChildProcessWithoutNullStreams): Output {
  const output: Output = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.err += text));
  return output;
}

async function watch(
  child: ChildProcessWithoutNullStreams,
  result: Promise<ProcessResult>,
  output: Output,
  satisfies: (stdout: string, stderr: string) => boolean,
): Promise<string> {
  const done = new AbortController();
  try {
    while (!satisfies(output.out, output.err)) {
      const ended = result.then(() => 'ended' as const);
      const more = Promise.race([
        once(child.stdout, 'data', { signal: done.signal }),
        once(child.stderr, 'data', { signal: done.signal }),
      ]).then(() => 'more' as const);
      more.catch(() => undefined);
      if ((await Promise.race([more, ended])) === 'ended' && !satisfies(output.out, output.err)) {
        throw new Error(
          `It ended (code ${String(child.exitCode)}) before the output came:\n${output.out}${output.err}`,
        );
      }
    }
    return output.out;
  } finally {
    done.abort();
  }
}
