import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDesktop, type Desktop } from '../../support/desktop.ts';
import { AIKO, openWorld, useInstalledCli, type World } from './world.ts';

const installed = useInstalledCli();
let desktop: Desktop;
beforeAll(async () => {
  desktop = await startDesktop({ panel: false });
}, 60_000);
afterAll(() => desktop.close());

/** Starts a login with a code. @returns the process, and the address that has the code filled in */
async function startLogin({ terminal }: World) {
  const login = terminal.start(['login', '--device', '--json']);
  await login.output((_stdout, stderr) => stderr.includes('The code is good for 5 min.'));
  return { login, page: /^ {2}(http\S+user_code=\S+)$/m.exec(login.stderr())?.[1] ?? '' };
}

describe('signing in on another device', () => {
  it('shows an address and a code, opens no browser here, and keeps the session', async () => {
    const world = await openWorld(installed(), { desktop });
    const { gitlab } = world.sandbox;
    const { login, page } = await startLogin(world);
    expect(login.stderr()).toContain(`  ${gitlab.issuer}/oauth/device\n`);
    await gitlab.browser().connectDevice(page, { user: gitlab.users.get(AIKO) });
    const { code, stdout } = await login.result;
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      identity: 'work',
      user: { subject: '42', username: 'aiko' },
      storage: 'keychain',
    });
    expect(world.terminal.opened).toEqual([]);
    expect((await world.ok('credentials', 'prod-admin')).stdout).toContain('AWS_ACCESS_KEY_ID');
  });

  it('two terminals wait for the same code, and both are told', async () => {
    const world = await openWorld(installed(), { desktop });
    const { gitlab } = world.sandbox;
    const [first, second] = await Promise.all([startLogin(world), startLogin(world)]);
    expect(second.page).toBe(first.page);
    await gitlab.browser().connectDevice(first.page, { user: gitlab.users.get(AIKO) });
    expect([(await first.login.result).code, (await second.login.result).code]).toEqual([0, 0]);
    expect(gitlab.requests.count('authorize-device')).toBe(1);
  });

  it('a login that the user denies ends with exit code 4 and says so', async () => {
    const world = await openWorld(installed(), { desktop });
    const { gitlab } = world.sandbox;
    const { login, page } = await startLogin(world);
    await gitlab.browser().connectDevice(page, { user: gitlab.users.get(AIKO), decision: 'deny' });
    const { code, stderr } = await login.result;
    expect(code).toBe(4);
    expect(stderr).toContain('"code":"login_denied"');
  });
});
