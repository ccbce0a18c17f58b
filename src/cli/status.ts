import { AppError } from '../core/errors.ts';
import type { IdentityReport } from '../adapters/owner/protocol.ts';
import { readArguments } from './arguments.ts';
import { printJson, say, show } from './output.ts';
import { languageOf } from './language.ts';
import { ask } from './owner.ts';
import { quotedIn } from './quoted.ts';
import { loadTexts, type Texts } from './texts.ts';
import { nameOf } from './user-name.ts';
import { wordsFor } from './words.ts';

/** `tobira status` */
export async function status(words: readonly string[]): Promise<void> {
  const { values } = readArguments(words, {}, 0);
  const told = await ask(values.config, 'status', {});
  if (values.json) {
    printJson(told);
    return;
  }
  const report = quotedIn(told);
  const texts = await loadTexts();
  for (const identity of report.identities) show(`${identity.id}: ${describe(identity, texts)}\n`);
  if (report.identities.length === 0) say(texts.status.noIdentities(report.config.path));
  for (const { line, message } of report.config.problems) {
    say(`${report.config.path}${line === undefined ? '' : `:${line}`}: ${message}`);
  }
}

function describe(
  { issuer, signedIn, user, storage, problem }: IdentityReport,
  { common, status: texts }: Texts,
): string {
  if (signedIn && user !== undefined) {
    const kept = storage === 'memory' ? texts.memoryOnly : '';
    return `${texts.signedIn(nameOf(user, common), user.subject, issuer)}${kept}`;
  }
  if (problem === undefined) return texts.notSignedIn(issuer);
  const failure = new AppError(problem.code, problem.details);
  return texts.because(issuer, wordsFor(failure, languageOf(process.env)).sentence);
}
