import { access, constants, lstat, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { logReaders } from '../core/ci-readers.ts';
import { durationText } from '../core/duration.ts';
import { AppError } from '../core/errors.ts';
import { checkDestination, readArguments } from './arguments.ts';
import { openJob } from './ci-job.ts';
import { jobOptions, readJobWords } from './ci-words.ts';
import { print, printJson, say } from './output.ts';
import { loadTexts } from './texts.ts';

const own = {
  ...jobOptions,
  print: { type: 'boolean' },
  out: { type: 'string' },
  destination: { type: 'string' },
} as const;

/** `tobira ci console`: the job's ID token into a console address, which goes where the user says and nowhere else. */
export async function ciConsole(words: readonly string[]): Promise<void> {
  const read = readArguments(words, own, 0);
  const { values } = read;
  checkPlace(values.print ?? false, values.out);
  checkDestination(values.destination);
  const wishes = readJobWords(read, process.env);
  if (values.out !== undefined) await checkFree(values.out);
  const { job, token } = await openJob(wishes, process.env);
  const { durationSeconds: sessionSeconds } = wishes;
  let refused: number | undefined;
  const url = await job.consoleUrl(
    {
      ...(values.destination !== undefined && { destination: values.destination }),
      ...(sessionSeconds !== undefined && { sessionSeconds }),
    },
    (seconds) => (refused = seconds),
  );
  const { ci: texts } = await loadTexts();
  if (refused !== undefined) say(texts.consoleShortened(durationText(refused)));
  if (values.out !== undefined) {
    await writeSecret(values.out, `${url}\n`);
    say(texts.wrote(values.out));
    return;
  }
  say(texts.printed[logReaders(token, process.env)]);
  if (values.json) printJson({ url });
  else print(`${url}\n`);
}

function checkPlace(print: boolean, out: string | undefined): void {
  if (print && out !== undefined) throw new AppError('usage', { fault: 'address-in-two-places' });
  if (out === '') throw new AppError('usage', { fault: 'option-without-value', option: '--out' });
  if (!print && out === undefined) throw new AppError('usage', { fault: 'address-without-place' });
}

/** What can be known of a place before AWS is asked for what goes there. Nothing is made yet: the job may fail. */
async function checkFree(path: string): Promise<void> {
  const [file, folder] = await Promise.allSettled([lstat(path), stat(dirname(path))]);
  if (file.status === 'fulfilled') {
    throw fileFailed(path, file.value.isDirectory() ? 'EISDIR' : 'EEXIST');
  }
  if (folder.status === 'rejected') throw fileFailed(dirname(path), codeOf(folder.reason));
  if (!folder.value.isDirectory()) throw fileFailed(dirname(path), 'ENOTDIR');
  await access(dirname(path), constants.W_OK).catch((cause: unknown) => {
    throw fileFailed(path, codeOf(cause));
  });
}

/** Never over a file that is there: it may be someone's, or watched by someone. */
async function writeSecret(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { mode: 0o600, flag: 'wx' });
  } catch (cause) {
    throw fileFailed(path, codeOf(cause), cause);
  }
}

function fileFailed(path: string, code: string, cause?: unknown): AppError {
  const reason = code === 'EEXIST' ? 'there is a file already; remove it or choose another name' : code;
  return new AppError('file_failed', { path, reason }, { cause });
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'it cannot be written';
}
