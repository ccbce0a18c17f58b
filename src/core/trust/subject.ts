/** Whom a subject names: a person, whose GitLab id is all digits, or a CI job, whose subject has colons. */
export type SubjectKind = 'user' | 'job' | 'other';

export function kindOf(subject: string): SubjectKind {
  if (/^\d+$/.test(subject)) return 'user';
  return /^[a-z_]+:/.test(subject) ? 'job' : 'other';
}

/** Who can use a role: one subject, or all that a pattern with `*` and `?` matches. */
export interface TrustedSubject {
  readonly kind: 'exact' | 'like';
  readonly value: string;
}

/** How far a pattern reaches, widest first. */
export type Reach =
  /** Everybody at the issuer. */
  | 'everyone'
  /** People whose ids merely look alike. */
  | 'users'
  /** Projects of owners that the pattern does not name in full. */
  | 'any-project'
  /** Jobs of the projects it names, on branches that it does not name in full. */
  | 'any-ref'
  | 'scoped';

/** Wildcards from here on cannot leave the group or the project that stands before them: `project_path:group/`. */
const firm = /^[a-z_]+:[^:/]+[:/]/;

/** @param pattern with wildcards */
export function reachOf(pattern: string): Reach {
  const literal = pattern.split(/[*?]/, 1)[0] ?? '';
  if (/^[\d*?]+$/.test(pattern)) return literal === '' ? 'everyone' : 'users';
  if (!firm.test(literal)) return 'any-project';
  return /:ref:[^*?]/.test(pattern) ? 'scoped' : 'any-ref';
}

/** Whether a pattern reaches all projects of a group: those, too, that somebody makes tomorrow. */
export function reachesGroup(pattern: string): boolean {
  const literal = pattern.split(/[*?]/, 1)[0] ?? '';
  return /^project_path:[^:]+\/[^:]*$/.test(literal);
}

export function hasWildcard(text: string): boolean {
  return /[*?]/.test(text);
}
