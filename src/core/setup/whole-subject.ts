import { hasWildcard, type TrustedSubject } from '../trust/subject.ts';
import type { SetupNote, SetupProblem } from './problem.ts';
import { componentsFor, knownComponents, projectClaims } from './subject-components.ts';
import { partsOf, type SubjectParts } from './subject-parts.ts';

/** What a subject that was given as a whole lets in. */
export interface WholeSubject {
  readonly subject: TrustedSubject;
  readonly problems: readonly SetupProblem[];
  readonly notes: readonly SetupNote[];
  /** By the claims' names; with wildcards. */
  readonly values: ReadonlyMap<string, string>;
  /** The branch or tag that it names; absent where it lets in every one of them. */
  readonly ref?: string;
  /** GitLab itself says that the branch or tag is protected. */
  readonly isProtected: boolean;
}

const groupClaims = ['', 'root_', 'source_', 'job_'].flatMap((of) => [
  `${of}namespace_path`,
  `${of}namespace_id`,
]);
/** Ends within a group: whatever is called something below it fits. */
const groupByPath = /^(?:source_|job_)?project_path:([^:/]+(?:\/[^:/]+)*)\/$/;

/**
 * Reads a whole subject, which may be a pattern. What it must not let in unasked is everybody else's projects: strangers
 * can make projects, and say in them what goes into a subject. So a project has to stand there in full, before any
 * wildcard, or a group that somebody says is meant.
 *
 * GitLab begins a subject with `project_path`, or where the project is set so with the number or path of the project
 * (`project_`), of the one that the code is from (`source_project_`), or of the one that the job runs in
 * (`job_project_`): `ci_id_token_sub_claim_components` of its projects API. Each of them names one project, so each is
 * taken. The last one is taken with a warning: a merge request from a fork, run in the project, has the project's own
 * number there, and brings the fork's code and the fork's branch.
 * @param wholeGroup somebody has said that all projects of a group are meant
 */
export function readWholeSubject(text: string, wholeGroup: boolean): WholeSubject {
  const value = text.trim();
  const isPattern = hasWildcard(value);
  const parts = partsOf(value);
  const ref = parts.values.get('ref');
  const read = (problems: readonly SetupProblem[], notes: readonly SetupNote[] = []): WholeSubject => ({
    subject: { kind: isPattern ? 'like' : 'exact', value },
    ...{ problems, notes, values: parts.values },
    ...(ref !== undefined && /^[^*?]/.test(ref) && { ref }),
    isProtected: parts.values.get('ref_protected') === 'true',
  });

  if (/^\d+$/.test(value)) return read([{ code: 'subject-is-person', details: { subject: value } }]);
  const claim = projectClaims.find((name) => namesProject(name, parts.firm.get(name)));
  if (claim !== undefined) return read([], notesOn(value, claim, parts));
  const group = groupOf(value, parts);
  if (group !== undefined) {
    const details = { subject: value, group };
    return wholeGroup
      ? read([], [{ code: 'whole-group', details }, ...componentNotes(value, group)])
      : read([{ code: 'subject-whole-group', details }]);
  }
  if (!isPattern) return read([{ code: 'subject-without-project', details: { subject: value } }]);
  const fault = { code: 'pattern-too-wide', subject: value } as const;
  return read([{ code: 'grant-refused', details: { fault } }]);
}

function namesProject(claim: string, value: string | undefined): boolean {
  if (value === undefined) return false;
  return claim.endsWith('_id') ? /^\d+$/.test(value) : /^[^/]+(?:\/[^/]+)+$/.test(value);
}

function groupOf(subject: string, { firm }: SubjectParts): string | undefined {
  const [literal = ''] = subject.split(/[*?]/, 1);
  const byPath = hasWildcard(subject) ? groupByPath.exec(literal)?.[1] : undefined;
  const byName = groupClaims.map((name) => firm.get(name)).find((name) => name !== undefined && name !== '');
  return byPath ?? byName;
}

/** @param claim the one that names the project */
function notesOn(subject: string, claim: string, { first, firm }: SubjectParts): readonly SetupNote[] {
  const notes: SetupNote[] = [];
  if (!projectClaims.includes(first)) notes.push({ code: 'subject-not-project-first', details: { subject } });
  if (claim.startsWith('job_')) notes.push({ code: 'forks-come-in', details: { subject } });
  if (claim.endsWith('_path')) {
    notes.push({ code: 'path-can-change-hands', details: { project: firm.get(claim) ?? '' } });
  }
  return [...notes, ...componentNotes(subject, firm.get(claim) ?? '')];
}

/** @param project whose subjects have to be like that: a project, or a group */
function componentNotes(subject: string, project: string): readonly SetupNote[] {
  const components = componentsFor(subject);
  if (components === undefined) return [];
  const unknown = components.filter((name) => !knownComponents.includes(name));
  if (unknown.length === 0) return [{ code: 'subject-components', details: { project, components } }];
  return [{ code: 'components-unknown', details: { subject, components: unknown, known: knownComponents } }];
}
