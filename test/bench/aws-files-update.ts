import { execFile } from 'node:child_process';
import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findAwsFiles } from '../../src/adapters/sinks/aws-files/aws-files.ts';
import { createProfileEditor } from '../../src/adapters/sinks/aws-files/profile-editor.ts';
import type { AwsFiles } from '../../src/core/delivery-ports.ts';
import { growthExponent, quantile, rowBeside, rowWithin, type Row } from './row.ts';

const run = promisify(execFile);
const AWS_CLI = '/usr/bin/aws';

const profiles = 10_000;
const fewProfiles = 100;

/**
 * What one update of a large credentials file costs: beside reading, writing and fsyncing the same bytes, beside the AWS
 * CLI's own `configure set`, and beside an update of one with a hundredth of the profiles.
 */
export async function measureAwsFilesUpdate(
  say: (line: string) => void,
  rounds = 31,
  cliRounds = 5,
): Promise<readonly Row[]> {
  const home = await mkdtemp(join(tmpdir(), 'tobira-aws-files-'));
  try {
    const files = findAwsFiles({}, home);
    const small = await timesOf(files, fewProfiles, rounds);
    const large = await timesOf(files, profiles, rounds);
    const bytes = (await readFile(files.credentials)).length;
    const cli: number[] = [];
    const env = { PATH: '/usr/bin:/bin', HOME: home };
    for (let round = 0; round < cliRounds; round++) {
      const words = ['configure', 'set', 'aws_session_token', `cli-${round}`, '--profile', 'profile-5000'];
      cli.push(await timed(() => run(AWS_CLI, words, { env })));
    }
    const exponent = growthExponent(small.ours, large.ours, profiles / fewProfiles);
    say(
      `  ${profiles} profiles, ${(bytes / 1e6).toFixed(1)} MB: time grows with their number to the power ${exponent.toFixed(2)}`,
    );
    const unit = 'ms';
    return [
      rowBeside('aws-files-update', large.ours, large.reference, { limit: 3, unit, n: rounds }),
      rowBeside('aws-files-update aws-cli', large.ours, quantile(cli, 0.5), {
        limit: 0.1,
        unit,
        n: cliRounds,
      }),
      rowWithin('aws-files-update growth', exponent, { limit: 1.1, unit: 'exponent', n: rounds }),
    ];
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** Medians, taken in turns: a busy moment of the machine meets both. */
async function timesOf(
  files: AwsFiles,
  count: number,
  rounds: number,
): Promise<{ readonly ours: number; readonly reference: number }> {
  const editor = createProfileEditor();
  const update = (round: number): Promise<boolean> =>
    editor.writeStatic({
      files,
      profile: 'ours',
      role: 'bench',
      region: 'eu-west-1',
      credentials: {
        accessKeyId: 'ASIA0000000000000000',
        secretAccessKey: 's'.repeat(40),
        sessionToken: `${round}${'t'.repeat(800)}`,
        issuedAt: 0,
        expiresAt: 0,
        assumedRoleArn: 'arn',
      },
    });
  await update(-1);
  await writeFile(files.credentials, text(count));
  await update(-1);
  const ours: number[] = [];
  const reference: number[] = [];
  for (let round = 0; round < rounds; round++) {
    ours.push(await timed(() => update(round)));
    reference.push(await timed(() => copy(files.credentials)));
  }
  return { ours: quantile(ours, 0.5), reference: quantile(reference, 0.5) };
}

function text(count: number): string {
  return Array.from({ length: count }, (_, index) =>
    [
      `[profile-${index}]`,
      `aws_access_key_id = ASIA${String(index).padStart(16, '0')}`,
      `aws_secret_access_key = ${'s'.repeat(40)}`,
      `aws_session_token = ${'t'.repeat(800)}`,
      'region = eu-west-1\n\n',
    ].join('\n'),
  ).join('');
}

async function copy(path: string): Promise<void> {
  const bytes = await readFile(path);
  const handle = await open(`${path}.copy`, 'w', 0o600);
  await handle.writeFile(bytes);
  await handle.sync();
  await handle.close();
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
