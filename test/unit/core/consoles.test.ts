import { expect, test } from 'vitest';
import type { Settings } from '../../../src/core/model.ts';
import { settle } from '../../support/fake-clock.ts';
import { configWith, identityWith, settingsWith } from '../../support/fake-nouns.ts';
import { createFakeWorld, type FakeWorld } from '../../support/fake-owner.ts';

async function signedIn(settings: Settings): Promise<FakeWorld> {
  const world = createFakeWorld();
  world.configSource.config = configWith({ settings });
  const login = world.owner.actions.signIn(undefined, world.browser);
  await settle();
  world.provider.approve(identityWith());
  await login;
  return world;
}

test('the browser is signed out of AWS first where the settings say so, whoever opens the console', async () => {
  const world = await signedIn(settingsWith({ console: { signOutFirst: true } }));

  await world.owner.actions.openConsole('prod', world.browser);
  await world.owner.actions.consoleUrl('prod');

  expect(world.federation.asked.map(({ signOutFirst }) => signOutFirst)).toEqual([true, true]);
});

test('consoles open beside those that are open where the settings say nothing', async () => {
  const world = await signedIn(settingsWith());

  await world.owner.actions.openConsole('prod', world.browser);

  expect(world.federation.asked).toHaveLength(1);
  expect(world.federation.asked[0]).not.toHaveProperty('signOutFirst');
});
