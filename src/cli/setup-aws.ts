import { readArguments } from './arguments.ts';
import { say } from './output.ts';
import { chooseView, listed, roleAnswers, roleOptions } from './setup-options.ts';
import { prefillFrom, signedInUser } from './setup-prefill.ts';
import { answerTo } from './setup-question.ts';
import { reportPlan } from './setup-report.ts';
import { loadTexts } from './texts.ts';

const options = {
  ...roleOptions,
  'application-id': { type: 'string' },
  user: { type: 'string', multiple: true },
} as const;

/** `tobira setup aws`: OIDC provider and role for people. */
export async function setupAws(words: readonly string[]): Promise<number> {
  const { values } = readArguments(words, options, 0);
  const view = chooseView(values.format, values.json, 'people');
  const role = roleAnswers(values);
  const { setup: texts } = await loadTexts();
  const { identity, issuer: known } = await prefillFrom(values);
  const issuer = await answerTo(values.issuer ?? known, '--issuer', texts.askIssuer);
  const application = values['application-id'] ?? identity?.clientId;
  const applicationId = await answerTo(application, '--application-id', texts.askApplication);
  const accountId = await answerTo(values.account, '--account', texts.askAccount);

  let users = listed(values.user);
  if (users.length === 0 && identity !== undefined) {
    const self = await signedInUser(values.config, identity);
    if (self !== undefined) {
      users = [self];
      if (view !== 'json') say(texts.onlyYou(self));
    }
  }
  return reportPlan(
    {
      for: 'people',
      ...{ issuer, applicationId, accountId, users },
      roleName: values['role-name'] ?? 'GitLabUsers',
      ...role,
    },
    view,
    values.offline,
  );
}
