import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { stringify } from 'yaml';
import { createConsoleFederation } from '../../../src/adapters/aws/console-federation.ts';
import { knownRegion } from '../../../src/adapters/aws/partitions.ts';
import { createStsRoleAssumer } from '../../../src/adapters/aws/sts-role-assumer.ts';
import { createCatalogueCache } from '../../../src/adapters/catalogues/catalogue-cache.ts';
import { createCatalogueFetcher } from '../../../src/adapters/catalogues/catalogue-fetcher.ts';
import { createAccessProvider } from '../../../src/adapters/oidc/access-provider.ts';
import { createOidcIdentityProvider } from '../../../src/adapters/oidc/oidc-identity-provider.ts';
import { providerPresets } from '../../../src/adapters/oidc/provider-presets.ts';
import { createCatalogueReader } from '../../../src/adapters/system/catalogue-thread.ts';
import { createConfigFile } from '../../../src/adapters/system/config-file.ts';
import { createNodeHttp } from '../../../src/adapters/system/node-http.ts';
import { systemClock } from '../../../src/adapters/system/system-clock.ts';
import { systemRandom } from '../../../src/adapters/system/system-random.ts';
import type { CatalogueState } from '../../../src/core/catalogues/catalogue-state.ts';
import { createOwner, type Owner } from '../../../src/core/owner.ts';
import type { Browser } from '../../../src/core/ports.ts';
import { configInUse } from '../../../src/core/state.ts';
import { addCatalogue, type CatalogueInput, type SandboxCatalogue } from '../../sandbox/gitlab/catalogue.ts';
import type { GitLab } from '../../sandbox/gitlab/gitlab.ts';
import { startGitLab } from '../../sandbox/gitlab/gitlab.ts';
import { FakeActivityStore } from '../../support/fake-activity-store.ts';
import { createFakeChecks } from '../../support/fake-machine.ts';
import { FakeMemory } from '../../support/fake-memory.ts';
import { FakeProfileSink } from '../../support/fake-profile-sink.ts';
import { FakeSecretStore } from '../../support/fake-secret-store.ts';
import { silentLog } from '../../../src/adapters/system/silent-log.ts';

const AIKO = 42;
const program = new URL('../../support/reading-thread.mjs', import.meta.url);

/** The real owner on a folder and a keychain of its own, with a team's catalogue in a GitLab of its own. */
export interface Household {
  readonly gitlab: GitLab;
  readonly catalogue: SandboxCatalogue;
  readonly secrets: FakeSecretStore;
  /** Where last good copies are. */
  readonly state: string;
  /** A program of ours as it starts, the configuration read. */
  readonly start: () => Promise<Owner>;
  /** Who answers in the browser. */
  readonly person: { user: number };
  readonly browser: Browser;
}

/** The one catalogue as the surfaces see it. */
export function shown(owner: Owner): CatalogueState {
  const [one] = owner.state.get().catalogues.values();
  if (one === undefined) throw new Error('No catalogue is shown');
  return one;
}

/** The names of the roles in use. */
export function rolesIn(owner: Owner): readonly string[] {
  return configInUse(owner.state.get())?.roles.map(({ id }) => id) ?? [];
}

/** A catalogue's text with roles of these names. */
export function textWith(...ids: readonly string[]): string {
  const roles = ids.map((id) => ({ id, roleArn: `arn:aws:iam::123456789012:role/${id}` }));
  return stringify({ version: 1, roles });
}

/** Opens one that ends with the test. @param thread whether catalogues are read on a thread of their own, which is slow to start here */
export async function openCatalogueHousehold(
  input: CatalogueInput = {},
  thread: 'own' | 'this' = 'this',
): Promise<Household> {
  const gitlab = await startGitLab();
  onTestFinished(() => gitlab.close());
  const catalogue = addCatalogue(gitlab, { text: textWith('one'), ...input });
  const folder = await mkdtemp(join(tmpdir(), 'tobira-catalogue-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'config.yaml');
  const identity = { id: 'work', issuer: gitlab.issuer, clientId: gitlab.applications.default.uid };
  await writeFile(
    path,
    stringify({ version: 1, identities: [identity], catalogues: [{ id: 'team', ...catalogue.entry() }] }),
  );
  const secrets = new FakeSecretStore();
  const memory = new FakeMemory();
  const person = { user: AIKO };
  const clock = systemClock;
  const defaults = {
    scopes: (provider: keyof typeof providerPresets) => providerPresets[provider].scopes,
    region: knownRegion,
  };

  async function start(): Promise<Owner> {
    const http = createNodeHttp({});
    const owner = createOwner({
      ...{ clock, random: systemRandom, log: silentLog, secrets, memory },
      configSource: createConfigFile(path, defaults),
      provider: createOidcIdentityProvider(http, clock),
      assumer: createStsRoleAssumer(http, clock),
      federation: createConsoleFederation(http),
      sinks: [],
      withdrawals: [],
      profiles: new FakeProfileSink(),
      activityStore: new FakeActivityStore(),
      catalogues: {
        fetcher: createCatalogueFetcher(http, clock),
        cache: createCatalogueCache({ state: folder }, silentLog),
        reader:
          thread === 'own'
            ? createCatalogueReader({ program, clock, log: silentLog })
            : createCatalogueReader({ program: new URL('no-thread:'), clock, log: silentLog }),
        provider: createAccessProvider(http, clock),
        defaults,
      },
      checks: createFakeChecks(clock),
    });
    onTestFinished(() => owner.end());
    await owner.actions.loadConfig();
    return owner;
  }

  return {
    ...{ gitlab, catalogue, secrets, start, person, state: folder },
    browser: {
      open(url) {
        void gitlab.authorize(url, { user: gitlab.users.get(person.user) }).then(fetch);
        return Promise.resolve();
      },
    },
  };
}
