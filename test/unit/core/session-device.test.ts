import { expect, test } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import type { DeviceCode } from '../../../src/core/model.ts';
import { settle } from '../../support/fake-clock.ts';
import { Gate } from '../../support/fake-gate.ts';
import { ada, identityWith } from '../../support/fake-nouns.ts';
import { createSessionWorld } from '../../support/fake-sessions.ts';

const work = identityWith();

function screen() {
  const shown: DeviceCode[] = [];
  return {
    shown,
    show: (code: DeviceCode) => {
      shown.push(code);
      return Promise.resolve();
    },
  };
}

test('a login with a code shows it until the user has signed in elsewhere', async () => {
  const world = createSessionWorld();
  const { shown, show } = screen();
  const login = world.sessions.logins.signInByCode(work, show);
  await settle();
  expect(shown).toHaveLength(1);
  expect(world.shown(work)).toEqual({ status: 'signing-in', code: shown[0] });
  const token = world.provider.approve(work);

  expect(await login).toEqual(ada);

  expect(world.secrets.text()).toContain(token);
  expect(world.shown(work)).toEqual({ status: 'signed-in', user: ada, storage: 'keychain' });
  expect(world.browser.pages).toEqual([]);
});

test('whoever asks for a code while one stands is shown the same one', async () => {
  const world = createSessionWorld();
  const [first, second] = [screen(), screen()];
  const logins = [
    world.sessions.logins.signInByCode(work, first.show),
    world.sessions.logins.signInByCode(work, second.show),
  ];
  await settle();
  const third = screen();
  logins.push(world.sessions.logins.signInByCode(work, third.show));
  await settle();
  world.provider.approve(work);

  expect(await Promise.all(logins)).toEqual([ada, ada, ada]);

  expect(world.provider.logins).toBe(1);
  expect(first.shown).toHaveLength(1);
  expect(second.shown).toEqual(first.shown);
  expect(third.shown).toEqual(first.shown);
});

test('a login that waits for a browser here gives way to one with a code', async () => {
  const world = createSessionWorld();
  const here = world.sessions.logins.signIn(work, world.open);
  const cancelled = expect(here).rejects.toMatchObject({ code: 'login_replaced' });
  await settle();
  const { shown, show } = screen();
  const elsewhere = world.sessions.logins.signInByCode(work, show);
  await cancelled;
  await settle();
  world.provider.approve(work);

  expect(await elsewhere).toEqual(ada);

  expect(shown).toHaveLength(1);
  expect(world.provider.logins).toBe(2);
});

test('a sign-in in the browser joins a login with a code, on its page', async () => {
  const world = createSessionWorld();
  const { shown, show } = screen();
  const first = world.sessions.logins.signInByCode(work, show);
  await settle();
  const second = world.sessions.logins.signIn(work, world.open);
  await settle();
  world.provider.approve(work);

  expect(await Promise.all([first, second])).toEqual([ada, ada]);

  expect(world.browser.pages).toEqual([shown[0]?.completePage]);
  expect(world.provider.logins).toBe(1);
});

test('a login with a code can be cancelled, and another one gets a new code', async () => {
  const world = createSessionWorld();
  const { shown, show } = screen();
  const first = world.sessions.logins.signInByCode(work, show);
  const cancelled = expect(first).rejects.toMatchObject({ code: 'login_cancelled' });
  await settle();
  world.sessions.logins.cancel(work);
  const second = world.sessions.logins.signInByCode(work, show);
  await cancelled;
  await settle();
  world.provider.approve(work);

  expect(await second).toEqual(ada);

  expect(shown.map(({ userCode }) => userCode)).toEqual(['CODE1', 'CODE2']);
});

test('a code that runs out says so, and leaves nobody signed in', async () => {
  const world = createSessionWorld();
  const login = world.sessions.logins.signInByCode(work, screen().show);
  const expired = new AppError('device_code_expired', { issuer: work.issuer });
  const failed = expect(login).rejects.toBe(expired);
  await settle();
  world.provider.failLogin(expired);
  await failed;

  expect(world.shown(work)).toEqual({ status: 'signed-out', error: expired });
});

test('no login with a code begins once an end has begun', async () => {
  const world = createSessionWorld();
  const ended = world.sessions.end();
  await expect(world.sessions.logins.signInByCode(work, screen().show)).rejects.toMatchObject({
    code: 'owner_busy',
  });
  await ended;
});

test('a terminal that is slow to show the code does not start another login', async () => {
  const world = createSessionWorld();
  const slow = new Gate();
  const first = world.sessions.logins.signInByCode(work, () => slow.passed());
  await settle();
  const second = world.sessions.logins.signInByCode(work, screen().show);
  await settle();
  world.provider.approve(work);
  slow.open();

  expect(await Promise.all([first, second])).toEqual([ada, ada]);
  expect(world.provider.logins).toBe(1);
});
