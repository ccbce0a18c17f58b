import { defineConfig } from '@playwright/test';

/** End to end: the built app on desktops of its own making. `npm test` adds the reporters. */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-output/e2e',
  globalSetup: './test/e2e/support/global-setup.ts',
  // Each worker has screens, buses and ports of its own, so any two tests may run side by side.
  fullyParallel: true,
  workers: 2,
  // To tell a race from a fault: one that passes only when tried once more has failed, and is named at the end of the run.
  retries: 1,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
});
