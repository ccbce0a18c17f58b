import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { inTerminal } from './pseudo-terminal.ts';
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
  expect(stdout).toContain('Only if you name them with --only: 1\n');
  expect(stdout).toMatch(
    /From IAM Identity Center, .*: 1\n {2}Guesses: .+\n {2}power +arn:aws:iam::222222222222:role\/PowerUser\n\n/,
  );
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

const severalSso = `${awsConfig}
[profile look]
sso_session = corp
sso_account_id = 222222222222
sso_role_name = Look

[profile "power again"]
sso_session = corp
sso_account_id = 222222222222
sso_role_name = PowerUser
`;

test('all guesses of IAM Identity Center are taken with one option, explained once, and not beside names', async () => {
  const world = await openWorld(cli());
  await withAwsConfig(world, severalSso);
  const preview = await world.ok('import', '--sso');
  expect(preview.stdout).toMatch(
    /To be added, from IAM Identity Center: 2\n {2}Guesses: .+\n {2}power .+\n {2}look /,
  );
  expect(preview.stdout.match(/let nobody else in/g)).toHaveLength(2);
  const { stdout } = await world.ok('import', '--sso', '--write', '--yes', '--json');
  expect(JSON.parse(stdout)).toMatchObject({ written: ['shop', 'power', 'look'] });
  const both = await world.tobira(['import', '--sso', '--only', 'power']);
  expect(both.code).toBe(2);
  expect(both.stderr).toContain('not both');
});

test('a role that a catalogue gives is said to be there, and added as one of one’s own where it is named', async () => {
  const world = await openWorld(cli(), {
    config: (text) => `${text}\ncatalogues: [{ id: team, file: team.yaml }]\n`,
  });
  const shared = {
    id: 'shared-shop',
    roleArn: 'arn:aws:iam::111111111111:role/ShopAdmin',
    region: 'eu-west-1',
  };
  await writeFile(
    join(world.terminal.configPath, '..', 'team.yaml'),
    stringify({ version: 1, roles: [shared] }),
  );
  await withAwsConfig(world);
  const { stdout } = await world.ok('import');
  expect(stdout).not.toContain('To be added');
  expect(stdout).toContain('The catalogue “team” has this role already, as “shared-shop”.');
  const named = await world.ok('import', '--only', 'shop', '--write', '--yes', '--json');
  expect(JSON.parse(named.stdout)).toMatchObject({ written: ['shop'] });
});

test('a source that the credentials file alone has is told of, and that this file is not read', async () => {
  const world = await openWorld(cli());
  const path = await withAwsConfig(
    world,
    `[default]\nregion = eu-west-1\n\n[profile hop]\nrole_arn = arn:aws:iam::111111111111:role/Hop\nsource_profile = only-there\n
[profile usual]\nrole_arn = arn:aws:iam::111111111111:role/Hop\nsource_profile = default\n`,
  );
  const keys = `aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = ${secret}\n`;
  await writeFile(join(path, '..', 'credentials'), `[only-there]\n${keys}\n[default]\n${keys}`);
  const { stdout } = await world.ok('import');
  expect(stdout).toMatch(/hop +.*“only-there”, is not in this file\. The credentials file is not read\./);
  expect(stdout).toMatch(
    /usual +.*“default”, has no credentials in this file: .+ The credentials file is not read\./,
  );
  expect(stdout).not.toMatch(/AKIA|wJalr/);
});

test.each([
  ['y\n', 0, 'Added 1 role to'],
  ['n\n', 4, 'Nothing has been written.'],
  ['\n', 4, 'Nothing has been written.'],
])('on a terminal, %j to the question is taken as it is meant', async (typed, status, said) => {
  const world = await openWorld(cli());
  await withAwsConfig(world);
  const { terminal } = world;
  const before = await readFile(terminal.configPath, 'utf8');
  const command = [process.execPath, cli().entry, 'import', '--write'];
  const typing = [{ after: '[y/N] ', type: typed }];
  const outcome = await inTerminal(command, typing, { env: terminal.env, cwd: terminal.home });
  expect(outcome.status).toBe(status);
  expect(outcome.shown).toContain(said);
  const after = await readFile(terminal.configPath, 'utf8');
  if (status === 0) expect(after).toContain('id: shop');
  else expect(after).toBe(before);
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
