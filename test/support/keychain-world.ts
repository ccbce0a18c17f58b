import { createKeychain } from '../../src/adapters/system/keychain.ts';
import { FakeClock } from './fake-clock.ts';
import { FakeKeytar } from './fake-keytar.ts';

interface Circumstances {
  readonly platform?: NodeJS.Platform;
  /** False where there is no program to ask the Secret Service with. */
  readonly canAsk?: boolean;
  /** The keytar that talks to a service that was started anew. */
  readonly renewed?: FakeKeytar;
}

/** The real keychain around a keytar that has the habits of a real keyring. */
export function createKeychainWorld({ platform = 'linux', canAsk = true, renewed }: Circumstances = {}) {
  const keytar = new FakeKeytar();
  const clock = new FakeClock();
  let loads = 0;
  let renewals = 0;
  const renew = (next: FakeKeytar) => {
    renewals += 1;
    return Promise.resolve(next);
  };
  const load = () => {
    loads += 1;
    return Promise.resolve(keytar);
  };
  const keychain = createKeychain({
    load,
    clock,
    platform,
    ask: () => Promise.resolve(canAsk ? keytar.ask() : 'unknown'),
    ...(renewed && { renew: () => renew(renewed) }),
  });
  return { keytar, clock, keychain, loads: () => loads, renewals: () => renewals };
}
