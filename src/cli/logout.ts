import type { LockOutcome } from '../adapters/owner/protocol.ts';
import { AppError } from '../core/errors.ts';
import type { Place } from '../core/model.ts';
import { readArguments } from './arguments.ts';
import { printJson, say } from './output.ts';
import { ask } from './owner.ts';
import { languageOf } from './language.ts';
import { quotedIn } from './quoted.ts';
import { loadTexts, type Texts } from './texts.ts';
import { wordsFor } from './words.ts';

/** `tobira logout [IDENTITY] [--all]` */
export async function logout(words: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(words, { all: { type: 'boolean' } }, 1);
  const [identity] = positionals;
  const json = values.json ?? false;
  if (values.all !== true) return logoutOne(values.config, identity, json);
  if (identity !== undefined) {
    throw new AppError('usage', { fault: 'identity-and-all' });
  }
  return lockEverything(values.config, json);
}

async function logoutOne(
  config: string | undefined,
  identity: string | undefined,
  json: boolean,
): Promise<number> {
  const told = await ask(config, 'logout', identity === undefined ? {} : { identity });
  if (json) {
    printJson(told);
  } else {
    const report = quotedIn(told);
    const { common, logout: texts } = await loadTexts();
    say(common.join([texts.signedOut(report.identity), texts.handedOut]));
    if (!report.providerTold) say(texts.whereToRevoke);
    sayLeftBehind(report, texts);
  }
  return exitCodeFor(told.notWithdrawn);
}

/** Fails with the first thing that kept a session, once all is said: the exit code must not claim success. */
async function lockEverything(config: string | undefined, json: boolean): Promise<number> {
  const outcome = await ask(config, 'lock', {});
  if (json) printJson(outcome);
  else sayOutcome(quotedIn(outcome), await loadTexts());
  for (const one of outcome.identities) {
    if (!one.signedOut) throw new AppError(one.problem.code, one.problem.details);
  }
  if (outcome.unlooked !== undefined) throw new AppError(outcome.unlooked.code, outcome.unlooked.details);
  return exitCodeFor(outcome.notWithdrawn);
}

/** The sessions have ended, but a script must not take it for done where keys may still lie about. */
function exitCodeFor(notWithdrawn: readonly Place[]): number {
  return notWithdrawn.length === 0 ? 0 : 8;
}

function sayOutcome(outcome: LockOutcome, { common, logout: texts }: Texts): void {
  for (const one of outcome.identities) {
    if (!one.signedOut) {
      const failure = new AppError(one.problem.code, one.problem.details);
      const { title } = wordsFor(failure, languageOf(process.env));
      const next = one.providerTold ? texts.worthless : texts.tryAgain;
      say(common.join([texts.notSignedOut(one.identity), title, next]));
    } else if (one.providerTold) {
      say(texts.signedOut(one.identity));
    } else {
      say(common.join([texts.signedOutHere(one.identity), texts.whereToRevoke]));
    }
  }
  if (outcome.unlooked !== undefined) say(texts.unlooked);
  sayLeftBehind(outcome, texts);
  say(common.join([texts.forgotten, texts.handedOut]));
  say(texts.endSooner);
}

/** Where to look, and why: an error names its file, and the line where there is one to mend. */
function sayLeftBehind(
  { notWithdrawn, problems = [] }: Pick<LockOutcome, 'notWithdrawn' | 'problems'>,
  texts: Texts['logout'],
): void {
  for (const place of notWithdrawn) say(texts.leftBehind[place]);
  for (const { code, details } of problems) {
    // The others say no more than the place does.
    if ('path' in details) say(wordsFor(new AppError(code, details), languageOf(process.env)).sentence);
  }
}
