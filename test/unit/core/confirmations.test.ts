import { describe, expect, test } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import type { Role } from '../../../src/core/model.ts';
import { settle } from '../../support/fake-clock.ts';
import { bob, configWith, identityWith, roleWith, settingsWith } from '../../support/fake-nouns.ts';
import { createFakeWorld, type FakeWorld } from '../../support/fake-owner.ts';

const minute = 60_000;
const prod = roleWith({ confirm: true });
const home = identityWith({ id: 'home', issuer: 'https://git.example' });

async function signedIn(roles: readonly Role[] = [prod]): Promise<FakeWorld> {
  const world = createFakeWorld();
  world.configSource.config = configWith({ identities: [identityWith(), home], roles });
  await signIn(world);
  return world;
}

async function signIn({ owner, provider, browser }: FakeWorld): Promise<void> {
  const login = owner.actions.signIn('work', browser);
  await settle();
  provider.approve(identityWith());
  await login;
  browser.pages.length = 0;
}

/** The file changes, and it is noticed. */
async function edit(world: FakeWorld, roles: readonly Role[]): Promise<void> {
  world.configSource.config = { ...world.configSource.config, roles };
  await world.owner.actions.loadConfig();
}

const questions = ({ owner }: FakeWorld) => owner.state.get().attention;
const byProgram = { kind: 'confirmation-needed', role: 'prod', by: 'program' };
const byApp = { kind: 'confirmation-needed', role: 'prod', by: 'app' };
const needed = { code: 'confirmation_needed' };

/** What came of it, as soon as something has. */
function watch(work: Promise<unknown>): { result: unknown } {
  const watched: { result: unknown } = { result: 'waiting' };
  work.then(
    () => void (watched.result = 'done'),
    (error: unknown) => void (watched.result = error instanceof AppError ? error.code : error),
  );
  return watched;
}

describe('a click on a role that asks for a yes', () => {
  test('waits for the answer, and goes on by itself when it is yes', async () => {
    const world = await signedIn();
    const opened = watch(world.owner.actions.openConsole('prod', world.browser));
    await settle();
    expect(questions(world)).toEqual([byApp]);
    expect(opened.result).toBe('waiting');
    expect(world.assumer.asked).toEqual([]);

    await world.owner.actions.confirm('prod');
    await settle();

    expect(opened.result).toBe('done');
    expect(world.browser.pages).toHaveLength(1);
    expect(questions(world)).toEqual([]);
  });

  test('does nothing when the answer is no, and shows no failure', async () => {
    const world = await signedIn();
    const opened = watch(world.owner.actions.openConsole('prod', world.browser));
    await settle();

    world.owner.actions.decline('prod');
    await settle();

    expect(opened.result).toBe('confirmation_declined');
    expect(world.browser.pages).toEqual([]);
    expect(questions(world)).toEqual([]);
    expect(world.owner.state.get().roles.get(prod.id)?.activity ?? { status: 'idle' }).toEqual({
      status: 'idle',
    });
  });

  test('asks one question for all that wait: a console and a copy', async () => {
    const world = await signedIn();
    const all = [
      watch(world.owner.actions.openConsole('prod', world.browser)),
      watch(world.owner.actions.openConsole('prod', world.browser)),
      watch(world.owner.actions.deliver('prod', { sink: 'copy-env' })),
      watch(world.owner.actions.deliver('prod', { sink: 'copy-console' })),
    ];
    await settle();
    expect(questions(world)).toEqual([byApp]);

    await world.owner.actions.confirm('prod');
    await settle();

    expect(all.map(({ result }) => result)).toEqual(['done', 'done', 'done', 'done']);
    expect(world.browser.pages).toHaveLength(1);
  });

  test.each(['copy-env', 'copy-console', 'profile'] as const)('asks before a %s, too', async (sink) => {
    const world = await signedIn();
    const delivered = watch(world.owner.actions.deliver('prod', { sink }));
    await settle();
    expect(questions(world)).toEqual([byApp]);
    world.owner.actions.decline('prod');
    await settle();
    expect(delivered.result).toBe('confirmation_declined');
    expect(world.assumer.asked).toEqual([]);
    expect(world.clipboard.text).toBe('');
  });

  test('asks before anybody has signed in: who says no sees no login page', async () => {
    const world = createFakeWorld();
    world.configSource.config = configWith({ roles: [prod] });
    const opened = watch(world.owner.actions.openConsole('prod', world.browser));
    await settle();
    expect(world.browser.pages).toEqual([]);

    await world.owner.actions.confirm('prod');
    await settle();
    expect(world.browser.pages).toEqual(['https://gitlab.example.com/oauth/authorize?n=1']);
    world.provider.approve(identityWith());
    await settle();
    expect(opened.result).toBe('done');
  });

  test('goes by what the file says when the answer comes', async () => {
    const world = await signedIn();
    const opened = watch(world.owner.actions.openConsole('prod', world.browser));
    await settle();
    world.configSource.config = {
      ...world.configSource.config,
      roles: [{ ...prod, region: 'ap-northeast-1' }],
    };
    await world.owner.actions.confirm('prod');
    await settle();
    expect(opened.result).toBe('done');
    expect(world.federation.asked).toMatchObject([{ region: 'ap-northeast-1' }]);
  });
});

describe('a question of the app goes as a no', () => {
  async function asked(): Promise<readonly [FakeWorld, { result: unknown }]> {
    const world = await signedIn();
    const opened = watch(world.owner.actions.openConsole('prod', world.browser));
    await settle();
    return [world, opened];
  }

  test.each<readonly [string, (world: FakeWorld) => Promise<unknown>]>([
    ['the app quits', ({ owner }) => owner.end()],
    ['the role leaves the configuration', (world) => edit(world, [])],
    [
      'its name goes to another role',
      (world) => edit(world, [roleWith({ confirm: true, roleName: 'Owner' })]),
    ],
    ['it asks for no yes any more', (world) => edit(world, [roleWith()])],
  ])('when %s', async (_, happen) => {
    const [world, opened] = await asked();
    await happen(world);
    await settle();
    expect(opened.result).toBe('confirmation_declined');
    expect(questions(world)).toEqual([]);
    expect(world.browser.pages).toEqual([]);
  });

  test.each<readonly [string, (world: FakeWorld) => Promise<unknown>]>([
    ['the identity signs out', ({ owner }) => owner.actions.signOut('work')],
    ['everything is locked', ({ owner }) => owner.actions.lock.everything()],
  ])('and what it was about ends with the session when %s', async (_, happen) => {
    const [world, opened] = await asked();
    await happen(world);
    await settle();
    expect(opened.result).toBe('signed_out_meanwhile');
    expect(questions(world)).toEqual([]);
    expect(world.browser.pages).toEqual([]);
  });

  test('and stays when another identity signs out, or the file breaks', async () => {
    const [world, opened] = await asked();
    await world.owner.actions.signOut('home');
    world.configSource.failure = new AppError('config_broken', { path: 'config.yaml', problems: [] });
    await world.owner.actions.loadConfig().catch(() => undefined);
    expect(questions(world)).toEqual([byApp]);
    expect(opened.result).toBe('waiting');
    await world.owner.actions.confirm('prod');
    await settle();
    expect(opened.result).toBe('done');
  });

  test('and stays for hours: the user may be away', async () => {
    const [world, opened] = await asked();
    await world.clock.advance(5 * 60 * minute);
    expect(questions(world)).toEqual([byApp]);
    expect(opened.result).toBe('waiting');
  });
});

describe('a yes', () => {
  test('holds for 15 minutes, and a use does not make it last longer', async () => {
    const world = await signedIn();
    await world.owner.actions.confirm('prod');
    await world.clock.advance(15 * minute - 1);
    await expect(world.owner.actions.credentials('prod')).resolves.toBeDefined();
    await world.clock.advance(1);
    await expect(world.owner.actions.credentials('prod')).rejects.toMatchObject(needed);
  });

  test('holds for as long as the settings say', async () => {
    const world = await signedIn();
    world.configSource.config = {
      ...world.configSource.config,
      settings: settingsWith({ confirmForMs: minute }),
    };
    await world.owner.actions.confirm('prod');
    await world.clock.advance(minute - 1);
    await expect(world.owner.actions.credentials('prod')).resolves.toBeDefined();
    await world.clock.advance(1);
    await expect(world.owner.actions.credentials('prod')).rejects.toMatchObject({
      ...needed,
      details: { role: 'Production', id: 'prod', forSeconds: 60 },
    });
  });

  test('grows old in sleep, and no younger when the clock is set back', async () => {
    const world = await signedIn();
    await world.owner.actions.confirm('prod');
    world.clock.set(-60 * minute);
    world.clock.sleep(15 * minute);
    await expect(world.owner.actions.credentials('prod')).rejects.toMatchObject(needed);
  });

  test('is of use to programs, wherever it was said', async () => {
    const world = await signedIn();
    const opened = world.owner.actions.openConsole('prod', world.browser);
    await settle();
    await world.owner.actions.confirm('prod');
    await opened;
    await expect(world.owner.actions.credentials('prod')).resolves.toBeDefined();
    await expect(world.owner.actions.consoleUrl('prod')).resolves.toContain('https://');
    await expect(world.owner.actions.deliver('prod', { sink: 'profile' }, 'program')).resolves.toBeDefined();
  });

  test('holds for its role alone', async () => {
    const other = roleWith({ id: 'other', confirm: true });
    const world = await signedIn([prod, other]);
    await world.owner.actions.confirm('prod');
    await expect(world.owner.actions.credentials('other')).rejects.toMatchObject(needed);
  });

  test('does not hold for another role that takes the name', async () => {
    const world = await signedIn();
    await world.owner.actions.confirm('prod');
    world.configSource.config = configWith({ roles: [roleWith({ confirm: true, roleName: 'Owner' })] });
    await expect(world.owner.actions.credentials('prod')).rejects.toMatchObject(needed);
  });

  test.each<readonly [string, (world: FakeWorld) => Promise<unknown>]>([
    ['a sign-out', ({ owner }) => owner.actions.signOut('work')],
    ['locking everything', ({ owner }) => owner.actions.lock.everything()],
    [
      'somebody else who signs in',
      async (world) => {
        world.provider.user = bob;
        await signIn(world);
      },
    ],
  ])('does not outlive %s', async (_, happen) => {
    const world = await signedIn();
    await world.owner.actions.confirm('prod');
    await expect(world.owner.actions.credentials('prod')).resolves.toBeDefined();
    await happen(world);
    await expect(world.owner.actions.credentials('prod')).rejects.toMatchObject(needed);
  });

  test('can be said before anybody asks, and fails for a role that is not there', async () => {
    const world = await signedIn();
    await expect(world.owner.actions.confirm('prod')).resolves.toMatchObject({ name: 'Production' });
    await expect(world.owner.actions.confirm('nobody')).rejects.toMatchObject({ code: 'unknown_role' });
  });
});

describe('a program that wants such a role', () => {
  test('is refused at once, and the user is asked once, however often it tries', async () => {
    const world = await signedIn();
    for (let time = 0; time < 20; time += 1) {
      await expect(world.owner.actions.credentials('prod')).rejects.toMatchObject(needed);
    }
    await expect(world.owner.actions.consoleUrl('prod')).rejects.toMatchObject(needed);
    await expect(world.owner.actions.deliver('prod', { sink: 'profile' }, 'program')).rejects.toMatchObject(
      needed,
    );
    expect(questions(world)).toEqual([byProgram]);
    expect(world.assumer.asked).toEqual([]);
    expect(world.owner.state.get().roles.get(prod.id)?.activity).toBeUndefined();
  });

  test('gets it once the user has said yes', async () => {
    const world = await signedIn();
    await expect(world.owner.actions.credentials('prod')).rejects.toMatchObject(needed);
    await world.owner.actions.confirm('prod');
    expect(questions(world)).toEqual([]);
    await expect(world.owner.actions.credentials('prod')).resolves.toMatchObject({ accessKeyId: 'ASIA-1' });
  });

  test('asks no more when nobody has asked for as long as a yes would hold', async () => {
    const world = await signedIn();
    await world.owner.actions.credentials('prod').catch(() => undefined);
    await world.clock.advance(14 * minute);
    await world.owner.actions.credentials('prod').catch(() => undefined);
    await world.clock.advance(14 * minute);
    expect(questions(world)).toEqual([byProgram]);
    await world.clock.advance(minute);
    expect(questions(world)).toEqual([]);
  });

  test('does not nag: after a no it is refused in silence for a minute', async () => {
    const world = await signedIn();
    await world.owner.actions.credentials('prod').catch(() => undefined);
    world.owner.actions.decline('prod');
    await world.clock.advance(minute - 1);
    // Whoever reads it must not look for a question that nobody is asked.
    const silent = { ...needed, details: { declined: true } };
    await expect(world.owner.actions.credentials('prod')).rejects.toMatchObject(silent);
    expect(questions(world)).toEqual([]);
    await world.clock.advance(1);
    await expect(world.owner.actions.credentials('prod')).rejects.toMatchObject({
      ...needed,
      details: { role: 'Production', id: 'prod', forSeconds: 900 },
    });
    expect(questions(world)).toEqual([byProgram]);
  });

  test('is no hindrance to the user after a no: a click asks again, and a yes counts', async () => {
    const world = await signedIn();
    await world.owner.actions.credentials('prod').catch(() => undefined);
    world.owner.actions.decline('prod');
    const opened = watch(world.owner.actions.openConsole('prod', world.browser));
    await settle();
    expect(questions(world)).toEqual([byApp]);
    await world.owner.actions.confirm('prod');
    await settle();
    expect(opened.result).toBe('done');
    await expect(world.owner.actions.credentials('prod')).resolves.toBeDefined();
  });

  test('leaves its question to the user who clicks: it does not grow old any more', async () => {
    const world = await signedIn();
    await world.owner.actions.credentials('prod').catch(() => undefined);
    const opened = watch(world.owner.actions.openConsole('prod', world.browser));
    await settle();
    await world.owner.actions.credentials('prod').catch(() => undefined);
    expect(questions(world)).toEqual([byApp]);
    await world.clock.advance(60 * minute);
    expect(questions(world)).toEqual([byApp]);
    expect(opened.result).toBe('waiting');
  });

  test.each<readonly [string, (world: FakeWorld) => Promise<unknown>]>([
    ['locking everything', ({ owner }) => owner.actions.lock.everything()],
    ['a sign-out', ({ owner }) => owner.actions.signOut('work')],
    ['an edit that removes the role', (world) => edit(world, [])],
    ['the end', ({ owner }) => owner.end()],
  ])('leaves no question behind after %s, and no timer', async (_, happen) => {
    const world = await signedIn();
    const before = world.clock.waiting();
    await world.owner.actions.credentials('prod').catch(() => undefined);
    expect(world.clock.waiting()).toBe(before + 1);
    await happen(world);
    expect(questions(world)).toEqual([]);
    expect(world.clock.waiting()).toBeLessThanOrEqual(before);
  });

  test('may write where Tobira can be asked: that hands nothing out', async () => {
    const world = await signedIn();
    await world.owner.actions.deliver('prod', { sink: 'profile-process' }, 'program').catch(() => undefined);
    await world.owner.actions.deliver('prod', { sink: 'profile-process' }).catch(() => undefined);
    expect(questions(world)).toEqual([]);
  });
});

test('roles that ask for no yes get none', async () => {
  const world = await signedIn([roleWith()]);
  await world.owner.actions.openConsole('prod', world.browser);
  await world.owner.actions.credentials('prod');
  expect(questions(world)).toEqual([]);
});
