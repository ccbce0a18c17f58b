import { AppError, hasCode, type Shown } from '../core/errors.ts';
import { explain, say } from './output.ts';
import { ownWords, readerOf } from './reader.ts';
import { loadTexts } from './texts.ts';

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
    if (!hasCode(error, 'role_refused') || readerOf(ownWords(words)) !== 'person') throw error;
    const code = await explain(error, 'person');
    await sayWhatToTrust(error.details);
    return code;
  }
}

/** AWS never says what a trust policy lacks: the whole of it is what whoever manages the role can use. */
async function sayWhatToTrust(shown: Shown): Promise<void> {
  const [{ trustForRefused }, { ci: texts }] = await Promise.all([
    import('../core/ci-trust.ts'),
    loadTexts(),
  ]);
  const policy = trustForRefused(shown);
  if (policy !== undefined) say(`\n${texts.trustThis}\n\n${policy}`);
}
