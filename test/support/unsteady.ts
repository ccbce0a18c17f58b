import { afterEach } from 'vitest';

declare module 'vitest' {
  interface TaskMeta {
    /** Whether it was tried more than once. */
    unsteady?: boolean;
  }
}

/** Marks a test that is tried once more, so that the end of the run names it. */
afterEach(({ task }) => {
  if ((task.result?.retryCount ?? 0) > 0) task.meta.unsteady = true;
});
