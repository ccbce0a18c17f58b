import { usualGitHubAudience } from '../ci-github-token.ts';
import { hasWildcard, type TrustedSubject } from '../trust/subject.ts';
import type { GitHubAnswers } from './answers.ts';
import type { Grantees } from './grantees.ts';
import { refOptions } from './jobs.ts';
import type { SetupNote, SetupProblem } from './problem.ts';

/** GitHub's own, where the repository is at github.com. */
export const gitHubIssuer = 'https://token.actions.githubusercontent.com';

/** `owner/repository`, or with the number of either behind an `@`, which stands in no name. */
const byName = /^[A-Za-z\d][A-Za-z\d_-]*\/[\w.-]+$/;
const byNumber = /^[A-Za-z\d][A-Za-z\d_-]*@\d+\/[\w.-]+@\d+$/;

/**
 * Workflows of one repository are let in by their subject. GitHub makes it of the repository and of either the
 * environment of the job or, where it has none, the branch or tag ("OpenID Connect reference" of GitHub's
 * documentation). Repositories that were made, renamed or moved from 15 July 2026 on have their numbers in it,
 * `repo:owner@1/name@2`, and so has any other that is set so: such a subject never changes hands.
 */
export function readGitHub(answers: GitHubAnswers): Grantees {
  const { environment, use = 'exec' } = answers;
  const repository = answers.repository.trim();
  const audience = answers.audience?.trim() ?? usualGitHubAudience;
  const hasRef = refsOf(answers).length > 0;
  const problems: SetupProblem[] = [];
  if (audience === '' || /[$\s]/.test(audience)) {
    problems.push({ code: 'audience-unreadable', details: { audience, instead: usualGitHubAudience } });
  }
  if (use === 'console') problems.push({ code: 'console-in-artifacts', details: {} });
  if (!byName.test(repository) && !byNumber.test(repository)) {
    problems.push({ code: 'repository-unreadable', details: { repository } });
  }
  if (environment !== undefined && !/^[\w./-][\w ./-]*$/.test(environment)) {
    problems.push({ code: 'environment-unreadable', details: { environment } });
  }
  if (environment !== undefined && hasRef) problems.push({ code: 'environment-or-ref', details: {} });
  if (environment === undefined && !hasRef)
    problems.push({ code: 'ref-missing', details: { options: [...refOptions, '--environment prod'] } });
  for (const name of [...(answers.branches ?? []), ...(answers.tags ?? [])]) {
    if (!/^[\w./@+#=,*-]+$/.test(name)) problems.push({ code: 'ref-unreadable', details: { ref: name } });
  }
  const what = environment === undefined ? refsOf(answers) : [`environment:${environment}`];
  return {
    audience,
    subjects: what.map((one) => subjectOf(`repo:${repository}:${one}`)),
    problems,
    notes: notesOn(repository, answers),
  };
}

/** `ref:refs/heads/main`; patterns of every one are two, so that nothing but branches and tags is let in. */
function refsOf({ branches = [], tags = [], anyRef = false }: GitHubAnswers): readonly string[] {
  if (anyRef) return ['ref:refs/heads/*', 'ref:refs/tags/*'];
  return [
    ...branches.map((name) => `ref:refs/heads/${name}`),
    ...tags.map((name) => `ref:refs/tags/${name}`),
  ];
}

function notesOn(repository: string, answers: GitHubAnswers): readonly SetupNote[] {
  const { environment, branches = [], tags = [], anyRef = false } = answers;
  const name = repository.replace(/@\d+/g, '');
  const refs = [...branches, ...tags];
  const wide = anyRef ? '*' : refs.find((ref) => /^[*/]+$/.test(ref));
  return [
    repository === name
      ? { code: 'repository-by-name', details: { repository } }
      : { code: 'repository-by-number', details: { repository } },
    ...(environment === undefined
      ? []
      : [{ code: 'protect-environment', details: { environment } } as const]),
    ...(wide === undefined ? [] : [{ code: 'every-branch', details: { ref: wide } } as const]),
    ...(wide === undefined && refs.length > 0
      ? [{ code: 'protect-repository-refs', details: { refs } } as const]
      : []),
    { code: 'pull-requests-stay-out', details: {} },
  ];
}

function subjectOf(value: string): TrustedSubject {
  return { kind: hasWildcard(value) ? 'like' : 'exact', value };
}
