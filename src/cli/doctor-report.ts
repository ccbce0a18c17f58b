import { findingWords, groupName, groupOf, levelName } from '../core/doctor-guide.ts';
import type { Check, Finding } from '../core/doctor/finding.ts';
import { hindranceIn, uncheckedIn } from '../core/doctor/hindrance.ts';
import type { ErrorCode } from '../core/errors.ts';
import { levels } from '../core/guide/doctor-words.ts';
import type { Language } from '../core/model.ts';
import { displayWidth } from './display-width.ts';
import { languageOf } from './language.ts';
import { say, show } from './output.ts';
import { quoted, quotedIn } from './quoted.ts';
import { loadTexts, type Texts } from './texts.ts';
import { wayFor } from './words.ts';

/** The doctor's findings for a person: each as it comes, under the name of its group. */
export interface DoctorReport {
  tell(finding: Finding): void;
  /** Says how it stands, and where to begin. */
  end(): void;
}

/** These speak of one of several, and do not name it by themselves. */
const named: ReadonlySet<Check> = new Set<Check>(['session', 'userinfo', 'role', 'loopback']);

export async function createDoctorReport(): Promise<DoctorReport> {
  const language = languageOf(process.env);
  const all = await loadTexts(language);
  const { common, doctor: texts } = all;
  const width = Math.max(...levels.map((level) => displayWidth(levelName(level, language))));
  const counts = { warn: 0, fail: 0 };
  let group: string | undefined;
  let first: string | undefined;
  const findings: Finding[] = [];
  const lacks = createLacks(common.join);
  say(texts.begin);
  return {
    tell(told) {
      const finding = quotedFinding(told);
      const { level, check, about } = finding;
      const name = groupName(groupOf(finding), language);
      if (name !== group) show(`\n${name}\n`);
      group = name;
      if (level === 'warn' || level === 'fail') counts[level] += 1;
      const { found, next } = wordsFor(finding, language, all);
      // The other advice says of itself what it is about.
      const ofFile = check === 'aws-files' && next !== undefined;
      if (level === 'fail') first ??= ofFile ? common.join([found, next]) : next;
      findings.push(finding);
      lacks.note(finding, found, next);
      const mark = levelName(level, language);
      const subject = about !== undefined && named.has(check) ? texts.about(about) : '';
      show(`  ${mark}${' '.repeat(width - displayWidth(mark))}  ${subject}${found}\n`);
      if (next !== undefined && level !== 'ok') show(`  ${' '.repeat(width)}  -> ${next}\n`);
    },
    end() {
      const { warn, fail } = counts;
      const unchecked = uncheckedIn(findings);
      const well = warn === 0 && unchecked === 0 ? texts.well : texts.wellEnough(warn);
      const whole = fail > 0 ? texts.fails(fail, warn) : (inTheWay(findings, texts) ?? well);
      show(`\n${unchecked === 0 ? whole : common.join([whole, texts.unchecked(unchecked)])}\n`);
      const step = fail > 0 ? first : lacks.step();
      if (step !== undefined) show(`${texts.beginWith(step)}\n`);
    },
  };
}

/** What others have named stays in its line, and commands no terminal. */
function quotedFinding(found: Finding): Finding {
  const { about, details } = found;
  // Only texts change: a finding's code and details belong together as before.
  return {
    ...found,
    ...(about !== undefined && { about: quoted(about) }),
    details: quotedIn(details),
  } as Finding;
}

function inTheWay(findings: readonly Finding[], texts: Texts['doctor']): string | undefined {
  const found = hindranceIn(findings);
  if (found === undefined) return undefined;
  return found.kind === 'not-set-up' ? texts.notSetUp : texts.notSignedIn(found.identities.join(', '));
}

/** Where to begin when nothing fails: with what is in the way. */
function createLacks(join: Texts['common']['join']) {
  let mistake: string | undefined;
  let setUp: string | undefined;
  let signIn: string | undefined;
  return {
    note({ check, level, code }: Finding, found: string, next: string | undefined): void {
      // An entry with a mistake in it is left out, and may be the very one that is lacking.
      if (code === 'config_problem') mistake ??= join(next === undefined ? [found] : [found, next]);
      if (code === 'config_empty') setUp = mistake ?? next;
      if (check !== 'session' || level !== 'warn' || code === 'session_in_memory') return;
      signIn ??= next;
    },
    step: () => setUp ?? signIn,
  };
}

/** What helps on the command line alone stands behind the guide's own advice. */
function wordsFor(finding: Finding, language: Language, { common, doctor: texts }: Texts) {
  const { found, next } = findingWords(finding, language);
  const { check, about, code } = finding;
  const way =
    check === 'role' && about !== undefined && refusals.has(code)
      ? texts.explain(about)
      : wayFor(code, finding.details, language);
  const steps = [way, next].filter((step) => step !== undefined);
  return { found, next: steps.length === 0 ? undefined : common.join(steps) };
}

/** AWS has looked at the token: what it was shown can be explained. */
const refusals: ReadonlySet<string> = new Set([
  'role_refused',
  'sts_token_refused',
  'sts_token_expired',
  'sts_claim_rejected',
] satisfies ErrorCode[]);
