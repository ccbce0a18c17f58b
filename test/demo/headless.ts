import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import {
  CI_AUDIENCE,
  CI_PROJECT,
  SANDBOX_ACCOUNT,
  sandboxRoleArn,
  startSandbox,
  type Sandbox,
} from '../sandbox/sandbox.ts';
import { launchApp, type RunningApp } from '../support/app.ts';
import { startDesktop, type Desktop } from '../support/desktop.ts';
import { run } from '../support/process.ts';
import { startRehearsal, type Rehearsal } from './report.ts';

/** The main job in the real app, on a desktop of its own: from signed out to an AWS console, and once as a CI job. */

const output = fileURLToPath(new URL('../../demo-output', import.meta.url));
const cli = fileURLToPath(new URL('../../dist/cli/index.js', import.meta.url));
const role = { id: 'prod-admin', label: 'Production / Admin', awsName: 'Admin' };
const closers: (() => Promise<void>)[] = [];
let assumedRoleArn = '';
let electron = '';
let finished = false;

const rehearsal = await startRehearsal(output);
try {
  const sandbox = await rehearsal.step('Start the GitLab and AWS stand-ins', () => opened(startSandbox()));
  const desktop = await rehearsal.step('Start a desktop: screen, keyring, panel, browser', () =>
    opened(startDesktop({ browser: true })),
  );
  try {
    await perform(rehearsal, sandbox, desktop);
    finished = true;
  } catch (error) {
    await desktop.screenshot(rehearsal.picture('failure')).catch(() => undefined);
    throw error;
  }
} catch (error) {
  console.error(error);
}
for (const close of closers.reverse()) await close();

const asWanted = assumedRoleArn.startsWith(`arn:aws:sts::${SANDBOX_ACCOUNT}:assumed-role/${role.awsName}/`);
const ok = finished && asWanted;
await rehearsal.finish({ ok, role: role.id, assumedRoleArn, electron });
console.log(
  ok ? `Reached the console as ${assumedRoleArn}.` : 'The console was not reached as the right role.',
);
console.log('See demo-output/report.json and the pictures beside it.');
process.exit(ok ? 0 : 1);

async function opened<Thing extends { close(): Promise<void> }>(start: Promise<Thing>): Promise<Thing> {
  const thing = await start;
  closers.push(() => thing.close());
  return thing;
}

async function perform(rehearsal: Rehearsal, sandbox: Sandbox, desktop: Desktop): Promise<void> {
  const app = await rehearsal.step('Start Tobira', () => launched(desktop, sandbox));
  electron = await app.electron.evaluate(() => process.versions.electron);
  const window = await app.window();
  const tray = await app.tray();
  await rehearsal.step('The tray offers to sign in', () => tray.waitForEntry('Sign in'));
  await window.getByRole('button', { name: 'Sign in' }).first().waitFor();
  await desktop.screenshot(rehearsal.picture('signed-out'), { settled: true });

  const gitlab = await rehearsal.step('Click "Sign in" in the tray: the browser opens GitLab', async () => {
    await tray.click('Sign in');
    return desktop.browser.nextPage();
  });
  await rehearsal.step('Sign in to GitLab', () => signIn(gitlab));
  await desktop.screenshot(rehearsal.picture('consent'), { settled: true });
  await rehearsal.step('Authorize Tobira: the browser says that the tab can be closed', async () => {
    await gitlab.getByRole('button', { name: 'Authorize' }).click();
    await gitlab.getByText('You can close this tab').waitFor();
  });
  await desktop.screenshot(rehearsal.picture('signed-in-page'), { settled: true });
  await rehearsal.step('Tobira shows who is signed in', async () => {
    await tray.waitForEntry('Aiko Tanaka');
    await window.getByText('Aiko Tanaka').first().waitFor();
  });
  await tray.screenshotMenu(rehearsal.picture('tray-menu'));
  await window.screenshot({ path: rehearsal.picture('window') });

  await rehearsal.step(`Click "${role.label}" in the tray: the browser opens the AWS console`, async () => {
    await tray.click(role.label);
    const page = await desktop.browser.nextPage();
    const arn = page.getByTestId('assumed-role-arn');
    await arn.waitFor();
    assumedRoleArn = (await arn.textContent()) ?? '';
  });
  await desktop.screenshot(rehearsal.picture('console'), { settled: true });

  await rehearsal.step('A CI job turns its ID token into a console address', () => ciJob(sandbox));
  await rehearsal.step('Quit Tobira', () => app.quit());
}

async function launched(desktop: Desktop, sandbox: Sandbox): Promise<RunningApp> {
  const app = await launchApp({ desktop, config: sandbox.configYaml() });
  closers.push(() => app.kill());
  return app;
}

async function signIn(page: Page): Promise<void> {
  await page.getByLabel('Username').fill('aiko');
  await page.getByLabel('Password').fill('correct-horse-42');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Authorize' }).waitFor();
}

async function ciJob({ gitlab, aws }: Sandbox): Promise<void> {
  const { endpoints } = aws;
  const job = [
    'ci',
    'console',
    '--role-arn',
    sandboxRoleArn('Deploy'),
    '--id-token-env',
    'MY_ID_TOKEN',
    '--print',
  ];
  const { code, stdout, stderr } = await run(process.execPath, [cli, ...job], {
    env: {
      MY_ID_TOKEN: gitlab.ciToken({ aud: CI_AUDIENCE, projectPath: CI_PROJECT, ref: 'main' }),
      AWS_ENDPOINT_URL_STS: endpoints.sts,
      TOBIRA_SIGNIN_ENDPOINT: endpoints.signin,
      TOBIRA_CONSOLE_ENDPOINT: endpoints.console,
    },
  });
  if (code !== 0) throw new Error(`tobira ci console ended with ${code ?? 'a signal'}: ${stderr}`);
  const answer = await fetch(stdout.trim(), { redirect: 'manual' });
  if (answer.status !== 302) throw new Error(`The address leads nowhere: status ${answer.status}`);
}
