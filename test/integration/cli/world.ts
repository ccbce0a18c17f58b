import { afterAll, beforeAll, expect, onTestFinished, vi } from 'vitest';
import type { AwsOptions } from '../../sandbox/aws/aws.ts';
import { startSandbox } from '../../sandbox/sandbox.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { installCli, openTerminal } from '../../support/cli.ts';
import type { InstalledCli, Terminal, TerminalOptions } from '../../support/cli.ts';
import { openConsolePage } from '../../support/console-visit.ts';
import type { Desktop } from '../../support/desktop.ts';
import type { ProcessResult } from '../../support/process.ts';

export const AIKO = 42;

/** A user at a terminal, with the built command line, and a sandbox to sign in to. */
export interface World {
  readonly sandbox: Sandbox;
  readonly terminal: Terminal;
  /** The page that the browser ended on for the n-th address, from 0, that was no login. */
  readonly consolePage: (index: number) => Promise<string>;
  /** Runs a command that must succeed. */
  readonly ok: (...words: readonly string[]) => Promise<ProcessResult>;
  /** Runs a command. */
  readonly tobira: Terminal['tobira'];
}

export interface WorldOptions {
  readonly desktop?: Desktop;
  readonly aws?: AwsOptions;
  /** Changes the text of config.yaml; undefined leaves the file out. */
  readonly config?: (text: string) => string | undefined;
  /** How the user answers at GitLab: with the wrong button, or not at all. */
  readonly answers?: 'authorize' | 'deny' | 'never';
}

/** Has the command line built and copied once for the tests of a file. */
export function useInstalledCli(): () => InstalledCli {
  let cli: InstalledCli | undefined;
  beforeAll(async () => {
    cli = await installCli();
  }, 180_000);
  afterAll(() => cli?.remove());
  return () => {
    if (cli === undefined) throw new Error('The command line is installed before the tests, not at import');
    return cli;
  };
}

/** Opens a world that ends with the test. */
export async function openWorld(cli: InstalledCli, options: WorldOptions = {}): Promise<World> {
  const { answers = 'authorize', config = (text: string) => text } = options;
  const sandbox = await startSandbox(options.aws === undefined ? {} : { aws: options.aws });
  onTestFinished(() => sandbox.close());
  const text = config(sandbox.configYaml());
  const consolePages: Promise<string>[] = [];
  const terminalOptions: TerminalOptions = {
    visit: async (url) => {
      if (!url.startsWith(sandbox.gitlab.issuer)) {
        const page = openConsolePage(url);
        // Not every test looks at the page it has opened.
        page.catch(() => undefined);
        consolePages.push(page);
        return;
      }
      if (answers === 'never') return;
      const user = sandbox.gitlab.users.get(AIKO);
      await fetch(await sandbox.gitlab.authorize(url, { user, decision: answers }));
    },
    ...(options.desktop && { desktop: options.desktop }),
    ...(text !== undefined && { config: text }),
  };
  const terminal = await openTerminal(cli, terminalOptions);
  onTestFinished(() => terminal.close());
  return {
    sandbox,
    terminal,
    consolePage: async (index) => {
      await vi.waitFor(() => expect(consolePages.length).toBeGreaterThan(index), 10_000);
      return consolePages[index] ?? '';
    },
    tobira: (words, more) => terminal.tobira(words, more),
    ok: async (...words) => {
      const result = await terminal.tobira(words);
      expect(result.code, `tobira ${words.join(' ')}: ${result.stderr}`).toBe(0);
      return result;
    },
  };
}

/** A string member of a JSON text. */
export function member(json: string, name: string): string {
  const value: unknown = JSON.parse(json);
  const found: unknown =
    typeof value === 'object' && value !== null
      ? new Map<string, unknown>(Object.entries(value)).get(name)
      : '';
  if (typeof found === 'string') return found;
  throw new Error(`No text "${name}" in ${json}`);
}
