import { hasWildcard, type TrustedSubject } from '../trust/subject.ts';
import type { JobAnswers } from './answers.ts';
import type { Grantees } from './grantees.ts';
import type { SetupNote, SetupProblem } from './problem.ts';
import { usualComponents } from './subject-components.ts';
import { readWholeSubject, type WholeSubject } from './whole-subject.ts';

/** A branch or a tag; `name` may be a pattern with `*`. */
interface JobRef {
  readonly type: 'branch' | 'tag';
  readonly name: string;
}

/** What says whose jobs are meant. */
export const refOptions = ['--branch main', "--tag 'v*'", '--any-ref'] as const;

/** GitLab's own five. */
const tiers = ['production', 'staging', 'testing', 'development', 'other'] as const;

/** The branches and tags that were named, in the order in which they are written. */
function refsOf({ branches = [], tags = [] }: JobAnswers): readonly JobRef[] {
  return [
    ...branches.map((name) => ({ type: 'branch', name }) as const),
    ...tags.map((name) => ({ type: 'tag', name }) as const),
  ];
}

/** CI jobs are let in by their subject, which GitLab puts together from the project and the branch or tag. */
export function readJobs(issuer: string, answers: JobAnswers): Grantees {
  const audience = answers.audience?.trim() ?? issuer;
  const problems: SetupProblem[] = [];
  if (audience === '' || /[$\s]/.test(audience)) {
    problems.push({ code: 'audience-unreadable', details: { audience, instead: issuer } });
  }
  const ofPeople = (answers.applicationIds ?? []).some((id) => id.trim() === audience);
  if (ofPeople) problems.push({ code: 'audience-is-application', details: {} });
  const whole = (answers.subjects ?? []).map((text) => readWholeSubject(text, answers.wholeGroup === true));
  const { project = '' } = answers;
  problems.push(
    ...whole.flatMap((one) => one.problems),
    ...(project === '' && whole.length > 0 ? besideSubjects(answers) : []),
    ...environmentProblems(answers, whole),
  );
  if (project === '' && whole.length === 0) problems.push({ code: 'project-missing', details: { issuer } });
  const made = project === '' ? [] : makeSubjects(project, answers, problems);
  return {
    audience,
    subjects: [...made, ...whole.map(({ subject }) => subject)],
    problems,
    notes: [
      // GitLab's ids of applications look like this.
      ...(/^[0-9a-f]{64}$/i.test(audience)
        ? [{ code: 'audience-like-application', details: { audience } } as const]
        : []),
      ...distinct([
        ...whole.flatMap((one) => one.notes),
        ...(project === '' ? [] : componentNotes(project, answers)),
      ]),
      ...refNotes(project, answers, whole),
      ...tierNotes(answers),
      ...environmentNotes(answers, whole),
      ...(whole.some(({ notes }) => notes.some(({ code }) => code === 'forks-come-in'))
        ? []
        : [{ code: 'forks-stay-out', details: {} } as const]),
    ],
  };
}

/** Whole subjects say themselves what these would say: they would change the job, and nobody's trust. */
function besideSubjects(answers: JobAnswers): readonly SetupProblem[] {
  const given: readonly (readonly [option: string, isGiven: boolean])[] = [
    ['--branch', (answers.branches ?? []).length > 0],
    ['--tag', (answers.tags ?? []).length > 0],
    ['--any-ref', answers.anyRef === true],
    ['--protected-ref', answers.protectedRef === true],
    ['--protected-environment', answers.protectedEnvironment === true],
    ['--tier', answers.deploymentTier !== undefined],
  ];
  const options = given.flatMap(([option, isGiven]) => (isGiven ? [option] : []));
  return options.length === 0 ? [] : [{ code: 'answers-beside-subject', details: { options } }];
}

/** What an environment is called in GitLab, as far as it can be written here, and as the subjects have it. */
function environmentProblems(answers: JobAnswers, whole: readonly WholeSubject[]): readonly SetupProblem[] {
  const { environment, protectedEnvironment, deploymentTier } = answers;
  if (environment !== undefined && !/^[\w./-][\w ./-]*$/.test(environment)) {
    return [{ code: 'environment-unreadable', details: { environment } }];
  }
  const asked = whole.find(({ values }) => differs(values.get('environment'), environment));
  if (environment !== undefined && asked !== undefined && (answers.project ?? '') === '') {
    return [{ code: 'environment-differs', details: { environment, subject: asked.subject.value } }];
  }
  // GitLab says whether an environment is protected only of jobs that have one.
  const isMissing =
    (protectedEnvironment === true && (environment ?? deploymentTier) === undefined) ||
    (environment === undefined && whole.some(({ values }) => needsEnvironment(values)));
  return isMissing ? [{ code: 'environment-missing', details: {} }] : [];
}

function differs(wanted: string | undefined, given: string | undefined): boolean {
  return wanted !== undefined && !hasWildcard(wanted) && wanted !== given;
}

function needsEnvironment(values: ReadonlyMap<string, string>): boolean {
  const isNamed = values.has('environment') || values.has('deployment_tier');
  return values.get('environment_protected') === 'true' && !isNamed;
}

function makeSubjects(
  project: string,
  answers: JobAnswers,
  problems: SetupProblem[],
): readonly TrustedSubject[] {
  const { anyRef = false, deploymentTier: tier, environment } = answers;
  const refs = refsOf(answers);
  if (!isId(project) && !/^[\w.-]+(\/[\w.-]+)+$/.test(project)) {
    problems.push({ code: 'project-unreadable', details: { project } });
  }
  if (refs.length === 0 && !anyRef) {
    const details = { options: refOptions, ...(environment !== undefined && { environment }) };
    problems.push({ code: 'ref-missing', details });
  }
  for (const { name } of refs) {
    if (!/^[\w./@+#=,*-]+$/.test(name)) problems.push({ code: 'ref-unreadable', details: { ref: name } });
  }
  if (tier !== undefined && !tiers.some((known) => known === tier)) {
    problems.push({ code: 'tier-unknown', details: { tier, known: tiers } });
  }
  const [first = ''] = componentsOf(project, answers);
  const more = conditionsOf(answers).map(([name, value]) => `:${name}:${value}`);
  const whichRef = anyRef ? ['ref_type:*'] : refs.map(({ type, name }) => `ref_type:${type}:ref:${name}`);
  return whichRef.map((ref) => subjectOf([`${first}:${project}:${ref}`, ...more].join('')));
}

/** What a subject says beyond project and ref, in the order of its parts. */
function conditionsOf(answers: JobAnswers): readonly (readonly [name: string, value: string])[] {
  const { protectedRef, protectedEnvironment, deploymentTier } = answers;
  return [
    ...(protectedRef === true ? [['ref_protected', 'true'] as const] : []),
    ...(protectedEnvironment === true ? [['environment_protected', 'true'] as const] : []),
    ...(deploymentTier === undefined ? [] : [['deployment_tier', deploymentTier] as const]),
  ];
}

/** The parts of which GitLab is to make the project's subjects (`ci_id_token_sub_claim_components`). */
function componentsOf(project: string, answers: JobAnswers): readonly string[] {
  const [usual = '', ...rest] = usualComponents;
  const first = isId(project) ? 'project_id' : usual;
  return [first, ...rest, ...conditionsOf(answers).map(([name]) => name)];
}

function componentNotes(project: string, answers: JobAnswers): readonly SetupNote[] {
  const notes: SetupNote[] = [];
  const components = componentsOf(project, answers);
  if (components.join() !== usualComponents.join()) {
    notes.push({ code: 'subject-components', details: { project, components } });
  }
  if (!isId(project)) notes.push({ code: 'path-can-change-hands', details: { project } });
  return notes;
}

/** Who can use the role by pushing: whichever way a branch is let in, one that is not protected is anybody's. */
function refNotes(
  project: string,
  answers: JobAnswers,
  whole: readonly WholeSubject[],
): readonly SetupNote[] {
  const { anyRef = false, protectedRef = false } = answers;
  const made = project === '' || protectedRef ? [] : anyRef ? ['*'] : refsOf(answers).map(({ name }) => name);
  const open = whole.filter(({ isProtected }) => !isProtected);
  const wide =
    made.find((name) => /^[*/]+$/.test(name)) ?? open.find(({ ref }) => ref === undefined)?.subject.value;
  if (wide !== undefined) return [{ code: 'every-branch', details: { ref: wide } }];
  const refs = [...made, ...open.flatMap(({ ref }) => ref ?? [])];
  return refs.length === 0 ? [] : [{ code: 'protect-refs', details: { refs: [...new Set(refs)] } }];
}

function tierNotes({ deploymentTier: tier, protectedEnvironment }: JobAnswers): readonly SetupNote[] {
  if (tier === undefined || protectedEnvironment === true) return [];
  return [{ code: 'tier-by-author', details: { tier } }];
}

/** The option restricts at GitHub, and must not seem to here. A subject that names it has notes of its own. */
function environmentNotes(
  { environment, project = '' }: JobAnswers,
  whole: readonly WholeSubject[],
): readonly SetupNote[] {
  if (environment === undefined) return [];
  const isOpen = project !== '' || whole.some(({ values }) => !values.has('environment'));
  return isOpen ? [{ code: 'environment-open', details: { environment } }] : [];
}

/** Several subjects of one project need the same of it. */
function distinct(notes: readonly SetupNote[]): readonly SetupNote[] {
  return [...new Map(notes.map((note) => [JSON.stringify(note), note])).values()];
}

function subjectOf(value: string): TrustedSubject {
  return { kind: hasWildcard(value) ? 'like' : 'exact', value };
}

function isId(project: string): boolean {
  return /^[1-9]\d*$/.test(project);
}
