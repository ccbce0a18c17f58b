import { AppError, asAppError } from '../core/errors.ts';
import type { ExitCode } from '../core/guide/guidance.ts';
import { displayWidth } from './display-width.ts';
import { languageOf } from './language.ts';
import { plain, plainJson, quoted } from './quoted.ts';

/** Data as it is, for programs. It goes to stdout, everything else to stderr: what is piped on stays clean. */
export function print(text: string): void {
  process.stdout.write(text);
}

export function printJson(value: unknown): void {
  print(`${plainJson(JSON.stringify(value, null, 2))}\n`);
}

/** Words for people on stdout: unlike data they may be changed, so that nothing in them commands the terminal. */
export function show(text: string): void {
  print(plain(text));
}

export function say(line: string): void {
  process.stderr.write(`${plain(line)}\n`);
}

/** What is answered in the same line. */
export function prompt(question: string): void {
  process.stderr.write(plain(question));
}

/** Who reads what went wrong: a person, a program, or a program that shows it to a person in words of its own. */
export type Reader = 'person' | 'program' | 'go-between';

/** Says what went wrong and what to do. @returns the exit code for it */
export async function explain(error: unknown, reader: Reader): Promise<ExitCode> {
  const failure = asAppError(error);
  const { wordsFor } = await import('./words.ts');
  const { title, hint, sentence, exitCode } = wordsFor(
    failure,
    reader === 'program' ? 'en' : languageOf(process.env),
  );
  switch (reader) {
    case 'program':
      say(JSON.stringify({ error: { code: failure.code, title, hint, exitCode } }));
      break;
    case 'go-between':
      say(`tobira: ${sentence}`.replaceAll(/\s*\n\s*/g, ' '));
      break;
    case 'person':
      say(`tobira: ${title}\n  ${hint}`);
  }
  if (failure.code === 'internal') say(stackOf(failure));
  return exitCode;
}

/** Aligns columns by the widest entry of each, which are others' texts mostly. */
export function table(entries: readonly (readonly string[])[]): string {
  const rows = entries.map((row) => row.map((cell) => quoted(cell)));
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => displayWidth(row[column] ?? ''))),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - displayWidth(cell)))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

function stackOf(failure: AppError): string {
  return failure.cause instanceof Error ? (failure.cause.stack ?? '') : '';
}
