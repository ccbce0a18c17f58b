import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeFileLock } from '../../../src/adapters/sinks/aws-files/file-lock.ts';
import { startDesktop } from '../../support/desktop.ts';
import type { Desktop } from '../../support/desktop.ts';
import { AIKO, openWorld, useInstalledCli } from './world.ts';
import type { World } from './world.ts';

const installed = useInstalledCli();
let desktop: Desktop;
beforeAll(async () => void (desktop = await startDesktop({ panel: false })));
afterAll(() => desktop.close());

async function signedIn(config?: (text: string) => string): Promise<World> {
  const world = await openWorld(installed(), { desktop, ...(config && { config }) });
  await world.ok('login');
  return world;
}

const usual = ({ terminal }: World) => join(terminal.home, '.aws', 'credentials');
const keyIn = async (path: string): Promise<string | undefined> =>
  /aws_access_key_id = (\S+)/.exec(await readFile(path, 'utf8'))?.[1];

describe('keys that an agent has written, once that agent has ended', () => {
  it('go with the session all the same', async () => {
    const world = await signedIn();
    await world.ok('profile', 'write', 'stage-dev');
    await world.ok('agent', 'stop');
    expect(await keyIn(usual(world))).toMatch(/^ASIA/);
    await world.ok('logout');
    expect(await keyIn(usual(world))).toBeUndefined();
  });

  it('go with it from files that only that command named, too', async () => {
    const world = await signedIn();
    const path = join(world.terminal.home, 'elsewhere', 'credentials');
    await mkdir(dirname(path));
    const env = { AWS_SHARED_CREDENTIALS_FILE: path };
    expect(await world.tobira(['profile', 'write', 'stage-dev'], { env })).toMatchObject({ code: 0 });
    await world.ok('agent', 'stop');
    expect(await keyIn(path)).toMatch(/^ASIA/);
    await world.ok('logout', '--all');
    expect(await keyIn(path)).toBeUndefined();
  });

  it('are kept fresh by the next one', async () => {
    const world = await signedIn();
    await world.ok('profile', 'write', 'stage-dev');
    const before = await keyIn(usual(world));
    await world.ok('agent', 'stop');
    await world.ok('roles');
    await expect.poll(() => keyIn(usual(world)), { timeout: 20_000 }).not.toBe(before);
    const issued = world.sandbox.aws.issuedCredentials.map((one) => one.accessKeyId);
    expect(issued).toContain(await keyIn(usual(world)));
  });

  it('are left behind with a word and an exit code where their file cannot be changed', async () => {
    const world = await signedIn();
    await world.ok('profile', 'write', 'stage-dev');
    await writeFile(usual(world), `stray line\n${await readFile(usual(world), 'utf8')}`);
    const { code, stderr } = await world.tobira(['logout']);
    expect(code).toBe(8);
    expect(stderr).toContain('AWS files');
    expect(stderr).toContain(`${usual(world)}, line 1: `);
    expect(await keyIn(usual(world))).toMatch(/^ASIA/);
    expect(await world.tobira(['credentials', 'stage-dev'])).toMatchObject({ code: 4 });
  });

  it('go where only the other file is broken', async () => {
    const world = await signedIn();
    await world.ok('profile', 'write', 'stage-dev');
    await writeFile(join(dirname(usual(world)), 'config'), 'stray line\n');
    await world.ok('logout');
    expect(await keyIn(usual(world))).toBeUndefined();
  });

  it('are not written any more where the user locks everything while they wait for another program', async () => {
    const world = await signedIn();
    const folder = dirname(usual(world));
    await mkdir(folder);
    const lock = await takeFileLock(usual(world), { patienceMs: 1_000, pause: () => Promise.resolve() });
    const before = world.sandbox.aws.issuedCredentials.length;
    const writing = world.tobira(['profile', 'write', 'stage-dev']);
    await expect
      .poll(() => world.sandbox.aws.issuedCredentials.length, { timeout: 20_000 })
      .toBeGreaterThan(before);
    const leaving = world.tobira(['logout', '--all']);
    await expect.poll(() => world.sandbox.gitlab.refreshTokens(AIKO), { timeout: 20_000 }).toEqual([]);
    await lock.release();
    expect(await leaving).toMatchObject({ code: 0 });
    expect((await writing).code).not.toBe(0);
    expect(await readdir(folder)).toEqual([]);
  });
});
