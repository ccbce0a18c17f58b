import { AppError } from '../core/errors.ts';
import { jobUses, type JobUse } from '../core/setup/answers.ts';
import { readArguments } from './arguments.ts';
import { setupGitHub } from './setup-github.ts';
import { chooseView, listed, roleAnswers } from './setup-options.ts';
import { prefillFrom } from './setup-prefill.ts';
import { answerTo } from './setup-question.ts';
import { refuseOthers, reportPlan } from './setup-report.ts';
import { ciOptions, type CiValues } from './setup-ci-options.ts';
import { loadTexts } from './texts.ts';

/** `tobira setup ci`: a job, and OIDC provider and role for it. */
export async function setupCi(words: readonly string[]): Promise<number> {
  const { values } = readArguments(words, ciOptions, 0);
  const { provider = 'gitlab' } = values;
  switch (provider) {
    case 'gitlab':
      return setupGitLabJob(values);
    case 'github':
      return setupGitHub(values, chooseUse(values.use ?? 'exec'));
    default: {
      const known = ['gitlab', 'github'];
      throw new AppError('usage', { fault: 'choice-unknown', option: 'provider', name: provider, known });
    }
  }
}

async function setupGitLabJob(values: CiValues): Promise<number> {
  const view = chooseView(values.format, values.json, 'jobs');
  const role = roleAnswers(values);
  const use = chooseUse(values.use ?? 'console');
  refuseOthers('gitlab', view, { '--repository': values.repository });
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

function chooseUse(name: string): JobUse {
  const use = jobUses.find((one) => one === name);
  if (use !== undefined) return use;
  throw new AppError('usage', { fault: 'choice-unknown', option: 'use', name, known: jobUses });
}
