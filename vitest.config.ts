import { defineConfig } from 'vitest/config';

// Any order, no retries: a test that needs either hides a fault.
const shared = { sequence: { shuffle: true }, retry: 0, restoreMocks: true, unstubEnvs: true } as const;

export default defineConfig({
  test: {
    projects: [
      { test: { ...shared, name: 'unit', include: ['test/unit/**/*.test.{ts,tsx,mjs}'] } },
      {
        test: {
          ...shared,
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
