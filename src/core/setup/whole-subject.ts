import { hasWildcard, type TrustedSubject } from '../trust/subject.ts';
import type { SetupNote, SetupProblem } from './problem.ts';

/** What a subject that was given as a whole lets in. */
export interface WholeSubject {
  readonly subject: TrustedSubject;
  readonly problems: readonly SetupProblem[];
  readonly notes: readonly SetupNote[];
  /** The branch or tag that it names; absent where it lets in every one of them. */
  readonly ref?: string;
  /** GitLab itself says that the branch or tag is protected. */
  readonly isProtected: boolean;
}

/** A project named in full, and something that ends its name: `project_path:g/p:`. */
const project = /^(?:.*:)?project_(?:path:[^:/]+(?:\/[^:/]+)+|id:\d+)(?::|$)/;
const projectFirst = /^project_(?:path|id):/;
/** Ends within a group: whatever is called something below it fits. */
const groupByPath = /^project_path:([^:/]+(?:\/[^:/]+)*)\/$/;
const groupByName = /^namespace_(?:path|id):([^:*?]+)(?::|$)/;

/**
 * Reads a whole subject, which may be a pattern. What it must not let in unasked is everybody else's projects: strangers
 * can make projects, and say in them what goes into a subject.
 * @param wholeGroup somebody has said that all projects of a group are meant
 */
export function readWholeSubject(text: string, wholeGroup: boolean): WholeSubject {
  const value = text.trim();
  const isPattern = hasWildcard(value);
  const [literal = ''] = value.split(/[*?]/, 1);
  const [, ref] = /:ref:([^:*?][^:]*)/.exec(value) ?? [];
  const read = (problems: readonly SetupProblem[], notes: readonly SetupNote[] = []): WholeSubject => ({
    subject: { kind: isPattern ? 'like' : 'exact', value },
    ...{ problems, notes },
    ...(ref !== undefined && { ref }),
    isProtected: /:ref_protected:true(?::|$)/.test(value),
  });

  if (/^\d+$/.test(value)) return read([{ code: 'subject-is-person', details: { subject: value } }]);
  const group = (isPattern ? groupByPath : undefined)?.exec(literal)?.[1] ?? groupByName.exec(value)?.[1];
  if (group !== undefined) {
    const details = { subject: value, group };
    return wholeGroup
      ? read([], [{ code: 'whole-group', details }])
      : read([{ code: 'subject-whole-group', details }]);
  }
  // A name that ends in nothing but the wildcard goes on in other projects: `project_path:g/p*` is g/private, too.
  const firm = isPattern ? literal.slice(0, literal.lastIndexOf(':') + 1) : value;
  if (isPattern && !project.test(firm)) {
    const fault = { code: 'pattern-too-wide', subject: value } as const;
    return read([{ code: 'grant-refused', details: { fault } }]);
  }
  if (projectFirst.test(value)) return read([]);
  return read([], [{ code: 'subject-not-project-first', details: { subject: value } }]);
}
