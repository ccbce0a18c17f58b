import type { AwsCredentials } from '../../src/core/model.ts';
import { settle } from './fake-clock.ts';
import { configWith, identityWith, roleWith } from './fake-nouns.ts';
import { createFakeWorld } from './fake-owner.ts';

const prod = roleWith();
/** A second role, of the same identity as the usual one. */
export const dev = roleWith({ id: 'dev', roleName: 'Dev' });

/** The whole core of somebody who is signed in, with two roles that can be leased. */
export async function createLeaseWorld() {
  const world = createFakeWorld();
  const { owner, configSource, assumer, clock, provider } = world;
  configSource.config = configWith({ roles: [prod, dev] });
  const signIn = async () => {
    const login = owner.actions.signIn('work', world.browser);
    await settle();
    provider.approve(identityWith());
    await login;
    await clock.advance(0);
  };
  await signIn();
  return {
    ...world,
    signIn,
    /** Keeps a role fresh. `got` gathers what that brings. */
    lease(role = prod) {
      const got: AwsCredentials[] = [];
      const held = owner.keepFresh(role.id, (fresh) => got.push(fresh));
      return { got, release: () => held.release() };
    },
    asked: () => assumer.asked.length,
    activity: () => owner.state.get().roles.get(prod.id)?.activity,
  };
}
