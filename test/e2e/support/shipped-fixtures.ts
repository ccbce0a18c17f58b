import { test as base } from '@playwright/test';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/sandbox.ts';
import { startDesktop, type Desktop } from '../../support/desktop.ts';
import { unprivilegedUser } from '../../support/household.ts';
import { startShipped, type ShippedApp, type ShippedStart } from './shipped-app.ts';

interface Fixtures {
  /** GitLab and AWS, for this test alone. */
  readonly sandbox: Sandbox;
  /** A desktop of somebody without rights, for this test alone. */
  readonly desktop: Desktop;
  /** Starts the app that users get, on the desktop, as its user. It ends with the desktop. */
  readonly start: (how?: ShippedStart) => Promise<ShippedApp>;
}

interface Options {
  readonly sandboxOptions: SandboxOptions;
  /** Whether the desktop has a system browser. */
  readonly withBrowser: boolean;
}

/** A test of the app as users get it; a failed one keeps a picture and what the apps said. */
export const test = base.extend<Fixtures & Options>({
  withBrowser: [false, { option: true }],

  sandboxOptions: [{}, { option: true }],

  sandbox: async ({ sandboxOptions }, use) => {
    const sandbox = await startSandbox(sandboxOptions);
    await use(sandbox);
    await sandbox.close();
  },

  desktop: async ({ withBrowser }, use) => {
    const desktop = await startDesktop({ user: unprivilegedUser(), browser: withBrowser });
    await use(desktop);
    await desktop.close();
  },

  start: async ({ desktop }, use, testInfo) => {
    const apps: ShippedApp[] = [];
    await use(async (how) => {
      const app = await startShipped(desktop, how);
      apps.push(app);
      return app;
    });
    if (testInfo.status === testInfo.expectedStatus) return;
    for (const [index, app] of apps.entries())
      await testInfo.attach(`stderr of app ${index + 1}`, { body: app.stderr(), contentType: 'text/plain' });
    const picture = testInfo.outputPath('desktop.png');
    await desktop.screenshot(picture).then(
      () => testInfo.attach('desktop', { path: picture, contentType: 'image/png' }),
      () => undefined, // Its screen is gone: so the test wanted it.
    );
  },
});

export { expect } from '@playwright/test';
