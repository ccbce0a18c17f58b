import { createCredentials } from '../../src/core/credentials.ts';
import { createRefusedDurations } from '../../src/core/refused-durations.ts';
import type { Step } from '../../src/core/state.ts';
import { FakeMemory } from './fake-memory.ts';
import { configWith, identityWith, roleWith } from './fake-nouns.ts';
import { FakeRoleAssumer } from './fake-role-assumer.ts';
import { createSessionWorld } from './fake-sessions.ts';

const config = configWith();

/** The real credentials of somebody who is signed in, with nothing real around them. */
/** @param memory what earlier runs have left */
export async function createCredentialsWorld(memory = new FakeMemory()) {
  const world = createSessionWorld();
  await world.signIn(identityWith());
  const { sessions, state, clock, random } = world;
  const assumer = new FakeRoleAssumer(clock);
  /** How far the provider's clock is ahead of this computer's. */
  const skew = { seconds: 0 };
  const durations = createRefusedDurations({ memory, state, clock });
  const parts = { sessions, assumer, state, clock, random, durations };
  const credentials = createCredentials({ ...parts, skew: () => skew.seconds });
  const steps: Step[] = [];
  return {
    ...world,
    assumer,
    memory,
    credentials,
    skew,
    steps,
    get: (role = roleWith(), identity = identityWith()) =>
      credentials.for(role, identity, config, (step) => steps.push(step)),
    ahead: () => credentials.ahead(roleWith(), identityWith(), config),
    shown: (role = roleWith()) => state.get().roles.get(role.id),
  };
}
