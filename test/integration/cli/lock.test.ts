import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
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

/** The file again, with a second identity of the same GitLab application beside `work`. */
function withSecond(text: string): string {
  const [, entry = ''] = /^identities:\n((?: .*\n)+)/m.exec(text) ?? [];
  expect(entry).toContain('id: work');
  return text.replace(entry, entry + entry.replace('id: work', 'id: ops'));
}

async function twoSignedIn(): Promise<World> {
  const world = await openWorld(installed(), { desktop, config: withSecond });
  await world.ok('login', 'work');
  await world.ok('login', 'ops');
  await world.ok('credentials', 'prod-admin');
  return world;
}

async function keychainEntries({ sandbox }: World): Promise<number> {
  const items = await desktop.keyring.items('Tobira');
  return items.filter(({ account }) => account.includes(sandbox.gitlab.issuer)).length;
}

describe('several identities', () => {
  it('have a session each, shown with name and numeric id', async () => {
    const world = await twoSignedIn();
    expect(await keychainEntries(world)).toBe(2);
    expect(world.sandbox.gitlab.refreshTokens(AIKO)).toHaveLength(2);
    const { stdout } = await world.ok('status');
    expect(stdout).toMatch(/^work: Aiko Tanaka \(@aiko\), GitLab user 42 at /m);
    expect(stdout).toMatch(/^ops: Aiko Tanaka \(@aiko\), GitLab user 42 at /m);
    const report: unknown = JSON.parse((await world.ok('status', '--json')).stdout);
    expect(report).toMatchObject({
      identities: [
        { id: 'work', user: { subject: '42', name: 'Aiko Tanaka', username: 'aiko' } },
        { id: 'ops', user: { subject: '42' } },
      ],
    });
  });

  it('are signed out of one by one', async () => {
    const world = await twoSignedIn();
    await world.ok('logout', 'ops');
    expect(await keychainEntries(world)).toBe(1);
    expect(world.sandbox.gitlab.refreshTokens(AIKO)).toHaveLength(1);
    expect((await world.ok('status')).stdout).toContain('ops: not signed in');
    await world.ok('credentials', 'prod-admin');
  });
});

describe('locking everything', () => {
  it('ends every session, here and at GitLab, and forgets the credentials', async () => {
    const world = await twoSignedIn();
    const { stdout, stderr } = await world.ok('logout', '--all');
    expect(stdout).toBe('');
    expect(stderr).toContain('Signed out of "work".\nSigned out of "ops".\n');
    expect(stderr).toContain('already handed out work until they expire');
    expect(stderr).toContain('Revoke active sessions');
    expect(await keychainEntries(world)).toBe(0);
    expect(world.sandbox.gitlab.refreshTokens(AIKO)).toEqual([]);
    expect((await world.tobira(['credentials', 'prod-admin'])).code).toBe(4);
  });

  it('does so without GitLab, and says so of each', async () => {
    const world = await twoSignedIn();
    await world.sandbox.gitlab.close();
    const { stdout } = await world.ok('logout', '--all', '--json');
    expect(JSON.parse(stdout)).toEqual({
      identities: ['work', 'ops'].map((identity) => ({ identity, signedOut: true, providerTold: false })),
      notWithdrawn: [],
    });
    expect(await keychainEntries(world)).toBe(0);
  });

  it('does not pass for done where the keychain is locked', async () => {
    const world = await twoSignedIn();
    await world.ok('agent', 'stop');
    await desktop.keyring.lock();
    onTestFinished(() => desktop.keyring.unlock());
    const failed = await world.tobira(['logout', '--all', '--json']);
    expect(failed.code).toBe(7);
    expect(JSON.parse(failed.stdout)).toMatchObject({
      identities: [
        { identity: 'work', signedOut: false, providerTold: false, problem: { code: 'keychain_locked' } },
        { identity: 'ops', signedOut: false, providerTold: false, problem: { code: 'keychain_locked' } },
      ],
    });
    const { stderr } = await world.tobira(['logout', '--all']);
    expect(stderr).toContain(
      'Once the keychain is open, run `tobira logout --all` again. GitLab could not be told.',
    );
    await desktop.keyring.unlock();
    await world.ok('logout', '--all');
    expect(await keychainEntries(world)).toBe(0);
    expect(world.sandbox.gitlab.refreshTokens(AIKO)).toEqual([]);
  });

  it('takes no name beside it', async () => {
    const world = await openWorld(installed(), { desktop });
    expect(await world.tobira(['logout', 'work', '--all'])).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('signing out where the AWS files cannot be changed', () => {
  it.each([{ words: ['logout'] }, { words: ['logout', '--all'] }])(
    '$words ends the session, says what stayed behind, and is no success',
    async ({ words }) => {
      const world = await openWorld(installed(), { desktop });
      await world.ok('login');
      await world.ok('profile', 'write', 'prod-admin');
      const credentials = join(world.terminal.home, '.aws', 'credentials');
      await appendFile(credentials, 'this is no line of such a file\n');
      const { code, stdout, stderr } = await world.tobira(words);
      expect({ code, stdout }).toEqual({ code: 8, stdout: '' });
      expect(stderr).toContain('Signed out of "work".');
      expect(stderr).toContain('Some profiles could not be removed from the AWS files: look for "Tobira"');
      expect((await world.ok('status')).stdout).toMatch(/^work: not signed in/);
      expect(await keychainEntries(world)).toBe(0);
      expect(await readFile(credentials, 'utf8')).toContain('aws_secret_access_key');
    },
  );

  it('is told to programs on stdout', async () => {
    const world = await openWorld(installed(), { desktop });
    await world.ok('login');
    await world.ok('profile', 'write', 'prod-admin');
    const path = join(world.terminal.home, '.aws', 'credentials');
    await appendFile(path, 'this is no line of such a file\n');
    const { length: line } = (await readFile(path, 'utf8')).trimEnd().split('\n');
    const { code, stdout, stderr } = await world.tobira(['logout', '--json']);
    expect({ code, stderr }).toEqual({ code: 8, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({
      identity: 'work',
      providerTold: true,
      notWithdrawn: ['aws-files'],
      problems: [
        { code: 'aws_file_malformed', details: { path, line, reason: expect.any(String) as unknown } },
      ],
    });
  });
});

describe('an identity that was renamed', () => {
  it('keeps its session, and can be signed out of by its old name', async () => {
    const world = await openWorld(installed(), { desktop });
    await world.ok('login');
    const { configPath } = world.terminal;
    const before = await readFile(configPath, 'utf8');
    await writeFile(configPath, before.replaceAll(/\bwork$/gm, 'office'));
    expect((await world.ok('status')).stdout).toMatch(/^office: not signed in/);
    expect(world.sandbox.gitlab.refreshTokens(AIKO)).toHaveLength(1);

    expect((await world.ok('logout', 'work')).stderr).toContain('Signed out of "work"');
    expect(world.sandbox.gitlab.refreshTokens(AIKO)).toEqual([]);
    expect(await keychainEntries(world)).toBe(0);
  });
});
