import { spawn } from 'node:child_process';
import { AppError } from '../../core/errors.ts';
import type { Browser, Clock } from '../../core/ports.ts';
import type { Command } from './browser-command.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** A launcher that has not failed by then is taken to have worked: some stay as long as the browser does. */
const settleTime = 2_000;

/** Opens pages with `$BROWSER` where it is set, else with the platform's own way. Fails with `browser_failed`. */
export function createBrowserLauncher(environment: Environment, clock: Clock): Browser {
  return {
    async open(url) {
      const commands = [...fromVariable(environment['BROWSER'], url), platformCommand(url)];
      for (const command of commands) {
        if (await startsWell(command, clock)) return;
      }
      throw new AppError('browser_failed', { command: commands[0]?.program ?? '' });
    },
  };
}

/** True where the user has named a browser by the conventional variable. */
export function hasBrowserVariable(environment: Environment): boolean {
  return (environment['BROWSER'] ?? '').trim() !== '';
}

/** A list of commands, with `%s` where the address goes or the address added at the end. */
function fromVariable(variable: string | undefined, url: string): readonly Command[] {
  const separator = process.platform === 'win32' ? ';' : ':';
  return (variable ?? '')
    .split(separator)
    .map((command) => command.trim().split(/\s+/))
    .flatMap(([program, ...words]): Command[] => {
      if (program === undefined || program === '') return [];
      const placed = words.some((word) => word.includes('%s'));
      return [
        {
          program,
          arguments: placed ? words.map((word) => word.replaceAll('%s', () => url)) : [...words, url],
        },
      ];
    });
}

function platformCommand(url: string): Command {
  switch (process.platform) {
    case 'darwin':
      return { program: 'open', arguments: [url] };
    case 'win32':
      return { program: 'rundll32', arguments: ['url.dll,FileProtocolHandler', url] };
    default:
      return { program: 'xdg-open', arguments: [url] };
  }
}

/** Starts a program that is to open a page, and lets go of it. @returns false where it cannot be run, or fails at once */
export function startsWell(command: Command, clock: Clock): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command.program, command.arguments, {
      stdio: 'ignore',
      detached: true,
      shell: false,
    });
    child.unref();
    const callOff = clock.after(settleTime, () => resolve(true));
    const settle = (outcome: boolean) => {
      callOff();
      resolve(outcome);
    };
    child.once('error', () => settle(false));
    child.once('exit', (code) => settle(code === 0));
  });
}
