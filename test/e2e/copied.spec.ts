import type { Sandbox } from '../sandbox/sandbox.ts';
import { openConsolePage } from '../support/console-visit.ts';
import type { Desktop } from '../support/desktop.ts';
import { run } from '../support/process.ts';
import { offer, pasted } from './support/clipboard.ts';
import { expect, test } from './support/fixtures.ts';
import { signIn } from './support/login.ts';
import { secretsIn, secretsOf } from './support/secrets.ts';

const role = 'Production / Admin';
const assumed = 'arn:aws:sts::123456789012:assumed-role/Admin/aiko@example.com';

/** The sandbox's configuration with settings of the clipboard. */
const configWith = (sandbox: Sandbox, ...settings: readonly string[]): string =>
  `${sandbox.configYaml()}clipboard:\n${settings.map((line) => `  ${line}\n`).join('')}`;

/** What is on the clipboard once it begins like that. */
async function copied(desktop: Desktop, start: string): Promise<string> {
  let text = '';
  await expect
    .poll(async () => {
      text = await pasted(desktop);
      return text.slice(0, start.length);
    })
    .toBe(start);
  return text;
}

test('what is copied for fish works there, and is what one click copies from then on', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const app = await launch();
  const tray = await signIn(app, desktop);
  await tray.click(`More for a role > ${role} > Copy credentials as > fish`);
  const text = await copied(desktop, 'set -eg AWS_PROFILE ');
  const ask = `/usr/bin/aws --endpoint-url '${sandbox.aws.endpoints.sts}' --output json sts get-caller-identity`;
  const { stdout, stderr } = await run('fish', ['--no-config', '-c', `cat | source; and ${ask}`], {
    env: { PATH: '/usr/bin:/bin', HOME: desktop.home, AWS_EC2_METADATA_DISABLED: 'true', AWS_PAGER: '' },
    input: text,
  });
  expect(stdout, stderr).toContain(assumed);
  await tray.waitForEntry(`Copy credentials (fish) > ${role} (production, copied)`);

  await app.quit();
  expect(await pasted(desktop)).toBe('');
  const again = await launch();
  await (await again.tray()).waitForEntry(`Copy credentials (fish) > ${role}`);
});

test("a console's address is copied, opens it, and is cleared like credentials after the time that is set", async ({
  desktop,
  sandbox,
  launch,
}) => {
  const app = await launch({ config: configWith(sandbox, 'clearAfter: 5s') });
  const tray = await signIn(app, desktop);
  await tray.click(`More for a role > ${role} > Copy console address`);
  const url = await copied(desktop, sandbox.aws.endpoints.signin);
  expect(await openConsolePage(url)).toContain(assumed);

  await expect.poll(() => pasted(desktop), { timeout: 15_000 }).toBe('');
  expect(await desktop.browser.opened()).toHaveLength(1);
  const secrets = secretsOf(sandbox);
  expect(secretsIn(url, secrets)).not.toEqual([]);
  expect(secretsIn(app.stdout() + app.stderr(), secrets)).toEqual([]);
});

test('what the user has copied meanwhile outlives the time that is set', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const app = await launch({ config: configWith(sandbox, 'clearAfter: 5s') });
  const tray = await signIn(app, desktop);
  await tray.click(`Copy credentials > ${role}`);
  await copied(desktop, 'unset AWS_PROFILE ');
  await tray.waitForEntry(`Copy credentials > ${role} (production, copied)`);
  await offer(desktop, 'a shopping list');

  const isForgotten = ({ label }: { readonly label: string }) => label === `${role} (production)`;
  await tray.waitForEntry(`Copy credentials > ${role}`, isForgotten, 15_000);
  expect(await pasted(desktop)).toBe('a shopping list');
});

test('quitting leaves the credentials where that is set', async ({ desktop, sandbox, launch }) => {
  const app = await launch({ config: configWith(sandbox, 'clearOnQuit: false') });
  const tray = await signIn(app, desktop);
  await tray.click(`Copy credentials > ${role}`);
  const text = await copied(desktop, 'unset AWS_PROFILE ');
  // Where nobody keeps what was copied, it ends with the program that offers it, whatever is set.
  await offer(desktop, text);

  await app.quit();
  expect(await pasted(desktop)).toBe(text);
});

test('signing out clears the clipboard even where quitting does not', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const app = await launch({ config: configWith(sandbox, 'clearOnQuit: false') });
  const tray = await signIn(app, desktop);
  await tray.click(`Copy credentials > ${role}`);
  const manager = await offer(desktop, await copied(desktop, 'unset AWS_PROFILE '));

  await tray.click('Sign out');
  await manager.result;
  expect(await pasted(desktop)).toBe('');
});
