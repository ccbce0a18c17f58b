import type { IssuerFindingCode, IssuerFindingDetails } from '../setup/issuer-finding.ts';
import type {
  SetupNoteCode,
  SetupNoteDetails,
  SetupProblemCode,
  SetupProblemDetails,
} from '../setup/problem.ts';

/** One finding, problem or note in one language. */
export interface SetupWords {
  /** In one sentence. */
  readonly title: string;
  /** Why it matters and what to do. */
  readonly advice: string;
}

export type IssuerVocabulary = {
  readonly [Code in IssuerFindingCode]: (details: IssuerFindingDetails[Code]) => SetupWords;
};
export type ProblemVocabulary = {
  readonly [Code in SetupProblemCode]: (details: SetupProblemDetails[Code]) => SetupWords;
};
export type NoteVocabulary = {
  readonly [Code in SetupNoteCode]: (details: SetupNoteDetails[Code]) => SetupWords;
};
