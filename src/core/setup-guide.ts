import { issuerFindingWords as englishIssuer } from './guide/english/setup-issuer.ts';
import { noteWords as englishNotes } from './guide/english/setup-notes.ts';
import { problemWords as englishProblems } from './guide/english/setup.ts';
import { issuerFindingWords as japaneseIssuer } from './guide/japanese/setup-issuer.ts';
import { noteWords as japaneseNotes } from './guide/japanese/setup-notes.ts';
import { problemWords as japaneseProblems } from './guide/japanese/setup.ts';
import type { IssuerVocabulary, NoteVocabulary, ProblemVocabulary, SetupWords } from './guide/setup-words.ts';
import type { Language } from './model.ts';
import type { IssuerFindingCode, IssuerFindingDetails } from './setup/issuer-finding.ts';
import type {
  SetupNoteCode,
  SetupNoteDetails,
  SetupProblemCode,
  SetupProblemDetails,
} from './setup/problem.ts';

const issuers: Readonly<Record<Language, IssuerVocabulary>> = { en: englishIssuer, ja: japaneseIssuer };
const problems: Readonly<Record<Language, ProblemVocabulary>> = { en: englishProblems, ja: japaneseProblems };
const notes: Readonly<Record<Language, NoteVocabulary>> = { en: englishNotes, ja: japaneseNotes };

/** A code with its facts, as findings, problems and notes are. */
interface Coded<Details, Code extends keyof Details> {
  readonly code: Code;
  readonly details: Details[Code];
}

/** What was found about an issuer, in the user's words. */
export function issuerWords<Code extends IssuerFindingCode>(
  { code, details }: Coded<IssuerFindingDetails, Code>,
  language: Language = 'en',
): SetupWords {
  return issuers[language][code](details);
}

/** Why nothing is planned, in the user's words. */
export function problemWords<Code extends SetupProblemCode>(
  { code, details }: Coded<SetupProblemDetails, Code>,
  language: Language = 'en',
): SetupWords {
  return problems[language][code](details);
}

/** What is good to know about a plan, in the user's words. */
export function noteWords<Code extends SetupNoteCode>(
  { code, details }: Coded<SetupNoteDetails, Code>,
  language: Language = 'en',
): SetupWords {
  return notes[language][code](details);
}
