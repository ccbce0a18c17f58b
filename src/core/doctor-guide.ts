import type { Check, FailureFinding, Finding, Level, OwnFinding, TrustFinding } from './doctor/finding.ts';
import { guidance } from './error-guide.ts';
import { AppError, type ErrorCode } from './errors.ts';
import type { DoctorVocabulary, FindingWords, Group } from './guide/doctor-words.ts';
import { doctorWords as english } from './guide/english/doctor.ts';
import { doctorWords as japanese } from './guide/japanese/doctor.ts';
import type { Language } from './model.ts';
import { issuerWords } from './setup-guide.ts';

const vocabularies: Readonly<Record<Language, DoctorVocabulary>> = { en: english, ja: japanese };

const groupOfCheck: Readonly<Record<Check, Group>> = {
  versions: 'program',
  config: 'program',
  owner: 'program',
  'aws-files': 'files',
  profiles: 'files',
  environment: 'files',
  browser: 'computer',
  keychain: 'computer',
  loopback: 'computer',
  proxy: 'network',
  certificates: 'network',
  names: 'network',
  issuer: 'network',
  aws: 'network',
  clock: 'network',
  session: 'session',
  userinfo: 'session',
  role: 'roles',
};

/** A finding in the user's words: its own, those of the failure that it is, or those of what keeps AWS from an issuer. */
export function findingWords(finding: Finding, language: Language = 'en'): FindingWords {
  if (isOwn(finding)) {
    const words = ownWords(finding, language);
    const subject = finding.code === 'skipped' ? unchecked(finding, language) : undefined;
    return subject === undefined ? words : { ...words, found: `${subject}: ${words.found}` };
  }
  if (isTrouble(finding)) {
    const { title, advice } = issuerWords(finding, language);
    return { found: title, next: advice };
  }
  return failureWords(finding, language);
}

/** What was not looked at. Identities and roles are named by whoever shows the words. */
function unchecked({ check, about }: Finding, language: Language): string | undefined {
  switch (check) {
    case 'owner':
    case 'keychain':
      return vocabularies[language].single[check];
    case 'issuer':
    case 'aws':
      return about;
    default:
      return undefined;
  }
}

export function groupOf({ check }: Pick<Finding, 'check'>): Group {
  return groupOfCheck[check];
}

export function groupName(group: Group, language: Language = 'en'): string {
  return vocabularies[language].groups[group];
}

export function levelName(level: Level, language: Language = 'en'): string {
  return vocabularies[language].levels[level];
}

function ownWords({ code, details }: OwnFinding, language: Language): FindingWords {
  // TypeScript does not see that a finding's code and details belong together; the finding's type says so.
  const words = vocabularies[language].findings[code] as (facts: OwnFinding['details']) => FindingWords;
  return words(details);
}

function failureWords({ code, details }: FailureFinding, language: Language): FindingWords {
  const { title, happened, advice } = guidance(new AppError<ErrorCode>(code, details), language);
  // That nothing was done is true of a command: a check-up goes on.
  if (code === 'usage') return { found: title, next: advice };
  return { found: `${title}${title.endsWith('。') ? '' : ' '}${happened}`, next: advice };
}

function isOwn(finding: Finding): finding is OwnFinding {
  return Object.hasOwn(english.findings, finding.code);
}

/** The codes of what an issuer lacks are the only ones with hyphens. */
function isTrouble(finding: TrustFinding | FailureFinding): finding is TrustFinding {
  return finding.code.includes('-');
}
