import { AppError } from '../core/errors.ts';
import { explain } from './output.ts';
import { ownWords, readerOf } from './reader.ts';

type Verb = (words: readonly string[]) => Promise<number> | Promise<void>;

const verbs: Readonly<Record<string, () => Promise<Verb>>> = {
  console: async () => (await import('./ci-console.ts')).ciConsole,
  credentials: async () => (await import('./ci-credentials.ts')).ciCredentials,
  exec: async () => (await import('./ci-exec.ts')).ciExec,
};

/** `tobira ci console|credentials|exec`: in a CI job, on plain Node, with nothing but the job's ID token. */
export async function ci(words: readonly string[]): Promise<number> {
  const [verb = '', ...rest] = words;
  const load = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
  if (load === undefined) {
    throw new AppError('usage', {
      fault: 'command-choice',
      commands: Object.keys(verbs).map((name) => `ci ${name}`),
    });
  }
  try {
    const run = await load();
    const code = await run(rest);
    return typeof code === 'number' ? code : 0;
  } catch (error) {
    const { JobRefused, sayWhatToTrust } = await import('./ci-refusal.ts');
    if (!(error instanceof JobRefused)) throw error;
    if (readerOf(ownWords(words)) !== 'person') throw error.failure;
    const code = await explain(error.failure, 'person');
    await sayWhatToTrust(error);
    return code;
  }
}
