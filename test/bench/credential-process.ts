import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { manyRoles } from '../e2e/support/config.ts';
import { testBuild } from '../e2e/support/packed-apps.ts';
import { startSandbox } from '../sandbox/sandbox.ts';
import { startDesktop } from '../support/desktop.ts';
import { run } from '../support/process.ts';
import { hidden, packShared } from './packed-pair.ts';
import { quantile, rowBeside, type Row } from './row.ts';
import { startSignedIn } from './signed-in-app.ts';

const nodeLimit = 1.3;
const packedLimit = 4;
const awsLimit = 0.2;

/** A program that is started over and over. */
interface Contestant {
  readonly command: string;
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Whether it gives credentials out. */
  readonly gives: boolean;
  readonly times: number[];
}

/**
 * What AWS's programs start for each profile: the command as a whole process, while the app holds the credentials. Beside a
 * Node that does nothing, and beside the AWS CLI giving out what it has in a file.
 */
export async function measureCredentialProcess(
  say: (line: string) => void,
  rounds = 20,
): Promise<readonly Row[]> {
  const remove = await packShared();
  const [sandbox, desktop] = await Promise.all([startSandbox(), startDesktop()]);
  try {
    const { app } = await startSignedIn(desktop, sandbox, manyRoles(sandbox, 100, hidden));
    await keepKeys(desktop.home);
    const env = { ...desktop.env, TOBIRA_CONFIG: app.configPath };
    const words = ['credentials', 'role-1', '--format', 'process'];
    const contestant = (
      command: string,
      itsWords: readonly string[],
      more: Readonly<Record<string, string>> = {},
      gives = true,
    ): Contestant => ({ command, words: itsWords, env: { ...env, ...more }, gives, times: [] });
    const bare = contestant(process.execPath, ['-e', '0'], {}, false);
    const node = contestant(process.execPath, [testBuild().commandLine, ...words]);
    // As resources/bin/tobira starts it where there is no Node.
    const asApp = ['--ozone-platform=headless', '--log-level=3', '--cli', ...words.map((word) => `=${word}`)];
    // Chromium's sandbox cannot run as root.
    const unboxed = process.getuid?.() === 0 ? { ELECTRON_DISABLE_SANDBOX: '1' } : undefined;
    const packed = contestant(testBuild().program, asApp, unboxed);
    const aws = contestant('/usr/bin/aws', ['configure', 'export-credentials']);
    const all = [bare, node, packed, aws];
    for (let round = 0; round <= rounds; round += 1) {
      for (const one of round % 2 === 0 ? all : all.toReversed()) {
        const ms = await once(one);
        // The first round warms up.
        if (round > 0) one.times.push(ms);
      }
    }
    await app.quit();
    const best = ({ times }: Contestant) => quantile(times, 0).toFixed(0);
    say(
      `  at best ${best(node)} ms, packed ${best(packed)} ms; Node ${best(bare)} ms, AWS CLI ${best(aws)} ms`,
    );
    const beside = (name: string, ours: Contestant, other: Contestant, limit: number): Row =>
      rowBeside(name, quantile(ours.times, 0.5), quantile(other.times, 0.5), {
        limit,
        unit: 'ms',
        n: rounds,
      });
    return [
      beside('credential-process', node, bare, nodeLimit),
      beside('credential-process packed', packed, bare, packedLimit),
      beside('credential-process aws-cli', node, aws, awsLimit),
      beside('credential-process packed aws-cli', packed, aws, awsLimit),
    ];
  } finally {
    await Promise.all([desktop.close(), sandbox.close()]);
    await remove();
  }
}

/** For the AWS CLI: keys in a file, which is the least that it can be asked for. */
async function keepKeys(home: string): Promise<void> {
  const folder = join(home, '.aws');
  await mkdir(folder);
  const lines = [
    '[default]',
    'aws_access_key_id = ASIA',
    'aws_secret_access_key = s',
    'aws_session_token = t',
  ];
  await writeFile(join(folder, 'credentials'), `${lines.join('\n')}\n`);
}

async function once({ command, words, env, gives }: Contestant): Promise<number> {
  const { code, stdout, stderr, ms } = await run(command, words, { env });
  if (code !== 0 || stdout.includes('SecretAccessKey') !== gives)
    throw new Error(`${command} failed: ${stderr}`);
  return ms;
}
