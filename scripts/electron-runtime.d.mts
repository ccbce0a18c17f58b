export interface ElectronRuntime {
  /** The folder with the runtime; what ELECTRON_OVERRIDE_DIST_PATH wants. */
  readonly dist: string;
  /** The program inside it. */
  readonly executable: string;
  /** Electron's version, such as "33.2.1". */
  readonly version: string;
  readonly source: 'override' | 'official' | 'stand-in';
}

/** Finds the Electron runtime, or obtains it once and caches it outside the repository. */
export function electronRuntime(options?: { say?: (line: string) => void }): Promise<ElectronRuntime>;

/** What has to be in the environment for the `electron` package, Playwright and electron-builder to use a runtime. */
export function runtimeEnvironment(runtime: ElectronRuntime): Record<string, string>;
