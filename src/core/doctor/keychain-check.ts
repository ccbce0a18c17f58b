import { asAppError } from '../errors.ts';
import type { Clock, SecretStore } from '../ports.ts';
import { failure, finding, type Finding, type Place } from './finding.ts';
import type { KeychainState, Machine } from './machine.ts';
import { within, type Timely } from './time-limit.ts';

/** Long enough for a keychain that is slow, too short for somebody to look up a password; milliseconds. */
const patience = 15_000;

const place: Place = { check: 'keychain' };

let rounds = 0;

/** A round trip with an entry of its own, which is gone afterwards. */
export async function checkKeychain(
  secrets: SecretStore,
  machine: Pick<Machine, 'keychainState'>,
  clock: Clock,
): Promise<Finding> {
  try {
    const outcome = await within(clock, patience, roundTrip(secrets, clock));
    if (outcome.kind === 'late') return silence(await within(clock, patience, machine.keychainState()));
    return outcome.value
      ? finding(place, 'ok', 'keychain_works', {})
      : finding(place, 'fail', 'keychain_forgets', {});
  } catch (error) {
    return failure(place, asAppError(error));
  }
}

/** @returns whether it gives back what it was given */
async function roundTrip(secrets: SecretStore, clock: Clock): Promise<boolean> {
  // Two at the same time must not take each other's entry away.
  rounds += 1;
  const account = `check-up ${rounds}`;
  const text = `This entry may be deleted. ${clock.now()}`;
  await secrets.set(account, text);
  let found: string | undefined;
  try {
    found = await secrets.get(account);
  } finally {
    await secrets.delete(account);
  }
  return found === text && (await secrets.get(account)) === undefined;
}

/** Whether somebody is asked for a password, or nothing moves at all. */
function silence(state: Timely<KeychainState>): Finding {
  const seconds = patience / 1000;
  return state.kind === 'done' && state.value === 'locked'
    ? finding(place, 'fail', 'keychain_asks', { seconds })
    : finding(place, 'fail', 'keychain_hangs', { seconds });
}
