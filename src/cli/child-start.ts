import { statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { ChildEnd, ChildStart } from './child-process.ts';
import type { Texts } from './texts.ts';
import { windowsStart } from './windows-program.ts';

type Environment = Readonly<Record<string, string>>;
type NotStarted = Extract<ChildEnd, { kind: 'failed' }>;

/** What shells return for a program that is not there, and for one that cannot be run. */
const notFound = 127;
const notRunnable = 126;
/** Characters of a program's name that are repeated. */
const longestName = 200;

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
  texts: Texts['exec'],
): { readonly code: number; readonly message: string } {
  // A whole script may have been given for a program.
  const name = JSON.stringify(program.length > longestName ? `${program.slice(0, longestName)}…` : program);
  switch (code) {
    case 'ENOENT':
      if (candidates(program, env).some(isFile)) {
        return { code: notRunnable, message: texts.missingInterpreter(name) };
      }
      return {
        code: notFound,
        message: /\s/.test(program) ? texts.notFoundWords(name) : texts.notFound(name),
      };
    case 'ENAMETOOLONG':
      return { code: notFound, message: texts.notFoundWords(name) };
    case 'EACCES':
      return {
        code: notRunnable,
        message: isFolder(program) ? texts.folder(name) : texts.notAllowed(name),
      };
    case 'E2BIG':
      return { code: notRunnable, message: texts.tooManyWords(name) };
    case 'unsafe':
      return { code: notRunnable, message: texts.batchFile(name) };
    default:
      return { code: notRunnable, message: texts.notRunnable(name, code) };
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
