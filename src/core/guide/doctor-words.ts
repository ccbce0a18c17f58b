import type { FindingCode, FindingDetails, Level } from '../doctor/finding.ts';

/** As strong as they are. */
export const levels = ['ok', 'warn', 'fail', 'skipped'] as const satisfies readonly Level[];

/** A finding in the user's words. */
export interface FindingWords {
  /** What was found, in one or two sentences. */
  readonly found: string;
  /** What to do next; absent where there is nothing to do. */
  readonly next?: string;
}

/** What people read several findings under. */
export const groups = ['program', 'files', 'computer', 'network', 'session', 'roles'] as const;
export type Group = (typeof groups)[number];

/** All of the doctor's own findings in one language, and the names of its groups and levels. */
export interface DoctorVocabulary {
  readonly findings: { readonly [Code in FindingCode]: (details: FindingDetails[Code]) => FindingWords };
  readonly groups: Readonly<Record<Group, string>>;
  readonly levels: Readonly<Record<Level, string>>;
  /** In front of what is said of them where there is but one. */
  readonly single: Readonly<Record<'owner' | 'keychain', string>>;
}
