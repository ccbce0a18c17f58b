import { expect, test } from 'vitest';
import { createEndings, type Endings } from '../../../src/core/endings.ts';
import { intentForEndings } from '../../../src/main/present-endings.ts';
import { present } from '../../../src/main/present.ts';
import { createTrayIntents } from '../../../src/main/tray-intents.ts';
import type { TrayIntent } from '../../../src/main/tray-item.ts';
import { settle } from '../../support/fake-clock.ts';
import { configWith, identityWith, roleWith, settingsWith } from '../../support/fake-nouns.ts';
import { createFakeWorld, type FakeWorld } from '../../support/fake-owner.ts';

const minute = 60_000;

interface Told extends FakeWorld {
  readonly endings: Endings;
  readonly act: (intent: TrayIntent) => void;
}

/** Somebody is signed in who wants to be told so long before what they took ends. */
async function signedIn(lead: number, readOnly = false): Promise<Told> {
  const world = createFakeWorld();
  const { notifications } = settingsWith();
  world.configSource.config = configWith({
    roles: [roleWith({ readOnly })],
    settings: settingsWith({ notifications: { ...notifications, beforeExpiryMs: lead * minute } }),
  });
  const { owner, browser, clock } = world;
  const { activity, state } = owner;
  const actions = owner.recorded({ kind: 'app' });
  const login = actions.signIn('work', browser);
  await settle();
  world.provider.approve(identityWith());
  await login;
  browser.pages.length = 0;
  const act = createTrayIntents({
    ...{ actions, state, browser },
    showWindow: () => undefined,
    quit: () => undefined,
    outlast: (...about) => owner.outlast(...about),
  });
  return { ...world, act, endings: createEndings({ activity, state, clock, changed: () => undefined }) };
}

/** A click on the word that something ends. */
async function renew({ owner, endings, act }: Told): Promise<void> {
  const [group] = endings.current();
  act(intentForEndings(group?.endings ?? [], present(owner.state.get(), 'config.yaml')));
  await settle();
}

test.each([10, 14, 20, 30, 59])('a console is renewed %i minutes before its end', async (lead) => {
  const world = await signedIn(lead);
  world.act({ type: 'open-console', roleId: 'prod' });
  await settle();
  await world.clock.advance(60 * minute - Math.min(lead, 30) * minute);
  expect(world.endings.current()).toHaveLength(1);

  await renew(world);

  expect(world.assumer.asked).toHaveLength(2);
  expect(world.browser.pages).toHaveLength(2);
  expect(world.endings.current()).toEqual([]);
});

test('a copy is renewed long before its end, with the access that was taken', async () => {
  const world = await signedIn(30, true);
  world.act({ type: 'deliver', roleId: 'prod', deliveryId: 'copy-env' });
  await settle();
  const before = world.clipboard.text;
  await world.clock.advance(30 * minute);

  await renew(world);

  expect(world.assumer.asked).toHaveLength(2);
  expect(world.assumer.asked[1]).toHaveProperty('policyArns');
  expect(world.clipboard.text).not.toBe(before);
  expect(world.endings.current()).toEqual([]);
});

test('what has been renewed meanwhile does for the next console, too', async () => {
  const world = await signedIn(30);
  world.act({ type: 'open-console', roleId: 'prod' });
  await settle();
  await world.clock.advance(30 * minute);
  const [group] = world.endings.current();
  const intent = intentForEndings(group?.endings ?? [], present(world.owner.state.get(), 'config.yaml'));
  world.act(intent);
  await settle();

  world.act(intent);
  await settle();

  expect(world.browser.pages).toHaveLength(3);
  expect(world.assumer.asked).toHaveLength(2);
});

test('a click that renews nothing asks for nothing anew', async () => {
  const world = await signedIn(30);
  world.act({ type: 'open-console', roleId: 'prod' });
  await settle();
  await world.clock.advance(30 * minute);

  world.act({ type: 'open-console', roleId: 'prod' });
  await settle();

  expect(world.browser.pages).toHaveLength(2);
  expect(world.assumer.asked).toHaveLength(1);
});

test('where AWS cannot be asked, what is held and works still does', async () => {
  const world = await signedIn(30);
  world.act({ type: 'open-console', roleId: 'prod' });
  await settle();
  await world.clock.advance(30 * minute);
  world.assumer.failWith(new Error('not now'));

  await renew(world);

  expect(world.assumer.asked).toHaveLength(2);
  expect(world.browser.pages).toHaveLength(2);
});
