import type { IdentityReport, ProblemReport, StatusReport } from '../adapters/owner/protocol.ts';
import { complaintWords } from '../core/complaint-guide.ts';
import { AppError } from '../core/errors.ts';
import type { Language } from '../core/model.ts';
import { version } from '../core/version.ts';
import { readArguments } from './arguments.ts';
import { catalogueNotes } from './catalogue-notes.ts';
import { placeIn } from './config-place.ts';
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
    printJson(forPrograms(told));
    return;
  }
  const report = quotedIn(told);
  const texts = await loadTexts();
  for (const identity of report.identities) show(`${identity.id}: ${describe(identity, texts)}\n`);
  if (report.identities.length === 0) say(texts.status.noIdentities(report.config.path));
  for (const note of catalogueNotes(report, texts)) say(note);
  const language = languageOf(process.env);
  for (const problem of report.config.problems) {
    say(`${placeIn(report.config.path, problem)}: ${problemWords(problem, report.owner.version, language)}`);
  }
}

/** Words in English alone, as ever. */
function forPrograms(report: StatusReport): StatusReport {
  const problems = report.config.problems.map(({ line, column, message }) => ({
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
    message,
  }));
  return { ...report, config: { ...report.config, problems } };
}

/** An owner of another version may complain of what has no words here. */
function problemWords(
  { message, complaint }: ProblemReport,
  ownerVersion: string,
  language: Language,
): string {
  return complaint === undefined || ownerVersion !== version ? message : complaintWords(complaint, language);
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
