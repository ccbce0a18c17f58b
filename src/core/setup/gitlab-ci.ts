import type { JobAnswers, JobUse } from './answers.ts';
import { refsOf, type JobRef } from './jobs.ts';
import type { RolePlan } from './role-plan.ts';
import { quoted } from './shell-text.ts';
import { yamlText, type Plain } from './yaml-text.ts';

const variable = 'MY_ID_TOKEN';
const anyRef = '$CI_COMMIT_BRANCH || $CI_COMMIT_TAG';

/** A `.gitlab-ci.yml` with the one job: what runs for the branches and tags that the role trusts. */
export function gitLabJob({ audience, roles, provider }: RolePlan, answers: JobAnswers): string {
  const { use = 'console', deploymentTier: tier } = answers;
  const environment = answers.environment ?? tier;
  const roleArn = roles[0]?.arn ?? '';
  const job: Plain = {
    stage: 'aws',
    image: 'tobira',
    id_tokens: { [variable]: { aud: audience } },
    rules: rulesFor(answers),
    ...(environment !== undefined && {
      environment: { name: environment, ...(tier !== undefined && { deployment_tier: tier }) },
    }),
    ...uses[use](roleArn),
  };
  return `# A job of ${provider.name} that uses the role ${roleArn}
# The image is yours to make: Node 20.19 or newer, and the command line of Tobira in it.
${yamlText({ stages: ['aws'], [`aws-${use}`]: job })}`;
}

/** The console's address signs in whoever opens it: it goes to a file that developers alone can fetch, and not for long. */
const uses: Readonly<Record<JobUse, (roleArn: string) => Readonly<Record<string, Plain>>>> = {
  console: (roleArn) => ({
    script: [`tobira ci console --role-arn ${quoted(roleArn)} --out console-url.txt`],
    artifacts: { paths: ['console-url.txt'], access: 'developer', expire_in: '15 minutes' },
  }),
  exec: (roleArn) => ({ script: [`tobira ci exec --role-arn ${quoted(roleArn)} -- ./deploy.sh`] }),
  credentials: (roleArn) => ({
    // On two lines: `eval "$(...)"` would lose the exit code.
    script: [
      `creds="$(tobira ci credentials --role-arn ${quoted(roleArn)})"`,
      'eval "$creds"',
      './deploy.sh',
    ],
  }),
};

/** Pipelines of merge requests have neither variable: the job is not in them. */
function rulesFor(answers: JobAnswers): Plain {
  const refs = refsOf(answers);
  const isAny = refs.length === 0 || answers.anyRef === true;
  // A job that the role does not trust would only fail.
  if (answers.protectedRef !== true) {
    return isAny ? [{ if: anyRef }] : refs.map((ref) => ({ if: conditionFor(ref) }));
  }
  const isProtected = '$CI_COMMIT_REF_PROTECTED == "true"';
  if (isAny) return [{ if: `(${anyRef}) && ${isProtected}` }];
  return refs.map((ref) => ({ if: `${conditionFor(ref)} && ${isProtected}` }));
}

function conditionFor({ type, name }: JobRef): string {
  const found = type === 'branch' ? '$CI_COMMIT_BRANCH' : '$CI_COMMIT_TAG';
  if (!name.includes('*')) return `${found} == "${name}"`;
  const pattern = name.replace(/[.+/]/g, '\\$&').replaceAll('*', '.*');
  return `${found} =~ /^${pattern}$/`;
}
