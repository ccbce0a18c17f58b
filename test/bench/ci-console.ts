import { join } from 'node:path';
import { CI_AUDIENCE, sandboxRoleArn, startSandbox } from '../sandbox/sandbox.ts';
import { installCli } from '../support/cli.ts';
import { run } from '../support/process.ts';
import { referenceProgram } from './ci-console-reference.ts';
import { quantile, rowBeside, type Row } from './row.ts';

/** Half of what the usual program takes. */
const limit = 0.5;
/** Debian's: the one that its packages of boto3 and requests are for. */
const python = '/usr/bin/python3';

interface Contestant {
  readonly command: string;
  readonly words: readonly string[];
  readonly times: number[];
}

/**
 * `tobira ci console --print` as a whole process beside the same in Python, against the same stand-ins. They take
 * turns, so that what else the machine does hits both alike.
 */
export async function measureCiConsole(say: (line: string) => void, rounds = 30): Promise<readonly Row[]> {
  const [cli, sandbox] = await Promise.all([installCli(), startSandbox()]);
  try {
    const roleArn = sandboxRoleArn('Deploy');
    const { sts, signin, console } = sandbox.aws.endpoints;
    const env = {
      PATH: '/usr/bin:/bin',
      HOME: cli.folder,
      MY_ID_TOKEN: sandbox.gitlab.ciToken({ aud: CI_AUDIENCE, lifetimeSeconds: 3_600 }),
      ROLE_ARN: roleArn,
      ISSUER: sandbox.gitlab.issuer,
      AWS_ENDPOINT_URL_STS: sts,
      TOBIRA_SIGNIN_ENDPOINT: signin,
      TOBIRA_CONSOLE_ENDPOINT: console,
    };
    const entry = join(cli.folder, 'cli', 'index.js');
    const words = [entry, 'ci', 'console', '--role-arn', roleArn, '--print'];
    const ours: Contestant = { command: process.execPath, words, times: [] };
    const reference: Contestant = { command: python, words: ['-c', referenceProgram], times: [] };
    for (let round = 0; round <= rounds; round++) {
      for (const one of round % 2 === 0 ? [ours, reference] : [reference, ours]) {
        const ms = await once(one, env);
        // The first round warms up.
        if (round > 0) one.times.push(ms);
      }
    }
    const best = (times: readonly number[]) => quantile(times, 0).toFixed(0);
    say(`  at best ${best(ours.times)} ms, and ${best(reference.times)} ms`);
    const median = (times: readonly number[]) => quantile(times, 0.5);
    const how = { limit, unit: 'ms', n: rounds };
    return [rowBeside('ci-console', median(ours.times), median(reference.times), how)];
  } finally {
    await Promise.all([sandbox.close(), cli.remove()]);
  }
}

/** @returns milliseconds from the start of the process to the end of its output, which must be an address */
async function once({ command, words }: Contestant, env: Readonly<Record<string, string>>): Promise<number> {
  const { code, stdout, stderr, ms } = await run(command, words, { env });
  if (code !== 0 || !stdout.includes('SigninToken=')) throw new Error(`${command} failed: ${stderr}`);
  return ms;
}
