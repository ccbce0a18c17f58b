import type { JobUse } from '../core/setup/answers.ts';
import { gitHubIssuer } from '../core/setup/github.ts';
import type { CiValues } from './setup-ci-options.ts';
import { chooseView, listed, roleAnswers } from './setup-options.ts';
import { answerTo } from './setup-question.ts';
import { refuseOthers, reportPlan } from './setup-report.ts';
import { loadTexts } from './texts.ts';

/** `tobira setup ci --provider github`: a workflow, and OIDC provider and role for it. */
export async function setupGitHub(values: CiValues, use: JobUse): Promise<number> {
  const view = chooseView(values.format, values.json, 'github');
  const role = roleAnswers(values);
  refuseOthers('github', view, {
    '--identity': values.identity,
    '--project': values.project,
    '--sub': values.sub,
    '--whole-group': values['whole-group'],
    '--protected-ref': values['protected-ref'],
    '--protected-environment': values['protected-environment'],
    '--tier': values.tier,
  });
  const { setup: texts } = await loadTexts();
  const repository = await answerTo(values.repository, '--repository', texts.askRepository);
  const accountId = await answerTo(values.account, '--account', texts.askAccount);
  return reportPlan(
    {
      for: 'github',
      // A GitHub of one's own has another: https://HOST/_services/token.
      issuer: values.issuer ?? gitHubIssuer,
      ...{ accountId, repository, use },
      roleName: values['role-name'] ?? 'GitHubJobs',
      ...role,
      ...(values.audience !== undefined && { audience: values.audience }),
      branches: listed(values.branch),
      tags: listed(values.tag),
      anyRef: values['any-ref'] ?? false,
      ...(values.environment !== undefined && { environment: values.environment }),
    },
    view,
    values.offline,
  );
}
