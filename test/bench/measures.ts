import type { Row } from './row.ts';

/** Measures some rows of the report. @param once as little as shows that it works: its figures mean nothing */
export type Measure = (say: (line: string) => void, once?: boolean) => Promise<readonly Row[]>;

// Each is loaded when it is measured: what the others bring into memory would be cleaned up at its cost.

/** Those of the packed app. */
export const appMeasures: Readonly<Record<string, Measure>> = {
  start: async (say, once) => (await import('./app-start.ts')).measureAppStart(say, once ? 1 : undefined),
  memory: async (say, once) => {
    const { measureAppMemory } = await import('./app-memory.ts');
    return once ? measureAppMemory(say, 1, 0) : measureAppMemory(say);
  },
  window: async (say, once) => (await import('./app-window.ts')).measureAppWindow(say, once ? 1 : undefined),
  console: async (say, once) =>
    (await import('./app-console.ts')).measureAppConsole(say, once ? 1 : undefined),
  'credential-process': async (say, once) =>
    (await import('./credential-process.ts')).measureCredentialProcess(say, once ? 1 : undefined),
  sizes: async () => (await import('./app-sizes.ts')).measureAppSizes(),
};

/** Those that need no packed app. */
export const otherMeasures: Readonly<Record<string, Measure>> = {
  'rotation-window': async (say, once) =>
    (await import('./rotation-window.ts')).measureRotationWindow(say, once ? 2 : undefined),
  'rotation-kill': async (say, once) =>
    (await import('./rotation-kill.ts')).countKills(say, once ? 2 : undefined),
  'aws-files-update': async (say, once) => {
    const { measureAwsFilesUpdate } = await import('./aws-files-update.ts');
    return once ? measureAwsFilesUpdate(say, 1, 1) : measureAwsFilesUpdate(say);
  },
  'aws-files-writers': async (say, once) => {
    const { countAwsFilesWriters } = await import('./aws-files-writers.ts');
    return once ? countAwsFilesWriters(say, 2, 2) : countAwsFilesWriters(say);
  },
  'aws-files-kill': async (say, once) =>
    (await import('./aws-files-writers.ts')).countAwsFilesKills(say, once ? 2 : undefined),
  endpoint: async (say, once) => {
    const { measureEndpoint } = await import('./endpoint.ts');
    const least = { blocks: 1, requestsPerBlock: 5, unauthorised: 10, loadSeconds: 0.1 };
    return once ? measureEndpoint(say, least) : measureEndpoint(say);
  },
  'ci-console': async (say, once) =>
    (await import('./ci-console.ts')).measureCiConsole(say, once ? 1 : undefined),
  'catalogue-parse': async (say, once) =>
    (await import('./catalogue-parse.ts')).measureCatalogueParse(say, once ? 1 : undefined),
  'tray-menu': async (say, once) =>
    (await import('./tray-menu.ts')).measureTrayMenu(say, once ? 1 : undefined),
  'config-10000': async (say, once) =>
    (await import('./config-scale.ts')).measureConfig(say, once ? 1 : undefined),
  list: async (say, once) => (await import('./list-scale.ts')).measureList(say, once ? 1 : undefined),
};
