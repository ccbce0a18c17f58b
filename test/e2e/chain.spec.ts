import { parse, stringify } from 'yaml';
import { chainTrustPolicy } from '../sandbox/aws/trust-policies.ts';
import { sandboxRoleArn, type Sandbox } from '../sandbox/sandbox.ts';
import { expect, test } from './support/fixtures.ts';
import { nextConsole, signIn } from './support/login.ts';

const VAULT = 'arn:aws:iam::999988887777:role/Vault';

/** The sandbox's configuration with a role that goes on to another account, which knows it by an external id. */
function withChain(sandbox: Sandbox): string {
  const config = parse(sandbox.configYaml()) as { readonly roles: readonly unknown[] };
  const role = {
    ...{ id: 'vault', name: 'Vault', identity: 'work', region: 'eu-west-1' },
    roleArn: sandboxRoleArn('Developer'),
    chain: [{ roleArn: VAULT, externalId: 'tobira-7' }],
  };
  return stringify({ ...config, roles: [...config.roles, role] });
}

test('the console of a role that is reached through another opens as the last one, and its details show the way', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const { aws } = sandbox;
  aws.iam.addRole({
    arn: VAULT,
    trustPolicy: chainTrustPolicy([sandboxRoleArn('Developer')], { externalId: 'tobira-7' }),
  });
  const app = await launch({ config: withChain(sandbox) });
  const window = await app.window();
  await signIn(app, desktop);

  await expect(window.getByRole('row', { name: /^Vault/ })).toContainText('through Developer in ');
  await window.getByRole('button', { name: 'Open console as Vault' }).click();
  expect(await nextConsole(desktop)).toBe('arn:aws:sts::999988887777:assumed-role/Vault/aiko@example.com');
  expect(aws.requests.of('AssumeRole').map(({ parameters }) => parameters)).toMatchObject([
    { RoleArn: VAULT, ExternalId: 'tobira-7' },
  ]);
  // AWS takes no duration for a console of chained credentials.
  expect(aws.requests.of('getSigninToken').map(({ parameters }) => parameters['SessionDuration'])).toEqual([
    undefined,
  ]);

  await window.getByRole('button', { name: 'More: Vault', exact: true }).click();
  await window.getByRole('menuitem', { name: 'Details…' }).click();
  const details = window.getByRole('dialog', { name: 'Details' });
  // The first role, and then the one that it leads to.
  const facts = details.locator('.role-fact');
  await expect(facts.nth(0)).toHaveText(`Role${sandboxRoleArn('Developer')}`);
  await expect(facts.nth(1)).toHaveText(`Then${VAULT}External id: tobira-7`);
  await details.getByRole('button', { name: 'Close' }).click();
  await expect(details).toHaveCount(0);
});
