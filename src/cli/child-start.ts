import { statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { ChildEnd, ChildStart } from './child-process.ts';
import { windowsStart } from './windows-program.ts';

type Environment = Readonly<Record<string, string>>;
type NotStarted = Extract<ChildEnd, { kind: 'failed' }>;

/** What shells return for a program that is not there, and for one that cannot be run. */
const notFound = 127;
const notRunnable = 126;

/** How a program is started here, with the words that it is given. */
export function childStart(
  program: string,
  words: readonly string[],
  env: Environment,
  platform: NodeJS.Platform,
): ChildStart | NotStarted {
  if (platform !== 'win32') return { kind: 'start', program, arguments: words, env };
  const start = windowsStart(program, words, env, isFile);
  if (start === undefined) return { kind: 'failed', code: 'ENOENT' };
  if (start === 'unsafe') return { kind: 'failed', code: 'unsafe' };
  return { kind: 'start', ...start, env };
}

/** The exit code of shells, and one line on what to do. @param code the system's, such as ENOENT */
export function whyNotStarted(
  program: string,
  code: string,
  env: Environment,
): { readonly code: number; readonly message: string } {
  const name = JSON.stringify(program);
  switch (code) {
    case 'ENOENT':
      if (candidates(program, env).some(isFile)) {
        const message = `${name} needs a program that is not there: see its first line, after "#!".`;
        return { code: notRunnable, message };
      }
      return {
        code: notFound,
        message: /\s/.test(program)
          ? `there is no program ${name}. Write each word by itself, or name a shell: -- sh -c '...'`
          : `there is no program ${name}. Check its spelling, and PATH.`,
      };
    case 'EACCES':
      return {
        code: notRunnable,
        message: isFolder(program)
          ? `${name} is a folder. Name a program in it.`
          : `${name} may not be run. Allow it: chmod +x FILE.`,
      };
    case 'E2BIG':
      return { code: notRunnable, message: `${name} was given more words than the system allows.` };
    case 'unsafe':
      return {
        code: notRunnable,
        message: `${name} is a batch file, and a line end in a word would be a command to it. Leave it out.`,
      };
    default:
      return { code: notRunnable, message: `${name} cannot be run (${code}).` };
  }
}

function candidates(program: string, env: Environment): readonly string[] {
  if (program.includes('/')) return [program];
  return (env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, program));
}

function isFile(path: string): boolean {
  return statOf(path)?.isFile() ?? false;
}

function isFolder(path: string): boolean {
  return statOf(path)?.isDirectory() ?? false;
}

function statOf(path: string) {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
