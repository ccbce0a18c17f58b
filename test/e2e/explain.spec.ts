import { gitLabTrustPolicy } from '../sandbox/aws/trust-policies.ts';
import { sandboxRoleArn } from '../sandbox/sandbox.ts';
import { expect, test } from './support/fixtures.ts';
import { pasted } from './support/clipboard.ts';
import { recordIpc } from './support/ipc-recorder.ts';
import { nextConsole, openWindow, signIn } from './support/login.ts';
import { secretsIn, secretsOf } from './support/secrets.ts';

test('a refused role is explained by its pasted trust policy, and the corrected policy opens the console', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const { iam } = sandbox.aws;
  const arn = sandboxRoleArn('Auditor');
  const { uid } = sandbox.gitlab.applications.default;
  const provider = iam.addOidcProvider({
    account: '999999999999',
    url: sandbox.gitlab.issuer,
    audiences: [uid],
  });
  // As in the role's own account, and with the user before this one.
  const ours = { ...provider, arn: provider.arn.replace('999999999999', '123456789012') };
  const policy = JSON.stringify(gitLabTrustPolicy({ provider: ours, audience: uid, subjects: ['41'] }));
  iam.addRole({ arn, trustPolicy: JSON.parse(policy) as object });

  const app = await launch();
  const tray = await signIn(app, desktop);
  await tray.click('Audit / Not for you');
  const window = await openWindow(app);
  const row = window.getByRole('row', { name: /Audit/ });
  await expect(row).toContainText('AWS does not let you assume this role.');
  const ipc = await recordIpc(app);
  await row.getByRole('button', { name: /^Explain/ }).click();
  await row.getByRole('button', { name: /^Check the trust policy/ }).click();

  const page = window.getByRole('main');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  for (const shown of [arn, sandbox.gitlab.issuer, uid, 'Agrees with GitLab’s']) {
    await expect(page).toContainText(shown);
  }

  await page.getByLabel('Paste the role’s trust policy').fill(policy);
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  const verdict = page.locator('.verdict').first();
  await expect(verdict).toContainText('Refused');
  await expect(verdict).toContainText('"41"');
  await expect(verdict).toContainText('"42"');

  await page.getByRole('button', { name: 'Copy: Corrected policy' }).click();
  await expect.poll(() => pasted(desktop)).toContain('"42"');
  const corrected = await pasted(desktop);
  expect(corrected).toBe(await page.getByRole('region', { name: 'Text: Corrected policy' }).innerText());

  // Whoever owns the role saves it in AWS, and the next click opens the console.
  iam.addRole({ arn, trustPolicy: JSON.parse(corrected) as object });
  await page.getByRole('button', { name: 'Back to the roles' }).click();
  await row.getByRole('button', { name: /^Try again/ }).click();
  expect(await nextConsole(desktop)).toContain('assumed-role/Auditor/');
  expect(secretsIn((await ipc.lines()).join('\n'), secretsOf(sandbox))).toEqual([]);
});
