import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { openWorld, useInstalledCli, type World } from './world.ts';

const cli = useInstalledCli();
const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

const awsConfig = `[default]
region = eu-west-1

[profile shop]
role_arn = arn:aws:iam::111111111111:role/ShopAdmin
web_identity_token_file = /run/token
region = eu-west-1
duration_seconds = 7200

[profile "shop again"]
role_arn = arn:aws:iam::111111111111:role/ShopAdmin
web_identity_token_file = /run/token
region = eu-west-1

[profile power]
sso_session = corp
sso_account_id = 222222222222
sso_role_name = PowerUser

[sso-session corp]
sso_region = eu-west-1

[profile old]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = ${secret}

[profile deploy]
role_arn = arn:aws:iam::111111111111:role/Deploy
source_profile = old
`;

async function withAwsConfig(world: World, text = awsConfig): Promise<string> {
  const folder = join(world.terminal.home, '.aws');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'config'), text);
  return join(folder, 'config');
}

test('the preview tells what would be added, and why the rest is not; nothing is written, and no secret is shown', async () => {
  const world = await openWorld(cli());
  await withAwsConfig(world);
  const before = await readFile(world.terminal.configPath, 'utf8');
  const { stdout, stderr } = await world.ok('import');
  expect(stdout).toContain('To be added: 1\n  shop  arn:aws:iam::111111111111:role/ShopAdmin\n');
  expect(stdout).toContain('Only if you name them with --only: 2\n');
  expect(stdout).toMatch(/power +arn:aws:iam::222222222222:role\/PowerUser\n {6}A guess:/);
  expect(stdout).toMatch(/Not imported: 3\n {2}default +It names no role\./);
  expect(stdout).toMatch(/deploy +Its `source_profile`, “old”, gets its credentials from keys/);
  expect(stderr).toContain('tobira import --write');
  expect(stdout + stderr).not.toMatch(/AKIA|wJalr/);
  expect(await readFile(world.terminal.configPath, 'utf8')).toBe(before);
});

test('with --write the roles come into the configuration: what stood there stays, and a copy of it is kept', async () => {
  const world = await openWorld(cli(), { config: (text) => `# mine, and it stays\n${text}` });
  await withAwsConfig(world);
  const { configPath } = world.terminal;
  const before = await readFile(configPath, 'utf8');
  const { stdout } = await world.ok('import', '--write', '--yes', '--json');
  expect(JSON.parse(stdout)).toMatchObject({ identity: 'work', written: ['shop'] });
  const after = await readFile(configPath, 'utf8');
  expect(after).toContain('# mine, and it stays\n');
  const data = parse(after) as { readonly roles: readonly unknown[] };
  expect(data.roles.at(-1)).toEqual({
    ...{ id: 'shop', identity: 'work', roleArn: 'arn:aws:iam::111111111111:role/ShopAdmin' },
    ...{ region: 'eu-west-1', duration: '2h' },
  });
  const copies = await Promise.all(
    (await filesBelow(world.terminal.home)).map((path) => readFile(path, 'utf8')),
  );
  expect(copies.filter((text) => text === before)).toHaveLength(1);

  // Everything that reads the configuration finds them, and a second import does not add them again.
  expect((await world.ok('roles')).stdout).toContain('arn:aws:iam::111111111111:role/ShopAdmin');
  const again = await world.ok('import', '--write', '--yes', '--json');
  expect(JSON.parse(again.stdout)).toMatchObject({ written: [] });
  expect(JSON.parse(again.stdout)).toMatchObject({
    profiles: expect.arrayContaining([
      expect.objectContaining({ profile: 'shop', status: 'present' }),
    ]) as unknown,
  });
  expect(await readFile(configPath, 'utf8')).toBe(after);
});

test('a guess is added where it is named; a name that is not in the file is a mistake', async () => {
  const world = await openWorld(cli());
  await withAwsConfig(world);
  const { stdout } = await world.ok('import', '--only', 'power', '--write', '--yes', '--json');
  expect(JSON.parse(stdout)).toMatchObject({
    written: ['power'],
    profiles: [{ profile: 'power', status: 'add' }],
  });
  const wrong = await world.tobira(['import', '--only', 'nobody']);
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toContain('nobody');
});

test('without a terminal nothing is written unasked, and a file that is not there is said', async () => {
  const world = await openWorld(cli());
  const path = await withAwsConfig(world);
  const unasked = await world.tobira(['import', '--write']);
  expect(unasked.code).toBe(2);
  expect(unasked.stderr).toContain('--yes');
  const missing = await world.tobira(['import', join(path, '..', 'elsewhere')]);
  expect(missing.code).toBe(8);
  expect(missing.stderr).toContain('elsewhere');
});

test('the file that AWS_CONFIG_FILE names is read, or the one that is said', async () => {
  const world = await openWorld(cli());
  const other = join(world.terminal.home, 'other-config');
  await writeFile(other, '[profile other]\nregion = eu-west-1\n');
  const byVariable = await world.tobira(['import', '--json'], { env: { AWS_CONFIG_FILE: other } });
  const byName = await world.ok('import', other, '--json');
  for (const { stdout } of [byVariable, byName]) {
    expect(JSON.parse(stdout)).toMatchObject({
      file: other,
      profiles: [{ profile: 'other', code: 'nothing' }],
    });
  }
});

test('what is exported as a configuration is one that Tobira reads to the same roles, without what is personal', async () => {
  const world = await openWorld(cli(), {
    config: (text) =>
      text.replace(/^roles:/m, 'browsers: { login: { app: firefox, profile: aiko } }\nroles:'),
  });
  const roles = (await world.ok('roles', '--json')).stdout;
  const out = join(world.terminal.home, 'team.yaml');
  const { stderr } = await world.ok('export', '--format', 'config', '--out', out);
  expect(stderr).toContain(out);
  const text = await readFile(out, 'utf8');
  expect(text).not.toMatch(/endpoints|browsers|firefox|aiko/);
  await writeFile(world.terminal.configPath, text);
  expect((await world.ok('roles', '--json')).stdout).toBe(roles);

  const again = await world.tobira(['export', '--out', out]);
  expect(again.code).toBe(8);
  expect(await readFile(out, 'utf8')).toBe(text);
  await world.ok('export', '--out', out, '--yes', '--without-identities');
  expect(await readFile(out, 'utf8')).not.toContain('issuer');
});

test('an export never takes the place of the configuration that it is made from', async () => {
  const world = await openWorld(cli());
  const { configPath } = world.terminal;
  const before = await readFile(configPath, 'utf8');
  const refused = await world.tobira(['export', '--yes', '--out', configPath]);
  expect(refused.code).toBe(8);
  expect(refused.stderr).toContain('configuration itself');
  expect(await readFile(configPath, 'utf8')).toBe(before);
});

test('a catalogue of some roles is YAML or JSON, names the identity unless that is left out, and knows its roles', async () => {
  const world = await openWorld(cli());
  const [first] = JSON.parse((await world.ok('roles', '--json')).stdout) as readonly {
    readonly id: string;
  }[];
  const id = first?.id ?? '';
  const yaml = (await world.ok('export', id)).stdout;
  const json = (await world.ok('export', id, '--json')).stdout;
  expect(parse(yaml)).toEqual(JSON.parse(json));
  expect(JSON.parse(json)).toMatchObject({
    version: 1,
    identities: [{ id: 'work' }],
    roles: [{ id, identity: 'work' }],
  });
  const bare = (await world.ok('export', id, '--without-identities')).stdout;
  expect(bare).not.toMatch(/identit|clientId|issuer/);
  expect((await world.tobira(['export', 'nobody'])).code).toBe(3);
  expect((await world.tobira(['export', '--format', 'csv'])).code).toBe(2);
  expect((await world.tobira(['export', '--format', 'config', '--without-identities'])).code).toBe(2);
});

async function filesBelow(folder: string): Promise<readonly string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
