import type { JobAnswers, JobUse } from './answers.ts';
import { needsOf, type JobNeeds } from './job-rules.ts';
import type { PlannedRole, RolePlan } from './role-plan.ts';
import { quoted } from './shell-text.ts';
import { yamlText, type Plain } from './yaml-text.ts';

const variable = 'MY_ID_TOKEN';

/** A `.gitlab-ci.yml` with a job for each role, mostly one: it runs for the branches and tags that the role trusts. */
export function gitLabJob({ audience, roles, provider }: RolePlan, answers: JobAnswers): string {
  const { use = 'console' } = answers;
  const jobs = roles.map((role, index) => {
    const needs = needsOf(role.policy.subjects);
    const name = index === 0 ? `aws-${use}` : `aws-${use}-${index + 1}`;
    return { name, remarks: remarksOn(needs, name), job: jobFor(role, needs, audience, answers) };
  });
  const which = roles.map(({ arn }) => arn).join(', ');
  const head = [
    roles.length === 1
      ? `A job of ${provider.name} that uses the role ${which}`
      : `Jobs of ${provider.name}, one for each of the roles ${which}`,
    'The image is yours to make: Node 20.19 or newer, and the command line of Tobira in it.',
    ...jobs.flatMap(({ remarks }) => remarks),
  ];
  const all = Object.fromEntries(jobs.map(({ name, job }) => [name, job]));
  return `${head.map((line) => `# ${line}\n`).join('')}${yamlText({ stages: ['aws'], ...all })}`;
}

function jobFor(
  { arn }: PlannedRole,
  { rules, ...needs }: JobNeeds,
  audience: string,
  answers: JobAnswers,
): Plain {
  const tier = needs.tier ?? answers.deploymentTier;
  const environment = answers.environment ?? needs.environment ?? tier;
  return {
    stage: 'aws',
    image: 'tobira',
    id_tokens: { [variable]: { aud: audience } },
    rules: rules.map((rule) => ({ if: rule })),
    ...(environment !== undefined && {
      environment: { name: environment, ...(tier !== undefined && { deployment_tier: tier }) },
    }),
    ...uses[answers.use ?? 'console'](arn),
  };
}

/** What the subjects leave to whoever takes the file. */
function remarksOn({ isForAnyRef, isTorn }: JobNeeds, name: string): readonly string[] {
  return [
    ...(isForAnyRef
      ? [
          `${name} runs for branches and tags by any name, as its trust policy does not name all. Narrow its rules.`,
        ]
      : []),
    ...(isTorn
      ? [`${name} has no environment here, as its trust policy names several. Give it one of them.`]
      : []),
  ];
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
