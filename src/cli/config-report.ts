import { effectOf } from '../core/complaint-effect.ts';
import { complaintWords } from '../core/complaint-guide.ts';
import { exitCodes } from '../core/guide/guidance.ts';
import type { ConfigReview } from './config-check.ts';
import { placeIn } from './config-place.ts';
import { languageOf } from './language.ts';
import { printJson, say, show } from './output.ts';
import { quoted, quotedIn } from './quoted.ts';
import { loadTexts } from './texts.ts';

/** Tells what a look at a file found, to people or to programs. @returns the exit code */
export async function report(review: ConfigReview, json: boolean): Promise<number> {
  if (json) printJson(forPrograms(review));
  else await tell(review);
  return review.ok ? exitCodes.done : exitCodes.configuration;
}

/** What is wrong goes to stdout, as from any program that checks files: editors and pipelines read it there. */
export async function tell(review: ConfigReview): Promise<void> {
  const texts = (await loadTexts()).config;
  const { path: file, identities, roles } = review;
  const language = languageOf(process.env);
  for (const problem of quotedIn(review.problems))
    show(`${placeIn(quoted(file), problem)}: ${complaintWords(problem.complaint, language)}\n`);
  if (review.ok) say(texts.fine(quoted(file), identities, roles));
  else say(review.usable ? texts.partly(countEffects(review)) : texts.broken);
}

function countEffects({ problems }: ConfigReview) {
  const changed = problems.filter(({ complaint }) => effectOf(complaint) === 'changed').length;
  return { leftOut: problems.length - changed, changed };
}

/** Words in English, without the values that they are made of. */
function forPrograms({ problems, ...review }: ConfigReview) {
  return {
    ...review,
    problems: problems.map(({ line, column, message, complaint }) => ({
      ...(line !== undefined && { line }),
      ...(column !== undefined && { column }),
      message,
      // Of a file that is not used at all, no part is.
      ...(review.usable && { effect: effectOf(complaint) }),
    })),
  };
}
