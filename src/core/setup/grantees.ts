import type { TrustedSubject } from '../trust/subject.ts';
import type { SetupNote, SetupProblem } from './problem.ts';

/** Who is to use the role, as tokens say it. */
export interface Grantees {
  readonly audience: string;
  readonly subjects: readonly TrustedSubject[];
  readonly problems: readonly SetupProblem[];
  readonly notes: readonly SetupNote[];
}
