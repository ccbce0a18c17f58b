import { createClipboardLender } from '../../src/adapters/sinks/clipboard.ts';
import { createCopiedConsole } from '../../src/adapters/sinks/copied-console.ts';
import { createCopiedCredentials } from '../../src/adapters/sinks/copied-credentials.ts';
import { createCopiedEndpoint } from '../../src/adapters/sinks/copied-endpoint.ts';
import { createOwner, type Owner } from '../../src/core/owner.ts';
import { FakeActivityStore } from './fake-activity-store.ts';
import { FakeBrowser } from './fake-browser.ts';
import { FakeClipboard } from './fake-clipboard.ts';
import { FakeClock } from './fake-clock.ts';
import { FakeConfigSource } from './fake-config-source.ts';
import { FakeConsoleFederation } from './fake-console-federation.ts';
import { FakeEndpointServer } from './fake-endpoint-server.ts';
import { FakeIdentityProvider } from './fake-identity-provider.ts';
import { FakeLog } from './fake-log.ts';
import { createFakeChecks } from './fake-machine.ts';
import { FakeMemory } from './fake-memory.ts';
import { FakeProfileSink } from './fake-profile-sink.ts';
import { FakeRandom } from './fake-random.ts';
import { FakeRoleAssumer } from './fake-role-assumer.ts';
import { FakeSecretStore } from './fake-secret-store.ts';

export interface FakeWorld {
  readonly owner: Owner;
  readonly clock: FakeClock;
  readonly random: FakeRandom;
  readonly secrets: FakeSecretStore;
  readonly provider: FakeIdentityProvider;
  readonly assumer: FakeRoleAssumer;
  readonly federation: FakeConsoleFederation;
  readonly configSource: FakeConfigSource;
  readonly browser: FakeBrowser;
  readonly clipboard: FakeClipboard;
  readonly profiles: FakeProfileSink;
  readonly endpointServer: FakeEndpointServer;
  readonly checks: ReturnType<typeof createFakeChecks>;
  readonly memory: FakeMemory;
  readonly activityStore: FakeActivityStore;
  readonly log: FakeLog;
}

/** The whole core with nothing real around it. @param shared parts that outlive an owner, such as its keychain */
export function createFakeWorld(
  shared: Partial<Pick<FakeWorld, 'clock' | 'secrets' | 'provider' | 'memory' | 'profiles'>> = {},
): FakeWorld {
  const clock = shared.clock ?? new FakeClock();
  const clipboard = new FakeClipboard();
  const lender = createClipboardLender(clipboard, clock);
  const profiles = shared.profiles ?? new FakeProfileSink();
  const parts = {
    clock,
    random: new FakeRandom(),
    secrets: shared.secrets ?? new FakeSecretStore(),
    provider: shared.provider ?? new FakeIdentityProvider(clock),
    assumer: new FakeRoleAssumer(clock),
    federation: new FakeConsoleFederation(),
    configSource: new FakeConfigSource(),
    sinks: [
      ...createCopiedCredentials(lender),
      createCopiedConsole(lender),
      createCopiedEndpoint(lender),
      profiles,
    ],
    withdrawals: [lender, profiles.withdrawal],
    profiles,
    endpointServer: new FakeEndpointServer(),
    checks: createFakeChecks(clock),
    memory: shared.memory ?? new FakeMemory(),
    activityStore: new FakeActivityStore(),
    log: new FakeLog(),
  };
  return { ...parts, clipboard, browser: new FakeBrowser(), owner: createOwner(parts) };
}
