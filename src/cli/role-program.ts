import { AppError } from '../core/errors.ts';
import type { UsageFault } from '../core/usage-fault.ts';
import { endLike, runChild } from './child-process.ts';
import { childStart, whyNotStarted } from './child-start.ts';
import { say } from './output.ts';
import { loadTexts } from './texts.ts';

/** A command line that runs a program: Tobira's own words, and behind `--` the program with its words. */
export interface ProgramLine {
  readonly own: readonly string[];
  readonly program: string;
  readonly rest: readonly string[];
}

/** @param missing what is said where there is no `--`  @throws AppError `usage` */
export function splitAtProgram(words: readonly string[], missing: UsageFault): ProgramLine {
  const line = words.indexOf('--');
  // A mistake in the words before it would else be blamed on what is meant for the program.
  if (line === -1) throw new AppError('usage', missing);
  const [program, ...rest] = words.slice(line + 1);
  if (program === undefined || program === '') throw new AppError('usage', { fault: 'program-missing' });
  return { own: words.slice(0, line), program, rest };
}

/**
 * Runs a program in the place of this one.
 * @param beforeEnd is awaited before this process ends by the signal that ended the program
 * @returns the program's own exit code, and what shells return where it cannot be run
 */
export async function runProgram(
  { program, rest }: Pick<ProgramLine, 'program' | 'rest'>,
  env: Readonly<Record<string, string>>,
  beforeEnd: () => Promise<void> = () => Promise.resolve(),
): Promise<number> {
  const start = childStart(program, rest, env, process.platform);
  const end = start.kind === 'failed' ? start : await runChild(start);
  switch (end.kind) {
    case 'exited':
      return end.code;
    case 'killed':
      await beforeEnd();
      return endLike(end.signal);
    case 'failed': {
      const { code, message } = whyNotStarted(program, end.code, env, (await loadTexts()).exec);
      say(`tobira: ${message}`);
      return code;
    }
  }
}
