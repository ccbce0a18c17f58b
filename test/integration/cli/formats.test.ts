import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { run } from '../../support/process.ts';
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
