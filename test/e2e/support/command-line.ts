import type { Desktop } from '../../support/desktop.ts';
import { run, startProcess, type ProcessResult, type RunningProcess } from '../../support/process.ts';
import { testBuild } from './packed-apps.ts';

/** The packed app's `tobira` in a terminal of the desktop: same home, same configuration, same browser. */
export interface CommandLine {
  run(...words: readonly string[]): Promise<ProcessResult>;
  /** Runs it with `--json`; fails where it does not end well. */
  json(...words: readonly string[]): Promise<unknown>;
  /** Starts it, for what waits for the user. */
  start(...words: readonly string[]): RunningProcess;
}

/** @param configPath the configuration that the app uses */
export function commandLine(desktop: Desktop, configPath: string): CommandLine {
  const entry = testBuild().commandLine;
  const options = {
    cwd: desktop.home,
    env: { ...desktop.env, ...desktop.browser.env, TOBIRA_CONFIG: configPath },
  };
  const runIt = (...words: readonly string[]): Promise<ProcessResult> =>
    run(process.execPath, [entry, ...words], options);
  return {
    run: runIt,
    json: async (...words) => {
      const { code, stdout, stderr } = await runIt(...words, '--json');
      if (code !== 0) throw new Error(`tobira ${words.join(' ')} ended with ${String(code)}: ${stderr}`);
      return JSON.parse(stdout) as unknown;
    },
    start: (...words) => startProcess(process.execPath, [entry, ...words], options),
  };
}
