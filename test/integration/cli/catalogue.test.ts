import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { addCatalogue, type SandboxCatalogue } from '../../sandbox/gitlab/catalogue.ts';
import { answer } from '../../sandbox/gitlab/fault.ts';
import { sandboxRoleArn } from '../../sandbox/sandbox.ts';
import { startDesktop } from '../../support/desktop.ts';
import type { Desktop } from '../../support/desktop.ts';
import { AIKO, openWorld, useInstalledCli } from './world.ts';
import type { World } from './world.ts';

const installed = useInstalledCli();
let desktop: Desktop;
beforeAll(async () => {
  desktop = await startDesktop({ panel: false });
});
afterAll(() => desktop.close());

const foreign = 'https://gitlab.partner.test';

/** A catalogue's text: a role for each name, and for the members of a group where one is named. */
function textWith(roles: Readonly<Record<string, string | undefined>>, more: object = {}): string {
  const entries = Object.entries(roles).map(([id, group]) => ({
    ...{ id, roleArn: sandboxRoleArn('ReadOnly') },
    ...(group !== undefined && { groups: [group] }),
  }));
  return stringify({ version: 1, ...more, roles: entries });
}

interface Team {
  readonly world: World;
  readonly catalogue: SandboxCatalogue;
}

/** Somebody whose configuration names a catalogue in the sandbox's GitLab; nobody is signed in there yet. */
async function openTeam(text: string): Promise<Team> {
  const world = await openWorld(installed(), { desktop });
  const catalogue = addCatalogue(world.sandbox.gitlab, { text });
  await editConfig(world, (config) => ({ ...config, catalogues: [{ id: 'team', ...catalogue.entry() }] }));
  return { world, catalogue };
}

async function editConfig(
  { terminal }: World,
  edit: (config: Readonly<Record<string, unknown>>) => object,
): Promise<void> {
  const config: unknown = parse(await readFile(terminal.configPath, 'utf8'));
  if (typeof config !== 'object' || config === null) throw new Error('The configuration is no mapping');
  await writeFile(terminal.configPath, stringify(edit({ ...config })));
}

async function signedIn(text = textWith({ shared: undefined })): Promise<Team> {
  const team = await openTeam(text);
  await team.world.ok('login');
  await team.world.ok('catalogue', 'login');
  return team;
}

async function json({ ok }: World, ...words: readonly string[]): Promise<unknown> {
  const answered: unknown = JSON.parse((await ok(...words, '--json')).stdout);
  return answered;
}

/** What the keychain has of the catalogue's application. */
async function keptSessions({ sandbox }: World): Promise<number> {
  const items = await desktop.keyring.items('Tobira');
  return items.filter(
    ({ account }) => account.includes(sandbox.gitlab.issuer) && account.includes('catalogue:'),
  ).length;
}

describe('a catalogue at the terminal', () => {
  it('says that a sign-in is needed, takes it in the browser, and gives its roles', async () => {
    const { world } = await openTeam(textWith({ shared: undefined }));
    const before = await world.tobira(['catalogue', 'refresh', 'team']);
    expect(before).toMatchObject({ code: 4, stdout: '' });
    expect(before.stderr).toContain('tobira catalogue login team');
    const { stdout } = await world.ok('catalogue', 'login');
    expect(stdout).toMatch(/^team +current +1 role +platform\/aws-roles: roles\.yaml$/m);
    expect((await world.ok('roles')).stdout).toMatch(/^shared /m);
    expect(await json(world, 'catalogue')).toEqual([
      {
        ...{ id: 'team', from: 'platform/aws-roles: roles.yaml', kind: 'gitlab', status: 'current' },
        ...{ roles: 1, hidden: 0, signedIn: true, foreign: [], complaints: [] },
        fetchedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
      },
    ]);
  });

  it('is not sent again while it is the same, and tells how many roles a new version added', async () => {
    const { world, catalogue } = await signedIn();
    await world.ok('catalogue', 'refresh');
    const asked = world.sandbox.gitlab.requests.all.filter(({ path }) => path.includes('/repository/files/'));
    expect(asked.at(-1)?.headers['if-none-match']).toMatch(/^W\/"/);
    catalogue.push(textWith({ shared: undefined, two: undefined, three: undefined, four: undefined }));
    const refreshed = await world.ok('catalogue', 'refresh', 'team');
    expect(refreshed.stderr).not.toContain('The last change');
    const { stderr } = await world.ok('catalogue');
    expect(stderr).toContain('team: The last change: 3 added, 0 changed, 0 removed.');
    expect(await json(world, 'catalogue')).toMatchObject([{ roles: 4, change: { added: { length: 3 } } }]);
  });

  it('says what is wrong with an entry in the language of the terminal, and to programs in English', async () => {
    const { world } = await signedIn(
      stringify({
        version: 1,
        roles: [{ id: 'odd', roleArn: sandboxRoleArn('ReadOnly'), flavour: 'sweet' }],
      }),
    );
    const japanese = { env: { LC_ALL: 'ja_JP.UTF-8' } };
    const { stderr } = await world.tobira(['catalogue'], japanese);
    expect(stderr).toMatch(/^team:5:\d+: roles\[0\]: キー「flavour」/m);
    expect((await world.ok('catalogue')).stderr).toContain('roles[0]: unknown key "flavour"');
    const { stdout } = await world.tobira(['catalogue', '--json'], japanese);
    expect(JSON.parse(stdout)).toMatchObject([
      { complaints: [{ line: 5, message: expect.stringContaining('unknown key "flavour"') as string }] },
    ]);
  });

  it('tells beside roles and status how many roles are left out, and that a sign-in is needed', async () => {
    const roleArn = sandboxRoleArn('ReadOnly');
    const bad = [
      { id: 'a', roleArn: 'nope', duration: 'long' },
      { id: 'b', roleArn, readonly: true },
    ];
    const roles = [...bad, { id: 'good', roleArn, flavour: 'sweet' }];
    const { world, catalogue } = await signedIn(stringify({ version: 1, roles }));
    const leftOut = '2 roles of the catalogue team are left out: `tobira catalogue` tells why.';
    for (const words of ['roles', 'status']) expect((await world.ok(words)).stderr).toContain(leftOut);
    expect(await json(world, 'status')).toMatchObject({
      catalogues: [{ id: 'team', status: 'current', roles: 1, leftOut: 2 }],
    });
    catalogue.push(textWith({ good: undefined }));
    await world.ok('catalogue', 'refresh');
    expect((await world.ok('roles')).stderr).toBe('');
    await world.ok('catalogue', 'logout');
    await world.tobira(['catalogue', 'refresh']);
    for (const words of ['roles', 'status'])
      expect((await world.ok(words)).stderr).toBe(
        'The catalogue team needs a sign-in: `tobira catalogue login team`\n',
      );
  });

  it('hides roles of groups that the user is not in, and lists them with --all', async () => {
    const { world } = await signedIn(textWith({ mine: 'platform', theirs: 'finance' }));
    const { stdout } = await world.ok('roles');
    expect(stdout).toMatch(/^mine /m);
    expect(stdout).not.toMatch(/^theirs /m);
    expect((await world.ok('roles', '--all')).stdout).toMatch(/^theirs /m);
    expect((await world.ok('catalogue')).stderr).toContain('team: 1 role for groups that you are not in');
    expect(await json(world, 'catalogue')).toMatchObject([{ roles: 2, hidden: 1 }]);
    // An agent that starts anew knows the groups from the session.
    await world.ok('agent', 'stop');
    expect((await world.ok('roles')).stdout).not.toMatch(/^theirs /m);
  });

  it('has roles that give credentials and open the console', async () => {
    const { world } = await signedIn();
    expect(JSON.parse((await world.ok('credentials', 'shared', '--format', 'process')).stdout)).toMatchObject(
      { Version: 1 },
    );
    expect((await world.ok('console', 'shared', '--print')).stdout).toMatch(/^https?:\/\//);
  });

  it('keeps the roles of an issuer that nobody has chosen out until the user says yes', async () => {
    const identities = [{ id: 'partner', issuer: foreign, clientId: 'partner-app' }];
    const roles = [{ id: 'outside', identity: 'partner', roleArn: sandboxRoleArn('ReadOnly') }];
    const { world } = await signedIn(stringify({ version: 1, identities, roles }));
    const { stderr } = await world.ok('catalogue');
    expect(stderr).toContain(`tobira catalogue trust team ${foreign}`);
    expect((await world.ok('roles')).stdout).not.toContain('outside');
    const wrong = await world.tobira(['catalogue', 'trust', 'team', 'https://else.test']);
    expect([wrong.code === 0, wrong.stderr.includes(foreign)]).toEqual([false, true]);
    await world.ok('catalogue', 'trust', 'team', foreign);
    expect((await world.ok('roles')).stdout).toMatch(/^outside /m);
  });
});

describe('where there is no keychain', () => {
  it('says what to do before anybody has signed in', async () => {
    const world = await openWorld(installed());
    const catalogue = addCatalogue(world.sandbox.gitlab, { text: textWith({ shared: undefined }) });
    await editConfig(world, (config) => ({
      ...config,
      catalogues: [{ id: 'team', ...catalogue.entry() }],
    }));
    for (const words of [['refresh', 'team'], ['refresh'], []]) {
      const { code, stderr } = await world.tobira(['catalogue', ...words]);
      expect(code).toBe(4);
      expect(stderr).toContain('tobira catalogue login team');
      expect(stderr).toContain('There is no keychain here: that session lasts only while Tobira runs.');
    }
    await world.ok('catalogue', 'login');
    expect((await world.ok('catalogue', 'refresh', 'team')).stdout).toContain('1 role');
  });
});

describe('the session of a catalogue’s application', () => {
  it('ends at GitLab and in the keychain with catalogue logout, and what was read stays', async () => {
    const { world } = await signedIn();
    expect(await keptSessions(world)).toBe(1);
    expect(await json(world, 'catalogue', 'logout')).toEqual({ catalogue: 'team', providerTold: true });
    expect(await keptSessions(world)).toBe(0);
    expect(world.sandbox.gitlab.refreshTokens(AIKO)).toHaveLength(1);
    expect((await world.ok('roles')).stdout).toMatch(/^shared /m);
  });

  it.each([
    { how: 'the identity is signed out of', words: ['logout', 'work'] },
    { how: 'all is locked', words: ['logout', '--all'] },
  ])(
    'ends when $how, also after a restart and where the configuration names the catalogue no more',
    async ({ words }) => {
      const { world } = await signedIn();
      await world.ok('agent', 'stop');
      await editConfig(world, ({ catalogues: _gone, ...rest }) => rest);
      await world.ok(...words);
      expect(world.sandbox.gitlab.refreshTokens(AIKO)).toEqual([]);
      expect(await keptSessions(world)).toBe(0);
    },
  );
});

describe('a catalogue that cannot be read anew', () => {
  it('is there from the disk without a network', async () => {
    const { world } = await signedIn();
    await world.ok('agent', 'stop');
    await world.sandbox.gitlab.close();
    expect((await world.ok('roles')).stdout).toMatch(/^shared /m);
  });

  it.each([
    {
      what: 'nothing',
      status: 404,
      body: '{"message":"404 Project Not Found"}',
      code: 'not_found',
      says: /project/i,
    },
    { what: 'a refusal', status: 403, body: '{"error":"insufficient_scope"}', code: 'scope', says: /scope/i },
    { what: 'a request to wait', status: 429, body: 'Retry later', code: 'throttled', says: /slow down/i },
    {
      what: 'a page',
      status: 200,
      body: '<!doctype html><title>Sign in</title>',
      code: 'not_text',
      says: /page/i,
    },
    {
      what: 'what is far too large',
      status: 200,
      body: 'x'.repeat(50_000_000),
      code: 'too_large',
      says: /MB/i,
    },
  ])('says what to do where $what comes ($status), and goes on with the last', async (fault) => {
    const { world } = await signedIn();
    world.sandbox.gitlab.faults.add('repository-file', answer(fault.status, fault.body));
    const failed = await world.tobira(['catalogue', 'refresh', 'team']);
    expect(failed.code).not.toBe(0);
    expect(failed.stderr).toMatch(fault.says);
    const { stdout, stderr } = await world.ok('roles');
    expect(stdout).toMatch(/^shared /m);
    expect(stderr).toContain('The catalogue team could not be read anew: its last good version is in use.');
    expect(await json({ ...world, ok: (...words) => world.tobira(words) }, 'catalogue')).toMatchObject([
      { status: 'stale', roles: 1, problem: { code: `catalogue_${fault.code}` } },
    ]);
  });
});
