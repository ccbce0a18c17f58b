import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
import { CI_AUDIENCE, sandboxRoleArn, startSandbox } from '../../sandbox/sandbox.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { run, startProcess } from '../../support/process.ts';
import type { ProcessResult, RunningProcess } from '../../support/process.ts';
import { useInstalledCli } from './world.ts';

/** A CI job: an empty home, no D-Bus, no configuration; the stand-ins named by the environment. */
export interface Job {
  readonly sandbox: Sandbox;
  readonly home: string;
  readonly token: string;
  readonly env: Readonly<Record<string, string>>;
  readonly ci: (words: readonly string[], env?: Readonly<Record<string, string>>) => Promise<ProcessResult>;
  readonly start: (words: readonly string[], env?: Readonly<Record<string, string>>) => RunningProcess;
}

export const DEPLOY = ['--role-arn', sandboxRoleArn('Deploy')];

/** The command line's folder alone: no agent, no node_modules, no keytar anywhere above it. @returns its entry */
export function useLoneCli(): () => string {
  const installed = useInstalledCli();
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tobira-alone-'));
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }\n');
    await cp(join(installed().folder, 'cli'), join(folder, 'cli'), { recursive: true });
  }, 180_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return () => join(folder, 'cli', 'index.js');
}

/** What names the stand-ins to a job. */
export function standIns({ aws }: Sandbox): Readonly<Record<string, string>> {
  const { sts, signin, console } = aws.endpoints;
  return {
    AWS_ENDPOINT_URL_STS: sts,
    TOBIRA_SIGNIN_ENDPOINT: signin,
    TOBIRA_CONSOLE_ENDPOINT: console,
  };
}

/** Opens a job that ends with the test. @param entry of the command line */
export async function startJob(entry: string): Promise<Job> {
  const sandbox = await startSandbox();
  const home = await mkdtemp(join(tmpdir(), 'tobira-job-'));
  onTestFinished(async () => {
    await sandbox.close();
    await rm(home, { recursive: true, force: true });
  });
  const token = sandbox.gitlab.ciToken({ aud: CI_AUDIENCE });
  const env = { PATH: '/nowhere', HOME: home, MY_ID_TOKEN: token, ...standIns(sandbox) };
  const options = (more: Readonly<Record<string, string>>) => ({ cwd: home, env: { ...env, ...more } });
  return {
    sandbox,
    home,
    token,
    env,
    start: (words, more = {}) => startProcess(process.execPath, [entry, 'ci', ...words], options(more)),
    ci: (words, more = {}) => run(process.execPath, [entry, 'ci', ...words], options(more)),
  };
}

/** Nothing but words on stderr, and the exit code for them. */
export function expectRefusal(result: ProcessResult, code: number, ...words: readonly string[]): void {
  for (const word of words) expect(result.stderr).toContain(word);
  expect(result).toMatchObject({ code, stdout: '' });
}
