import { test as base, type TestInfo } from '@playwright/test';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/sandbox.ts';
import { launchApp, type RunningApp } from '../../support/app.ts';
import { startDesktop, type Desktop, type DesktopOptions } from '../../support/desktop.ts';
import { testBuild } from './packed-apps.ts';

/** How an app is started; the sandbox's configuration where nothing is said, none with `config: null`. */
export interface Launch {
  readonly config?: string | null;
  readonly env?: Readonly<Record<string, string>>;
}

interface Options {
  readonly sandboxOptions: SandboxOptions;
  readonly desktopOptions: DesktopOptions;
}

interface Fixtures {
  /** GitLab and AWS, for this test alone. */
  readonly sandbox: Sandbox;
  /** A desktop with the system browser, for this test alone. */
  readonly desktop: Desktop;
  /** Starts the app. It is ended after the test; one that was quit before may be started again. */
  readonly launch: (how?: Launch) => Promise<RunningApp>;
}

/** A test with a sandbox, a desktop and the packed app; a failed one keeps a picture and what the apps said. */
export const test = base.extend<Fixtures & Options>({
  sandboxOptions: [{}, { option: true }],
  desktopOptions: [{}, { option: true }],

  sandbox: async ({ sandboxOptions }, use) => {
    const sandbox = await startSandbox(sandboxOptions);
    await use(sandbox);
    await sandbox.close();
  },

  desktop: async ({ desktopOptions }, use) => {
    const desktop = await startDesktop({ browser: true, ...desktopOptions });
    await use(desktop);
    await desktop.close();
  },

  launch: async ({ desktop, sandbox }, use, testInfo) => {
    const apps: RunningApp[] = [];
    await use(async ({ config = sandbox.configYaml(), env = {} } = {}) => {
      const app = await launchApp({
        desktop,
        env,
        executablePath: testBuild().program,
        ...(config !== null && { config }),
      });
      apps.push(app);
      return app;
    });
    if (testInfo.status !== testInfo.expectedStatus) await keepEvidence(desktop, apps, testInfo);
    for (const app of apps) await app.quit();
  },
});

export { expect } from '@playwright/test';

async function keepEvidence(
  desktop: Desktop,
  apps: readonly RunningApp[],
  testInfo: TestInfo,
): Promise<void> {
  const picture = testInfo.outputPath('desktop.png');
  await desktop.screenshot(picture);
  await testInfo.attach('desktop', { path: picture, contentType: 'image/png' });
  for (const [index, app] of apps.entries())
    await testInfo.attach(`stderr of app ${index + 1}`, { body: app.stderr(), contentType: 'text/plain' });
}
