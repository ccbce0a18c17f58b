import { createNodeHttp } from '../adapters/system/node-http.ts';
import { systemClock } from '../adapters/system/system-clock.ts';
import { AppError } from '../core/errors.ts';
import { exitCodes } from '../core/guide/guidance.ts';
import type { SetupWords } from '../core/guide/setup-words.ts';
import { checkIssuer } from '../core/issuer-check.ts';
import type { Language } from '../core/model.ts';
import { addressFindings } from '../core/setup/issuer-address.ts';
import type { IssuerFinding } from '../core/setup/issuer-finding.ts';
import { planSetup, type SetupPlan } from '../core/setup/plan.ts';
import type { CiProvider } from '../core/setup/problem.ts';
import type { SetupAnswers } from '../core/setup/answers.ts';
import { issuerWords, noteWords, problemWords } from '../core/setup-guide.ts';
import { languageOf } from './language.ts';
import { print, printJson, say, show } from './output.ts';
import type { SetupView } from './setup-options.ts';
import { setupSummary } from './setup-summary.ts';
import { loadTexts } from './texts.ts';

type Planned = Extract<SetupPlan, { kind: 'planned' }>;

/**
 * Prints a plan in the form that was asked for; what is to be known about it goes to stderr. It is printed too where
 * the issuer does not answer as AWS needs it, as that can be mended later: the exit code tells.
 * @throws AppError `usage` with all that is wrong with the answers, and where one policy is asked for and several are needed
 */
export async function reportPlan(
  answers: SetupAnswers,
  view: SetupView,
  offline: boolean | undefined,
): Promise<number> {
  const language = languageFor(view);
  const planned = planSetup(answers);
  if (planned.kind === 'refused') {
    throw refusal(planned.problems.map((problem) => problemWords(problem, language)));
  }
  const count = planned.plan.roles.length;
  // What is saved as a policy is to be one.
  if (view === 'policy' && count > 1) {
    const { setup: texts } = await loadTexts(language);
    throw new AppError('usage', { message: texts.severalPolicies(count) });
  }
  const findings = offline === true ? [] : await liveFindings(planned.plan.issuer);
  if (view === 'json') {
    printJson(jsonOf(planned, findings));
    return exitCodeFor(findings);
  }
  for (const note of planned.notes) sayWords(noteWords(note, language));
  for (const finding of findings) sayWords(issuerWords(finding, language));
  const output = planned.outputs.find(({ format }) => format === view);
  if (output === undefined) show(await setupSummary(planned));
  else print(output.text);
  return exitCodeFor(findings);
}

/**
 * Answers that would be left out without a word.
 * @param given by the names of the options
 * @throws AppError `usage` where there are any
 */
export function refuseOthers(
  provider: CiProvider,
  view: SetupView,
  given: Readonly<Record<string, unknown>>,
): void {
  const options = Object.entries(given).flatMap(([option, value]) => (value === undefined ? [] : [option]));
  if (options.length === 0) return;
  const problem = { code: 'answers-of-other-provider', details: { options, provider } } as const;
  throw refusal([problemWords(problem, languageFor(view))]);
}

/** What an issuer's answers bring beyond its address, whose faults the plan tells. */
export async function liveFindings(issuer: string): Promise<readonly IssuerFinding[]> {
  const known = addressFindings(issuer).map(({ code }) => code);
  const { findings } = await checkIssuer(issuer, createNodeHttp(process.env), systemClock);
  return findings.filter(({ code }) => !known.includes(code));
}

/** One message of all that is wrong. */
export function refusal(all: readonly SetupWords[]): AppError<'usage'> {
  return new AppError('usage', {
    message: all.map(sentencesOf).join('\n  '),
  });
}

export function sayWords(words: SetupWords): void {
  say(sentencesOf(words));
}

/** No gap stands behind the full stop of a Japanese sentence. */
function sentencesOf({ title, advice }: SetupWords): string {
  return title.endsWith('。') ? `${title}${advice}` : `${title} ${advice}`;
}

/** Programs are answered in English. */
export function languageFor(view: SetupView): Language {
  return view === 'json' ? 'en' : languageOf(process.env);
}

export function exitCodeFor(findings: readonly IssuerFinding[]): number {
  const failures = findings.filter(({ level }) => level === 'fail');
  if (failures.length === 0) return exitCodes.done;
  return failures.some(({ code }) => code === 'document-unreachable') ? exitCodes.network : exitCodes.refused;
}

function jsonOf({ plan, notes, outputs }: Planned, findings: readonly IssuerFinding[]) {
  const { roles, ...rest } = plan;
  return {
    ...rest,
    roles: roles.map(({ name, arn, policy }) => ({
      name,
      arn,
      trustPolicy: policy.document,
      subjects: policy.subjects,
    })),
    notes,
    findings,
    outputs: Object.fromEntries(outputs.map(({ format, text }) => [format, text])),
  };
}
