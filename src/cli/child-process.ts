import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { isatty } from 'node:tty';

/** How a child ended: what it returned, or what killed it. */
export type ChildEnd =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'killed'; readonly signal: NodeJS.Signals }
  /** It never ran; `code` is the system's, such as ENOENT. */
  | { readonly kind: 'failed'; readonly code: string };

export interface ChildStart {
  readonly kind: 'start';
  readonly program: string;
  readonly arguments: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Windows: the arguments are one line that is quoted already. */
  readonly verbatim?: true;
}

/** What a terminal sends to all processes in its foreground, this one and the child alike. */
const fromTerminal: readonly NodeJS.Signals[] = ['SIGINT', 'SIGQUIT'];
/** What is meant for the child, whoever it was sent to. Twice the same does no harm. */
const passedOn: readonly NodeJS.Signals[] = [
  'SIGTERM',
  'SIGHUP',
  'SIGUSR1',
  'SIGUSR2',
  'SIGWINCH',
  'SIGCONT',
];

/** Windows knows no others; the console sends them to all of its processes. */
const onWindows: readonly NodeJS.Signals[] = ['SIGINT', 'SIGBREAK', 'SIGHUP'];

/**
 * Runs a program in the place of this one: it has this process's input and output, and gets its signals. Resolves when
 * it has ended; until then no signal that can be caught ends this process. Never rejects.
 */
export async function runChild(start: ChildStart): Promise<ChildEnd> {
  // Listening comes first: a signal that comes while the child starts must not leave it alone.
  const handlers = new Map<NodeJS.Signals, () => void>();
  let child: ChildProcess | undefined;
  const pass = (signal: NodeJS.Signals) => child?.kill(signal);
  if (process.platform === 'win32') {
    for (const signal of onWindows) handlers.set(signal, () => undefined);
  } else {
    for (const signal of fromTerminal) {
      handlers.set(signal, () => {
        if (!isInForeground()) pass(signal);
      });
    }
    for (const signal of passedOn) handlers.set(signal, () => pass(signal));
    handlers.set('SIGTSTP', () => {
      if (!isInForeground()) pass('SIGTSTP');
      // As the signal would have done: the shell gets its terminal back, and continues both with SIGCONT.
      process.kill(process.pid, 'SIGSTOP');
    });
  }
  for (const [signal, handler] of handlers) process.on(signal, handler);
  try {
    return await new Promise((resolve) => {
      try {
        child = spawn(start.program, start.arguments, {
          stdio: 'inherit',
          env: start.env,
          shell: false,
          windowsVerbatimArguments: start.verbatim ?? false,
        });
      } catch (error) {
        // Node tells of some of the system's refusals by an event, and throws the others.
        if (!isOfSystem(error)) throw error;
        resolve({ kind: 'failed', code: error.code });
        return;
      }
      child.once('error', (error: NodeJS.ErrnoException) => {
        // Later ones tell of signals that found nobody.
        if (child?.pid === undefined) resolve({ kind: 'failed', code: error.code ?? error.message });
      });
      child.once('exit', (code, signal) =>
        resolve(signal === null ? { kind: 'exited', code: code ?? 0 } : { kind: 'killed', signal }),
      );
    });
  } finally {
    for (const [signal, handler] of handlers) process.off(signal, handler);
  }
}

function isOfSystem(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string';
}

/** Signals that leave a core file: there are credentials in this process's memory. */
const dumping: ReadonlySet<NodeJS.Signals> = new Set<NodeJS.Signals>([
  'SIGQUIT',
  'SIGILL',
  'SIGTRAP',
  'SIGABRT',
  'SIGBUS',
  'SIGFPE',
  'SIGSEGV',
  'SIGXCPU',
  'SIGXFSZ',
  'SIGSYS',
]);

/**
 * Ends this process by the signal that ended the child: a shell that runs a script ends the script then, as after
 * Ctrl+C. @returns the code that shells have for it, where the signal does not end this process
 */
export function endLike(signal: NodeJS.Signals): number {
  if (process.platform !== 'win32' && !dumping.has(signal)) process.kill(process.pid, signal);
  return 128 + constants.signals[signal];
}

/**
 * Whether a terminal's signals come to this process's group, and so to the child, too. Source: proc(5),
 * /proc/pid/stat: id, name in parentheses, state, parent, process group, session, terminal, the terminal's group.
 */
function isInForeground(): boolean {
  // Asked by their numbers: a stream of our own would take input from the child.
  if (process.platform !== 'linux') return isatty(0) || isatty(1) || isatty(2);
  try {
    const stat = readFileSync('/proc/self/stat', 'utf8');
    const [, , group, , , foreground] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return group === foreground;
  } catch {
    return false;
  }
}
