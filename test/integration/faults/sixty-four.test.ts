import { mkdtemp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { secretsIn, secretsOf } from '../../e2e/support/secrets.ts';
import { startDesktop, type Desktop } from '../../support/desktop.ts';
import { run } from '../../support/process.ts';
import { openWorld, useInstalledCli, type World } from '../cli/world.ts';
import { oneAgent } from '../owner/rig.ts';
import { AIKO } from './person.ts';
import { REFRESH } from './rig.ts';

const installed = useInstalledCli();
let desktop: Desktop;
beforeAll(async () => {
  desktop = await startDesktop({ panel: false });
});
afterAll(() => desktop.close());

/** The roles that are asked for, with their names in AWS. */
const ROLES = { 'prod-admin': 'Admin', 'dev-read': 'ReadOnly' };
const MANY = 64;
const ASSUME = 'AssumeRoleWithWebIdentity';

/** What one of the 64 ended with. */
interface Answer {
  readonly role: string;
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts them all from one shell: this process has GitLab and AWS to play meanwhile, and goes before them. */
const SCRIPT = `
  for number in $(seq 0 ${MANY - 1}); do
    [ $((number % 2)) = 0 ] && role=prod-admin || role=dev-read
    (
      nice -n 5 "$NODE" "$ENTRY" credentials $role --format process > $number.out 2> $number.err
      echo "$role $?" > $number.end
    ) &
  done
  wait`;

/** 64 processes at once, half of them for each of two roles, as the AWS CLI starts them from its configuration. */
async function ask({ terminal }: World): Promise<readonly Answer[]> {
  const folder = await mkdtemp(join(terminal.home, 'answers-'));
  const env = { ...terminal.env, NODE: process.execPath, ENTRY: installed().entry };
  const shell = await run('sh', ['-c', SCRIPT], { cwd: folder, env, deadline: 110_000 });
  expect(shell.stderr).toBe('');
  const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');
  return Promise.all(
    Array.from({ length: MANY }, async (_, number) => {
      const [role = '', code] = (await read(`${number}.end`)).trim().split(' ');
      const [stdout, stderr] = await Promise.all([read(`${number}.out`), read(`${number}.err`)]);
      return { role, code: Number(code), stdout, stderr };
    }),
  );
}

/** Each has its role's credentials, the same for all who asked for that role. */
function expectCredentials({ sandbox }: World, results: readonly Answer[]): void {
  expect(results.filter(({ code, stderr }) => code !== 0 || stderr !== '')).toEqual([]);
  for (const [role, name] of Object.entries(ROLES)) {
    const asked = results.filter((result) => result.role === role);
    expect(asked).toHaveLength(MANY / 2);
    const keys = asked.map(({ stdout }) => (JSON.parse(stdout) as { AccessKeyId: string }).AccessKeyId);
    const issued = sandbox.aws.issuedCredentials.filter(({ principal }) =>
      principal.arn.includes(`assumed-role/${name}/`),
    );
    expect([...new Set(keys)]).toEqual(issued.map(({ accessKeyId }) => accessKeyId));
  }
}

/** What the commands said to the user, and what the agent wrote down, holds no secret. */
async function expectNoSecret({ sandbox, terminal }: World, results: readonly Answer[]): Promise<void> {
  const log = await readFile(join(terminal.home, '.local', 'state', 'tobira', 'agent.log'), 'utf8');
  const said = results.map(({ stderr }) => stderr).join('');
  expect(secretsIn(said + log, secretsOf(sandbox))).toEqual([]);
}

/** Signs in with an ID token that is over as soon as anybody asks for it. */
async function signInBriefly(world: World): Promise<void> {
  const { gitlab } = world.sandbox;
  const briefly = Math.floor(Date.now() / 1000) + 5;
  gitlab.faults.addIdToken({ claims: { exp: briefly } }, { times: 1 });
  await world.ok('login');
}

/** One refresh and one exchange for each role served them all, and no page was opened but the one of the login. */
async function expectOneOfEach(world: World, results: readonly Answer[]): Promise<void> {
  const { gitlab, aws } = world.sandbox;
  expectCredentials(world, results);
  expect(gitlab.requests.count('token', REFRESH)).toBe(1);
  expect(aws.requests.count(ASSUME)).toBe(Object.keys(ROLES).length);
  expect(world.terminal.opened).toHaveLength(1);
  expect(gitlab.refreshTokens(AIKO)).toHaveLength(1);
  await oneAgent(world);
  await expectNoSecret(world, results);
}

describe('64 commands at once', { timeout: 120_000 }, () => {
  it('straight after a login: none fails, one refresh, one exchange for each role, one browser tab ever', async () => {
    const world = await openWorld(installed());
    await signInBriefly(world);
    await expectOneOfEach(world, await ask(world));
  });

  it('with no agent running: they start one, and it is the same', async () => {
    const world = await openWorld(installed(), { desktop });
    await signInBriefly(world);
    await world.ok('agent', 'stop');
    await expectOneOfEach(world, await ask(world));
    const [live] = world.sandbox.gitlab.refreshTokens(AIKO);
    const items = (await desktop.keyring.items('Tobira')).filter(({ account }) =>
      account.includes(world.sandbox.gitlab.issuer),
    );
    expect(items.map(({ secret }) => secret)).toEqual([expect.stringContaining(live?.token ?? 'none')]);
  });

  it('while nobody is signed in: each says so with code 4, and no page is opened', async () => {
    const world = await openWorld(installed(), { desktop });
    await world.ok('status');
    const results = await ask(world);
    const codes = new Set(results.map(({ code }) => code));
    expect([...codes]).toEqual([4]);
    const said = new Set(results.map(({ stdout, stderr }) => stdout + stderr));
    expect(said.size).toBe(1);
    expect([...said].join('')).toContain('tobira login work');
    expect(world.terminal.opened).toEqual([]);
    expect(world.sandbox.gitlab.requests.all).toEqual([]);
  });
});
