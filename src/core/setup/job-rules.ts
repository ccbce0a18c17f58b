import type { TrustedSubject } from '../trust/subject.ts';
import { partsOf } from './subject-parts.ts';

/** What a job needs, so that its token has one of the subjects. */
export interface JobNeeds {
  /** The conditions of GitLab's `rules:`, of which one has to hold. */
  readonly rules: readonly string[];
  /** A subject names no branch and no tag, or one that GitLab's conditions cannot name: the job runs for all. */
  readonly isForAnyRef: boolean;
  /** What the subjects say of the job's environment; absent where they say nothing, or not all the same. */
  readonly environment?: string;
  readonly tier?: string;
  /** They say different things, and a job has one environment. */
  readonly isTorn: boolean;
}

const branch = '$CI_COMMIT_BRANCH';
const tag = '$CI_COMMIT_TAG';
/** What can stand between quotes, and with `*` in a pattern, whatever reads it. */
const plainRef = /^[\w./@+#=,*?-]+$/;

/**
 * What runs is what is trusted: all of it is read from the subjects themselves. Pipelines of merge requests have neither
 * of the variables that the conditions ask for: the job is not in them.
 */
export function needsOf(subjects: readonly TrustedSubject[]): JobNeeds {
  const values = subjects.map(({ value }) => partsOf(value).values);
  const all = [...new Set(values.flatMap(conditionsFor))];
  const widest = all.find((condition) => condition === anyRef);
  const environment = oneOf(values.map((parts) => parts.get('environment')));
  const tier = oneOf(values.map((parts) => parts.get('deployment_tier')));
  return {
    rules: widest === undefined ? all : [widest],
    isForAnyRef: values.some((parts) => namedRef(parts) === undefined),
    ...(environment.value !== undefined && { environment: environment.value }),
    ...(tier.value !== undefined && { tier: tier.value }),
    isTorn: environment.isTorn || tier.isTorn,
  };
}

const anyRef = `${branch} || ${tag}`;

function conditionsFor(parts: ReadonlyMap<string, string>): readonly string[] {
  const type = parts.get('ref_type');
  const ref = namedRef(parts);
  const isBranch = type !== 'tag';
  const isTag = type !== 'branch';
  const conditions =
    ref === undefined
      ? [[...(isBranch ? [branch] : []), ...(isTag ? [tag] : [])].join(' || ')]
      : [...(isBranch ? [conditionFor(branch, ref)] : []), ...(isTag ? [conditionFor(tag, ref)] : [])];
  // A job that the role does not trust would only fail.
  if (parts.get('ref_protected') !== 'true') return conditions;
  return conditions.map(
    (one) => `${one.includes('||') ? `(${one})` : one} && $CI_COMMIT_REF_PROTECTED == "true"`,
  );
}

/** Absent where every one is meant, too. */
function namedRef(parts: ReadonlyMap<string, string>): string | undefined {
  const ref = parts.get('ref');
  return ref === undefined || /^\*+$/.test(ref) || !plainRef.test(ref) ? undefined : ref;
}

function conditionFor(variable: string, ref: string): string {
  if (!/[*?]/.test(ref)) return `${variable} == "${ref}"`;
  const pattern = ref.replace(/[.+/]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.');
  return `${variable} =~ /^${pattern}$/`;
}

/** What all of those say that say something; patterns say nothing. */
function oneOf(said: readonly (string | undefined)[]): { readonly value?: string; readonly isTorn: boolean } {
  const different = [...new Set(said.filter((one) => one !== undefined && !/[*?]/.test(one)))];
  const [value] = different;
  return different.length === 1 && value !== undefined
    ? { value, isTorn: false }
    : { isTorn: different.length > 1 };
}
