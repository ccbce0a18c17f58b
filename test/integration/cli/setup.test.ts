import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { describe, expect, it } from 'vitest';
import { answer } from '../../sandbox/gitlab/fault.ts';
import type { ProcessResult } from '../../support/process.ts';
import { AIKO, openWorld, useInstalledCli, type World } from './world.ts';

const installed = useInstalledCli();

const ISSUER = 'https://gitlab.example.com';
const ids = ['a'.repeat(64), 'b'.repeat(64)] as const;
const account = ['--account', '123456789012'] as const;
const job = ['--project', 'platform/deploy', '--branch', 'main'] as const;

/** A configuration with as many applications of one GitLab, and nobody who could be asked. */
function world(clientIds: readonly string[]): Promise<World> {
  const identities = clientIds.map((clientId, index) => ({ id: `id-${index}`, issuer: ISSUER, clientId }));
  const text = stringify({ version: 1, identities, roles: [] });
  return openWorld(installed(), { config: () => (clientIds.length === 0 ? undefined : text) });
}

function codes(list: unknown): readonly string[] {
  return (list as readonly { readonly code: string }[]).map(({ code }) => code);
}

function read({ code, stdout, stderr }: ProcessResult): Readonly<Record<string, unknown>> {
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as Readonly<Record<string, unknown>>;
}

describe('setup gitlab', () => {
  it("tells an application's settings, of the address as tokens have it", async () => {
    const { tobira } = await world([]);
    const told = read(
      await tobira(['setup', 'gitlab', '--issuer', 'https://GitLab.Example.com/', '--offline', '--json']),
    );
    expect(told).toMatchObject({
      ...{ issuer: ISSUER, confidential: false, redirectUri: 'http://127.0.0.1/callback' },
      pages: { own: `${ISSUER}/-/user_settings/applications` },
    });
    expect(codes(told['findings'])).toEqual(['address-with-slash', 'address-in-capitals']);
  });

  it('tells people once what their address becomes, and goes on with that one', async () => {
    const { tobira } = await world([]);
    const words = ['setup', 'gitlab', '--issuer', 'https://GitLab.Example.com/', '--offline'];
    const english = await tobira(words);
    expect(english.stderr.match(/https:\/\/[^ ]*/g)).toEqual([ISSUER, 'https://GitLab.Example.com/.']);
    expect(english.stdout).toContain(`tobira setup aws --issuer ${ISSUER} --application-id ID`);
    const japanese = await tobira(words, { env: { LANG: 'ja_JP.UTF-8' } });
    expect(japanese.stderr).toContain('を使用します。AWS は');
    expect(japanese.stderr).not.toMatch(/。 /);
    const refused = await tobira(['setup', 'aws', '--issuer', ISSUER, '--application-id', 'x', ...account], {
      env: { LANG: 'ja_JP.UTF-8' },
    });
    expect(refused.stderr).not.toMatch(/。 /);
  });

  it('asks the issuer, and refuses an address that would be read in another way', async () => {
    const { sandbox, tobira } = await openWorld(installed());
    const live = await tobira(['setup', 'gitlab']);
    expect(live.code, live.stderr).toBe(0);
    expect(live.stdout).toContain(`${sandbox.gitlab.issuer}/-/user_settings/applications`);
    expect(live.stderr).toContain('The keys are at');
    sandbox.gitlab.faults.add('discovery', answer(404, ''));
    const gone = await tobira(['setup', 'gitlab', '--json']);
    expect([gone.code, codes((JSON.parse(gone.stdout) as { findings: unknown }).findings)]).toEqual([
      5,
      expect.arrayContaining(['document-status']) as unknown,
    ]);
    const odd = await tobira(['setup', 'gitlab', '--issuer', 'https://例え.jp', '--offline']);
    expect([odd.code, odd.stdout]).toEqual([2, '']);
    expect(odd.stderr).toContain('https://xn--r8jz45g.jp');
  });
});

describe('the configuration in setup', () => {
  const words = ['setup', 'gitlab', '--offline', '--config'] as const;

  it('may be a file that is yet to be made', async () => {
    const { tobira, terminal } = await world([]);
    const { code, stderr } = await tobira([...words, join(terminal.home, 'new.yaml'), '--issuer', ISSUER]);
    expect([code, stderr]).toEqual([0, '']);
    const asked = await tobira([...words, join(terminal.home, 'new.yaml')]);
    expect(asked.code).toBe(2);
    expect(asked.stderr).toContain('--issuer');
  });

  it('may be broken where the issuer is given, and is told of where it has to say it', async () => {
    const { tobira, terminal } = await world([]);
    const path = join(terminal.home, 'broken.yaml');
    await writeFile(path, 'version: [');
    const given = await tobira([...words, path, '--issuer', ISSUER]);
    expect([given.code, given.stderr]).toEqual([0, '']);
    expect((await tobira([...words, path])).code).toBe(3);
  });
});

describe('an issuer that cannot be reached', () => {
  it.each([
    ['C.UTF-8', 'no host with this name is known: ENOTFOUND'],
    ['ja_JP.UTF-8', 'ホスト名が見つかりません'],
  ])('is told with the reason, in %s', async (LC_ALL, reason) => {
    const { tobira } = await world([]);
    const { code, stderr } = await tobira(['setup', 'gitlab', '--issuer', 'https://nosuch.invalid'], {
      env: { LC_ALL },
    });
    expect(code).toBe(6);
    expect(stderr).toMatch(new RegExp(`${reason}|EAI_AGAIN`));
  });
});

describe('setup aws', () => {
  it('takes issuer, application and user from who is signed in', async () => {
    const { sandbox, ok } = await openWorld(installed());
    await ok('login');
    const plan = read(await ok('setup', 'aws', ...account, '--offline', '--json'));
    expect(plan).toMatchObject({
      ...{ issuer: sandbox.gitlab.issuer, audience: sandbox.gitlab.applications.default.uid },
      roles: [{ name: 'GitLabUsers', subjects: [{ kind: 'exact', value: String(AIKO) }] }],
    });
    const notes = codes(plan['notes']);
    expect(notes[0]).toBe('issuer-unreachable');
    const people = await ok('setup', 'aws', ...account, '--offline', '--format', 'policy');
    expect(people.stderr).toMatch(/^[^\n]*\n?[^\n]*AWS can never trust this GitLab/);
    expect(JSON.parse(people.stdout)).toHaveProperty('Statement');
  });

  it('names what is missing where nobody can be asked, and asks nothing', async () => {
    const { tobira } = await world([]);
    for (const [given, missing] of [
      [[], '--issuer'],
      [['--issuer', ISSUER], '--application-id'],
      [['--issuer', ISSUER, '--application-id', 'app'], '--account'],
    ] as const) {
      const { code, stdout, stderr } = await tobira(['setup', 'aws', ...given, '--offline']);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toContain(missing);
    }
    const nobody = ['setup', 'aws', '--issuer', ISSUER, '--application-id', 'app', ...account, '--offline'];
    const refused = await tobira(nobody);
    expect([refused.code, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toContain('Nobody is named, so there is no policy.');
  });
});

describe('a policy by itself', () => {
  it('is refused where several are needed, and the way to each is told', async () => {
    const { tobira } = await world([]);
    const users = Array.from({ length: 301 }, (_, index) => String(10_000_000 + index)).join(',');
    const people = ['--application-id', 'app', ...account, '--user', users, '--offline'];
    const words = ['setup', 'aws', '--issuer', ISSUER, ...people];
    const refused = await tobira([...words, '--format', 'policy']);
    expect([refused.code, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toMatch(/\d roles are needed, .*"trustPolicy" in each of its "roles"/);
    const { roles } = read(await tobira([...words, '--json'])) as { roles: { trustPolicy: object }[] };
    expect(roles.length).toBeGreaterThan(1);
    for (const { trustPolicy } of roles) expect(trustPolicy).toHaveProperty('Statement');
  });
});

describe('setup ci', () => {
  const ci = ['setup', 'ci', ...account, '--offline'] as const;

  it.each([
    ['as it is', ISSUER],
    ['with a slash', `${ISSUER}/`],
    ['in capitals', 'https://GitLab.Example.com'],
    ['not at all', undefined],
  ])('refuses the id of any application as audience, the issuer typed %s', async (_how, issuer) => {
    for (const clientIds of [ids.slice(0, 1), ids]) {
      const { tobira } = await world(clientIds);
      for (const audience of clientIds) {
        const given = issuer === undefined ? [] : ['--issuer', issuer];
        const { code, stdout, stderr } = await tobira([...ci, ...job, ...given, '--audience', audience]);
        expect([code, stdout]).toEqual([2, '']);
        expect(stderr).toContain('Jobs need an audience of their own.');
      }
    }
  });

  it('warns of an audience that looks like an application, and gives every form', async () => {
    const { tobira } = await world([]);
    const words = [...ci, ...job, '--issuer', ISSUER];
    const plan = read(await tobira([...words, '--audience', ids[0], '--json']));
    expect(codes(plan['notes'])).toContain('audience-like-application');
    expect(Object.keys(plan['outputs'] as object)).toEqual([
      ...['policy', 'aws-cli', 'terraform', 'cloudformation', 'gitlab-ci'],
    ]);
    const file = await tobira([...words, '--format', 'gitlab-ci', '--protected-environment']);
    expect(file.code).toBe(2);
    const named = [...words, '--format', 'gitlab-ci', '--protected-environment', '--environment', 'prod'];
    const { code, stdout } = await tobira(named);
    expect(code).toBe(0);
    expect(stdout).toContain('environment:\n    name: prod\n');
  });

  it('lets in a whole group only where that is said, and loudly', async () => {
    const { tobira } = await world([]);
    const words = [...ci, '--issuer', ISSUER, '--sub', 'project_path:platform/*'];
    const refused = await tobira(words);
    expect([refused.code, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toContain('--whole-group');
    const told = await tobira([...words, '--whole-group', '--format', 'policy']);
    expect(told.code).toBe(0);
    expect(told.stderr).toContain('WARNING: "project_path:platform/*" lets in every project');
    expect(told.stdout).toContain('project_path:platform/*');
  });

  it('takes a whole subject alone, and no answer that it makes idle', async () => {
    const { tobira } = await world([]);
    const words = [...ci, '--issuer', ISSUER, '--sub', 'job_project_id:20:ref_type:branch:ref:main'];
    const refused = await tobira([...words, '--branch', 'main', '--tier', 'staging']);
    expect([refused.code, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toContain('--branch, --tier cannot stand beside `--sub` alone.');
    const told = await tobira([...words, '--format', 'gitlab-ci']);
    expect(told.code, told.stderr).toBe(0);
    expect(told.stderr).toContain('lets in merge requests from forks');
    expect(told.stderr).not.toContain('does not begin with a project');
    expect(told.stdout).toContain('if: "$CI_COMMIT_BRANCH == \\"main\\""');
  });

  it('gives every form for a workflow at GitHub, whatever GitLab the configuration has', async () => {
    const { tobira } = await world(ids.slice(0, 1));
    const words = [...ci, '--provider', 'github', '--repository', 'octocat/hello', '--branch', 'main'];
    const plan = read(await tobira([...words, '--json']));
    expect(plan).toMatchObject({
      issuer: 'https://token.actions.githubusercontent.com',
      audience: 'sts.amazonaws.com',
      roles: [{ name: 'GitHubJobs', subjects: [{ value: 'repo:octocat/hello:ref:refs/heads/main' }] }],
    });
    expect(Object.keys(plan['outputs'] as object)).toEqual([
      ...['policy', 'aws-cli', 'terraform', 'cloudformation', 'github-workflow'],
    ]);
    const file = await tobira([...words, '--format', 'github-workflow']);
    expect(file.code, file.stderr).toBe(0);
    expect(file.stdout).toContain('id-token: write');
    expect(file.stderr).toContain('gh api repos/octocat/hello');
  });

  it.each([
    [['--provider', 'forge'], 'There is no CI provider "forge".'],
    [['--provider', 'github', '--project', 'a/b', '--sub', 'x'], '--project, --sub: not for GitHub.'],
    [['--repository', 'a/b'], '--repository: not for GitLab.'],
    [['--provider', 'github', '--branch', 'main'], '--repository'],
    [['--provider', 'github', '--repository', '*/b', '--branch', 'main'], '"*/b" is no repository.'],
    [['--provider', 'github', '--repository', 'a/b', '--branch', 'x', '--use', 'console'], 'no safe place'],
    [['--provider', 'github', '--repository', 'a/b', '--format', 'gitlab-ci'], '"gitlab-ci"'],
  ] as const)('refuses %j', async (words, said) => {
    const { tobira } = await world([]);
    const { code, stdout, stderr } = await tobira([...ci, ...words]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(said);
  });

  it('knows its words', async () => {
    const { tobira } = await world([]);
    expect((await tobira(['setup'])).code).toBe(2);
    expect((await tobira([...ci, ...job, '--issuer', ISSUER, '--use', 'fun'])).code).toBe(2);
    expect((await tobira([...ci, ...job, '--issuer', ISSUER, '--format', 'config'])).code).toBe(2);
    expect((await tobira([...ci, ...job, '--identity', 'nobody'])).code).toBe(3);
  });
});
