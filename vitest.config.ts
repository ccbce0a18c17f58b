import { defineConfig } from 'vitest/config';

// Any order: a test that needs one hides a fault.
const shared = { sequence: { shuffle: true }, retry: 0, restoreMocks: true, unstubEnvs: true } as const;

export default defineConfig({
  test: {
    // Most of the time goes into waiting for processes: two at a time keep both cores of a small machine busy.
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          include: ['test/unit/**/*.test.{ts,tsx,mjs}'],
          // They take milliseconds; a busy machine may make some wait for a core.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          ...shared,
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // To tell a race from a fault: one that passes only when tried once more has failed, and is named at the end of the run.
          retry: 1,
          setupFiles: ['test/support/unsteady.ts'],
        },
      },
    ],
  },
});
