import { spawn, type SpawnOptions } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { AppError } from '../../core/errors.ts';
import type { CredentialSink } from '../../core/delivery-ports.ts';
import type { Clock } from '../../core/ports.ts';
import { chosenTerminal, knownTerminals, type TerminalStart } from './terminal-programs.ts';

type Environment = Readonly<Record<string, string | undefined>>;

interface Options {
  readonly platform: NodeJS.Platform;
  readonly env: Environment;
  /** Where the terminal opens. */
  readonly home: string;
  /** The words by which other programs can run `tobira`. */
  readonly command: () => readonly string[];
  readonly clock: Clock;
}

/** A terminal that has not failed by then is taken to be open: some stay as long as their window does. Milliseconds. */
const settleTime = 2_000;

/**
 * Opens the user's terminal with the role's environment: `tobira exec ROLE -- SHELL` runs in it. So no secret is in the
 * terminal's words or environment, nor with a server that it may be a window of. Fails with `terminal_failed`.
 */
export function createTerminalSink({ platform, env, home, command, clock }: Options): CredentialSink {
  async function open(role: string): Promise<void> {
    const words = (shell: readonly string[]) => [...command(), 'exec', role, '--announce', '--', ...shell];
    switch (platform) {
      case 'darwin':
        return openOnMac(words([shellOf(env, '/bin/zsh'), '-l']));
      case 'win32':
        return first(windowsStarts(words([env['ComSpec'] ?? env['COMSPEC'] ?? 'cmd.exe'])));
      default:
        return openChosen((env['TERMINAL'] ?? '').trim(), words([shellOf(env, '/bin/sh')]));
    }
  }

  /** Whoever has chosen one wants no other: that it does not work is to be said. */
  async function openChosen(terminal: string, words: readonly string[]): Promise<void> {
    if (terminal === '') return first(knownTerminals(words), { terminal });
    const failure = await begin(chosenTerminal(terminal, words));
    if (failure !== undefined) throw new AppError('terminal_failed', { reason: failure, terminal });
  }

  /** Tries one after the other. */
  async function first(
    starts: readonly WindowsStart[],
    setting: { readonly terminal?: string } = {},
  ): Promise<void> {
    let reason = 'no terminal program was found';
    for (const start of starts) {
      const failure = await begin(start);
      if (failure === undefined) return;
      if (failure !== 'ENOENT') reason = `${basename(start.program)}: ${failure}`;
    }
    throw new AppError('terminal_failed', { reason, ...setting });
  }

  /** The terminal reads the file when it is there: the file removes itself. */
  async function openOnMac(words: readonly string[]): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'tobira-terminal-'));
    const script = join(folder, 'tobira.command');
    const line = words.map(quoteForShell).join(' ');
    await writeFile(script, `#!/bin/sh\nrm -rf -- ${quoteForShell(folder)}\ncd\nexec ${line}\n`, {
      mode: 0o700,
    });
    try {
      await first([{ program: 'open', arguments: ['-a', 'Terminal', script] }]);
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** @returns why it failed, undefined where it has not */
  function begin({ program, arguments: args, ...how }: WindowsStart): Promise<string | undefined> {
    return new Promise((resolve) => {
      const child = spawn(program, args, { stdio: 'ignore', detached: true, cwd: home, env, ...how });
      child.unref();
      const callOff = clock.after(settleTime, () => resolve(undefined));
      const settle = (failure: string | undefined) => {
        callOff();
        resolve(failure);
      };
      child.once('error', (error: NodeJS.ErrnoException) => settle(error.code ?? error.message));
      child.once('exit', (code, signal) =>
        settle(code === 0 ? undefined : (signal ?? `exit code ${code ?? 0}`)),
      );
    });
  }

  return {
    id: 'terminal',
    async deliver(delivery) {
      // A login that is needed, or a refusal, shows in the app: the terminal would take the words with it.
      await delivery.credentials();
      await open(delivery.role.id);
      return { kind: 'kept' };
    },
  };
}

type WindowsStart = TerminalStart & Pick<SpawnOptions, 'windowsVerbatimArguments'>;

/** Windows Terminal; else the command prompt in a console window of its own, which a detached program gets. */
function windowsStarts(words: readonly string[]): readonly WindowsStart[] {
  // A semicolon would begin another tab.
  const tab = words.map((word) => word.replaceAll(';', '\\;'));
  const line = words.map((word) => `"${word}"`).join(' ');
  return [
    { program: 'wt.exe', arguments: ['new-tab', ...tab] },
    { program: 'cmd.exe', arguments: [`/d /s /c "${line}"`], windowsVerbatimArguments: true },
  ];
}

function shellOf(env: Environment, fallback: string): string {
  const shell = env['SHELL'];
  return shell === undefined || shell === '' ? fallback : shell;
}

function quoteForShell(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
