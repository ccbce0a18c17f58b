import { hasWildcard } from '../trust/subject.ts';
import { partsOf } from './subject-parts.ts';

/** The claims that name one project, in the order in which they are looked for; GitLab begins subjects with one of them. */
export const projectClaims: readonly string[] = ['project', 'source_project', 'job_project'].flatMap((of) => [
  `${of}_id`,
  `${of}_path`,
]);

/** What GitLab makes a subject of where a project says nothing else. */
export const usualComponents: readonly string[] = ['project_path', 'ref_type', 'ref'];

/** All that GitLab is known to take for `ci_id_token_sub_claim_components`. */
export const knownComponents: readonly string[] = [
  ...projectClaims,
  ...['ref_type', 'ref', 'ref_protected', 'environment_protected', 'deployment_tier'],
];

/**
 * The parts that a project's subjects have to be made of, so that one of them fits: in the order of the subject. Where
 * its end is open, the usual parts follow that are not there yet.
 * @returns undefined where the usual subjects fit
 */
export function componentsFor(subject: string): readonly string[] | undefined {
  if (fitsUsual(subject)) return undefined;
  const words = subject.split(':');
  const names = words.filter((_, index) => index % 2 === 0);
  const open = names.findIndex(hasWildcard);
  const isOpen = open >= 0 || (names.at(-1) === 'ref_type' && words.at(-1) === '*');
  const components = open >= 0 ? names.slice(0, open) : names;
  const usual = isOpen ? ['ref_type', 'ref'].filter((name) => !components.includes(name)) : [];
  return [...components, ...usual];
}

/** Whether one of the subjects that GitLab makes by itself fits, with the subject's own project and ref in it. */
function fitsUsual(subject: string): boolean {
  const { values } = partsOf(subject);
  const valueOf = (name: string) => (values.get(name) ?? 'x').replace(/[*?]/g, 'x');
  const pattern = subject
    .replace(/[.+^${}()|[\]\\/]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return ['branch', 'tag'].some((type) =>
    new RegExp(`^${pattern}$`).test(
      `project_path:${valueOf('project_path')}:ref_type:${type}:ref:${valueOf('ref')}`,
    ),
  );
}
