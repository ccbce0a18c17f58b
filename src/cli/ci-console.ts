import { writeFile } from 'node:fs/promises';
import { logReaders } from '../core/ci-readers.ts';
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
  const { values } = readArguments(words, own, 0);
  if ((values.print ?? false) === (values.out !== undefined)) {
    throw new AppError('usage', { fault: 'address-without-place' });
  }
  checkDestination(values.destination);
  const wishes = readJobWords(values, process.env);
  const { job, token } = await openJob(wishes, process.env);
  const { durationSeconds: sessionSeconds } = wishes;
  const url = await job.consoleUrl({
    ...(values.destination !== undefined && { destination: values.destination }),
    ...(sessionSeconds !== undefined && { sessionSeconds }),
  });
  const { ci: texts } = await loadTexts();
  if (values.out !== undefined) {
    await writeSecret(values.out, `${url}\n`);
    say(texts.wrote(values.out));
    return;
  }
  say(texts.printed[logReaders(token, process.env)]);
  if (values.json) printJson({ url });
  else print(`${url}\n`);
}

/** Never over a file that is there: it may be someone's, or watched by someone. */
async function writeSecret(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { mode: 0o600, flag: 'wx' });
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'it cannot be written';
    const reason = code === 'EEXIST' ? 'there is a file already; remove it or choose another name' : code;
    throw new AppError('file_failed', { path, reason }, { cause });
  }
}
