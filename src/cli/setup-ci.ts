import { AppError } from '../core/errors.ts';
import { jobUses, type JobUse } from '../core/setup/answers.ts';
import { readArguments } from './arguments.ts';
import { chooseView, listed, roleAnswers, roleOptions } from './setup-options.ts';
import { prefillFrom } from './setup-prefill.ts';
import { answerTo } from './setup-question.ts';
import { reportPlan } from './setup-report.ts';
import { loadTexts } from './texts.ts';

const options = {
  ...roleOptions,
  audience: { type: 'string' },
  project: { type: 'string' },
  branch: { type: 'string', multiple: true },
  tag: { type: 'string', multiple: true },
  'any-ref': { type: 'boolean' },
  'protected-ref': { type: 'boolean' },
  'protected-environment': { type: 'boolean' },
  tier: { type: 'string' },
  environment: { type: 'string' },
  sub: { type: 'string', multiple: true },
  'whole-group': { type: 'boolean' },
  use: { type: 'string' },
} as const;

/** `tobira setup ci`: a job, and OIDC provider and role for it. */
export async function setupCi(words: readonly string[]): Promise<number> {
  const { values } = readArguments(words, options, 0);
  const view = chooseView(values.format, values.json, 'jobs');
  const role = roleAnswers(values);
  const use = chooseUse(values.use);
  const { setup: texts } = await loadTexts();
  const { issuer: known, clientIdsAt } = await prefillFrom(values);
  const issuer = await answerTo(values.issuer ?? known, '--issuer', texts.askIssuer);
  const accountId = await answerTo(values.account, '--account', texts.askAccount);
  return reportPlan(
    {
      for: 'jobs',
      ...{ issuer, accountId, use },
      roleName: values['role-name'] ?? 'GitLabJobs',
      ...role,
      ...(values.audience !== undefined && { audience: values.audience }),
      applicationIds: clientIdsAt(issuer),
      ...(values.project !== undefined && { project: values.project }),
      branches: listed(values.branch),
      tags: listed(values.tag),
      anyRef: values['any-ref'] ?? false,
      protectedRef: values['protected-ref'] ?? false,
      protectedEnvironment: values['protected-environment'] ?? false,
      ...(values.tier !== undefined && { deploymentTier: values.tier }),
      ...(values.environment !== undefined && { environment: values.environment }),
      subjects: values.sub ?? [],
      wholeGroup: values['whole-group'] ?? false,
    },
    view,
    values.offline,
  );
}

function chooseUse(name = 'console'): JobUse {
  const use = jobUses.find((one) => one === name);
  if (use !== undefined) return use;
  throw new AppError('usage', {
    message: `"${name}" is no use of a role. Choose from ${jobUses.join(', ')}.`,
  });
}
