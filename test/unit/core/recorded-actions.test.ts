import { beforeEach, describe, expect, it } from 'vitest';
import type { Doer } from '../../../src/core/activity.ts';
import { AppError } from '../../../src/core/errors.ts';
import { settle } from '../../support/fake-clock.ts';
import { createFakeWorld, type FakeWorld } from '../../support/fake-owner.ts';
import { configWith, identityWith, roleWith } from '../../support/fake-nouns.ts';

const app: Doer = { kind: 'app' };
const exec: Doer = { kind: 'command', command: 'exec', program: 'aws' };

let world: FakeWorld;
beforeEach(async () => {
  world = createFakeWorld();
  await world.owner.actions.loadConfig();
});

const act = (by: Doer = app) => world.owner.recorded(by);
async function signIn(): Promise<void> {
  const login = act().signIn('work', world.browser);
  await settle();
  world.provider.approve(identityWith());
  await login;
}
const listed = () => world.owner.activity.list();

describe('what is done with actions that are recorded', () => {
  it('is listed with the role as it was then, whose session it was, and when it ends', async () => {
    await signIn();
    await act().openConsole('prod', world.browser, { service: 'ec2' });
    const [opened, signedIn] = await listed();
    expect(signedIn).toMatchObject({ deed: { kind: 'sign-in' }, by: app, identity: 'work' });
    expect(opened).toEqual({
      at: world.clock.now(),
      deed: { kind: 'console', service: 'ec2' },
      by: app,
      role: { id: 'prod', name: roleWith().name, accountId: '123456789012' },
      identity: 'work',
      user: signedIn?.user,
      until: world.owner.state.get().roles.get(roleWith().id)?.sessionEnds?.full,
    });
    expect(opened?.until).toBeGreaterThan(world.clock.now());
  });

  it('tells how long a console of its own length lasts', async () => {
    world.configSource.config = configWith({ roles: [roleWith({ consoleSeconds: 43_200 })] });
    await world.owner.actions.loadConfig();
    await signIn();
    await act().openConsole('prod', world.browser);
    expect((await listed())[0]?.until).toBe(world.clock.now() + 43_200_000);
  });

  it('names the command and the program that asked, and the session that only reads', async () => {
    await signIn();
    await act(exec).credentials('prod', 'read-only');
    expect((await listed())[0]).toMatchObject({
      deed: { kind: 'credentials' },
      by: exec,
      role: { id: 'prod', readOnly: true },
    });
  });

  it('tells of a copy where it went, and of a failure why', async () => {
    await signIn();
    await act().deliver('prod', { sink: 'copy-fish' });
    world.clipboard.failing.write = 1;
    await expect(act().deliver('prod', { sink: 'copy-env' })).rejects.toThrow();
    const [failed, copied] = await listed();
    expect(copied).toMatchObject({ deed: { kind: 'deliver', sink: 'copy-fish' } });
    expect(copied?.until).toBeGreaterThan(world.clock.now());
    expect(failed).toMatchObject({ deed: { kind: 'deliver', sink: 'copy-env' }, failed: 'clipboard_failed' });
  });

  it('is one deed for two clicks that join', async () => {
    await signIn();
    await Promise.all([act().openConsole('prod', world.browser), act().openConsole('prod', world.browser)]);
    expect((await listed()).filter(({ deed }) => deed.kind === 'console')).toHaveLength(1);
    await act().openConsole('prod', world.browser);
    expect((await listed()).filter(({ deed }) => deed.kind === 'console')).toHaveLength(2);
  });

  it('keeps to itself what the user thought better of, and roles that nobody knows', async () => {
    const recorded = world.owner.recorded(app);
    await expect(recorded.credentials('a-secret-pasted-here')).rejects.toThrow();
    world.browser.failure = new AppError('login_cancelled', {});
    await expect(recorded.signIn('work', world.browser)).rejects.toThrow();
    expect(await listed()).toEqual([]);
  });

  it('says who was signed in until a sign-out, and that all was locked', async () => {
    await signIn();
    await act().signOut('work');
    await act().lock.everything();
    const [locked, signedOut, signedIn] = await listed();
    expect(signedIn?.user).toBeDefined();
    expect(signedOut).toMatchObject({ deed: { kind: 'sign-out' }, identity: 'work', user: signedIn?.user });
    expect(locked?.deed).toEqual({ kind: 'lock' });
  });

  it('holds no secret', async () => {
    await signIn();
    await act().openConsole('prod', world.browser);
    await act().consoleUrl('prod');
    await act().deliver('prod', { sink: 'copy-env' });
    await act().deliver('prod', { sink: 'copy-console' });
    const { secretAccessKey, sessionToken, accessKeyId } = await act(exec).credentials('prod');
    await world.owner.activity.settled();
    const kept = JSON.stringify(world.activityStore.entries);
    expect(world.activityStore.entries.length).toBeGreaterThan(4);
    for (const secret of [secretAccessKey, sessionToken, accessKeyId, 'http', 'SigninToken']) {
      expect(kept).not.toContain(secret);
    }
  });
});
