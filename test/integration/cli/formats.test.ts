import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { run } from '../../support/process.ts';
import { arnWith, awsClients } from './aws-clients.ts';
import { member, openWorld, useInstalledCli, type World } from './world.ts';

const installed = useInstalledCli();
const admin = 'arn:aws:sts::123456789012:assumed-role/Admin/aiko@example.com';

/** Who the AWS CLI says one is, in a program that has read what `tobira credentials` printed. */
type Reader = (world: World, printed: string, ask: string) => Promise<string>;

async function outputOf(world: World, command: string, args: readonly string[], env = {}): Promise<string> {
  const { code, stdout, stderr } = await run(command, args, { env: { ...world.terminal.env, ...env } });
  if (code !== 0) throw new Error(`${command} ended with ${String(code)}: ${stderr}`);
  return stdout;
}

async function fileWith({ terminal }: World, text: string): Promise<string> {
  const path = join(terminal.home, 'printed');
  await writeFile(path, text, { mode: 0o600 });
  return path;
}

const readers: Readonly<Record<string, Reader>> = {
  env: (world, printed, ask) => outputOf(world, 'sh', ['-c', `eval "$1" && ${ask}`, 'sh', printed]),
  fish: async (world, printed, ask) => {
    const path = await fileWith(world, printed);
    return outputOf(world, 'fish', ['--no-config', '-c', `cat ${path} | source && ${ask}`]);
  },
  json: async (world, printed, ask) => {
    const path = await fileWith(world, printed);
    const pairs = `jq -r 'to_entries[] | "\\(.key)=\\(.value)"' ${path}`;
    return outputOf(world, 'sh', ['-c', `env $(${pairs}) ${ask}`]);
  },
  dotenv: async (world, printed, ask) => {
    const path = await fileWith(world, printed);
    const start = `require('node:child_process').execSync(${JSON.stringify(ask)}, { stdio: 'inherit' })`;
    return outputOf(world, process.execPath, [`--env-file=${path}`, '-e', start]);
  },
  ini: async (world, printed, ask) => {
    const path = await fileWith(world, printed);
    const env = { AWS_SHARED_CREDENTIALS_FILE: path, AWS_PROFILE: 'prod-admin' };
    return outputOf(world, 'sh', ['-c', ask], env);
  },
};

it.each(Object.entries(readers))(
  'what is printed as %s makes the AWS CLI that role',
  { timeout: 120_000 },
  async (format, reader) => {
    const world = await openWorld(installed());
    await world.ok('login');
    const { stdout, stderr } = await world.ok('credentials', 'prod-admin', '--format', format);
    expect(stderr).toBe('');
    const ask = `/usr/bin/aws --endpoint-url ${world.sandbox.aws.endpoints.sts} --output json sts get-caller-identity`;
    expect(member(await reader(world, stdout, ask), 'Arn')).toBe(admin);
  },
);

/** What a shell may hold of others; there is no such profile, nor any service that knows these keys. */
const others = {
  AWS_PROFILE: 'other',
  AWS_ACCESS_KEY_ID: 'AKIAOTHER',
  AWS_SECRET_ACCESS_KEY: 'other',
  AWS_SESSION_TOKEN: 'other',
  AWS_SECURITY_TOKEN: 'other',
  AWS_REGION: 'us-gov-west-1',
};

/** The variables that a shell has after it was given what was printed. */
async function shellAfter({ terminal }: World, printed: string): Promise<Readonly<Record<string, string>>> {
  const { stdout, stderr } = await run('sh', ['-c', 'eval "$1" && env -0', 'sh', printed], {
    env: { ...terminal.env, ...others, AWS_EC2_METADATA_DISABLED: 'true' },
  });
  if (stderr !== '') throw new Error(stderr);
  const entries = stdout.split('\0').filter((entry) => entry !== '');
  return Object.fromEntries(
    entries.map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]),
  );
}

it.each(awsClients)(
  'a shell that was somebody else becomes the role, by its keys and by an endpoint: %s says so',
  { timeout: 120_000 },
  async (client) => {
    const world = await openWorld(installed());
    await world.ok('login');
    const keys = (await world.ok('credentials', 'prod-admin')).stdout;
    const serving = world.terminal.start(['serve', 'prod-admin']);
    await serving.output((_out, err) => err.includes('Serving'));
    for (const printed of [keys, serving.stdout()]) {
      const env = await shellAfter(world, printed);
      expect(await arnWith(client, world, env)).toBe(admin);
    }
    serving.kill('SIGINT');
    expect((await serving.result).code).toBe(0);
  },
);
