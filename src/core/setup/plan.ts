import { trustPolicyFor, type WrittenPolicy } from '../trust/policy-writer.ts';
import type { SetupAnswers } from './answers.ts';
import { awsCliScript } from './aws-cli.ts';
import { cloudFormationTemplate } from './cloudformation.ts';
import { gitHubWorkflow } from './github-workflow.ts';
import { readGitHub } from './github.ts';
import { gitLabJob } from './gitlab-ci.ts';
import { addressFindings, correctedIssuer, shownIssuer } from './issuer-address.ts';
import { readJobs } from './jobs.ts';
import { readPeople } from './people.ts';
import type { Grantees } from './grantees.ts';
import type { SetupNote, SetupProblem } from './problem.ts';
import { longestRoleName, readRole, type RoleBasics } from './role-answers.ts';
import type { RolePlan } from './role-plan.ts';
import { terraformModule } from './terraform.ts';
import { tobiraConfig } from './tobira-config.ts';

/**
 * `config` is for the configuration file of whoever signs in, `gitlab-ci` for the project with the job,
 * `github-workflow` for the repository.
 */
export const setupFormats = [
  'policy',
  'aws-cli',
  'terraform',
  'cloudformation',
  'config',
  'gitlab-ci',
  'github-workflow',
] as const;
export type SetupFormat = (typeof setupFormats)[number];

/** One form of the plan, ready to be saved under `fileName`. */
export interface SetupOutput {
  readonly format: SetupFormat;
  readonly fileName: string;
  readonly text: string;
}

export type SetupPlan =
  | { readonly kind: 'refused'; readonly problems: readonly SetupProblem[] }
  | {
      readonly kind: 'planned';
      readonly plan: RolePlan;
      readonly notes: readonly SetupNote[];
      /** The same plan in each form; the last one is for whoever uses the role. */
      readonly outputs: readonly SetupOutput[];
    };

/** From the answers to what is pasted or applied, or to what must be answered differently. Asks nobody. */
export function planSetup(answers: SetupAnswers): SetupPlan {
  const issuer = correct(answers.issuer.trim());
  const { basics, problems: roleProblems } = readRole(answers);
  // What else is wrong may name the issuer, too.
  const named = issuer.problems.length > 0 ? shownIssuer(issuer.text) : issuer.text;
  const grantees = readGrantees(named, answers);
  const problems = [...issuer.problems, ...roleProblems, ...grantees.problems];
  if (problems.length > 0) return { kind: 'refused', problems };

  const trust = trustPolicyFor({ ...basics, issuer: issuer.text, ...grantees });
  if (trust.kind === 'refused') {
    return {
      kind: 'refused',
      problems: trust.faults.map((fault) => ({ code: 'grant-refused', details: { fault } })),
    };
  }
  if (answers.for === 'github' && trust.policies.length > 1) {
    return {
      kind: 'refused',
      problems: [{ code: 'too-many-refs', details: { roles: trust.policies.length } }],
    };
  }
  const last = nameOf(basics.roleName, trust.policies.length - 1);
  if (last.length > longestRoleName) {
    const details = { roleName: last, longest: longestRoleName };
    return { kind: 'refused', problems: [{ code: 'role-name-too-long', details }] };
  }
  const plan: RolePlan = {
    for: answers.for,
    issuer: issuer.text,
    audience: grantees.audience,
    ...basics,
    provider: trust.provider,
    roles: trust.policies.map((policy, index) => plannedRole(basics, index, policy)),
  };
  return {
    kind: 'planned',
    plan,
    notes: [...issuer.notes, ...notesOn(plan, answers), ...grantees.notes],
    outputs: outputsOf(plan, answers),
  };
}

function readGrantees(issuer: string, answers: SetupAnswers): Grantees {
  switch (answers.for) {
    case 'people':
      return readPeople({ ...answers, issuer });
    case 'jobs':
      return readJobs(issuer, answers);
    case 'github':
      return readGitHub(answers);
  }
}

function outputsOf(plan: RolePlan, answers: SetupAnswers): readonly SetupOutput[] {
  return [
    { format: 'policy', fileName: 'trust-policy.json', text: policyText(plan) },
    { format: 'aws-cli', fileName: 'tobira-setup.sh', text: awsCliScript(plan) },
    { format: 'terraform', fileName: 'tobira.tf', text: terraformModule(plan) },
    { format: 'cloudformation', fileName: 'tobira.yaml', text: cloudFormationTemplate(plan) },
    ownOutput(plan, answers),
  ];
}

function ownOutput(plan: RolePlan, answers: SetupAnswers): SetupOutput {
  switch (answers.for) {
    case 'people':
      return { format: 'config', fileName: 'config.yaml', text: tobiraConfig(plan) };
    case 'jobs':
      return { format: 'gitlab-ci', fileName: '.gitlab-ci.yml', text: gitLabJob(plan, answers) };
    case 'github': {
      const fileName = '.github/workflows/aws.yml';
      return { format: 'github-workflow', fileName, text: gitHubWorkflow(plan, answers) };
    }
  }
}

/** One policy as it is pasted; several by the names of their roles. */
function policyText({ roles }: RolePlan): string {
  const [only] = roles;
  if (only !== undefined && roles.length === 1) return `${only.policy.text}\n`;
  const byName = Object.fromEntries(roles.map(({ name, policy }) => [name, policy.document]));
  return `${JSON.stringify(byName, null, 2)}\n`;
}

function plannedRole({ partition, accountId, roleName }: RoleBasics, index: number, policy: WrittenPolicy) {
  const name = nameOf(roleName, index);
  return { name, arn: `arn:${partition}:iam::${accountId}:role/${name}`, policy };
}

/** Further roles are numbered from 2. */
function nameOf(roleName: string, index: number): string {
  return index === 0 ? roleName : `${roleName}-${index + 1}`;
}

/** What a person would mend without a thought is mended and told; what AWS cannot trust is refused. */
function correct(issuer: string) {
  const problems: SetupProblem[] = [];
  const notes: SetupNote[] = [];
  const hidden: SetupNote[] = [];
  for (const finding of addressFindings(issuer)) {
    if (finding.level === 'fail') problems.push({ code: 'issuer-unfit', details: { finding } });
    else if (finding.code === 'host-private')
      hidden.push({ code: 'issuer-unreachable', details: { host: finding.details.host } });
    else if (finding.code !== 'address-with-slash' && finding.code !== 'address-in-capitals')
      notes.push({ code: 'issuer-doubtful', details: { finding } });
  }
  const text = correctedIssuer(issuer);
  if (text !== issuer) notes.unshift({ code: 'issuer-corrected', details: { issuer, instead: text } });
  // Before anything else: no other advice matters then.
  return { text, problems, notes: [...hidden, ...notes] };
}

function notesOn({ roles, permissions }: RolePlan, answers: SetupAnswers): readonly SetupNote[] {
  const notes: SetupNote[] = [];
  const [permission] = permissions;
  if ((answers.permissions ?? []).length === 0 && permission !== undefined) {
    notes.push({ code: 'read-only', details: { permission } });
  }
  if (roles.length > 1) {
    const counts = roles.map(({ name, policy }) => ({ name, subjects: policy.subjects.length }));
    notes.push({ code: 'several-roles', details: { roles: counts } });
  }
  return notes;
}
