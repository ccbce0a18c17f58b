import { homedir } from 'node:os';
import { join } from 'node:path';
import { createConsoleFederation } from '../adapters/aws/console-federation.ts';
import { awsAddresses, knownRegion } from '../adapters/aws/partitions.ts';
import { createStsRoleAssumer } from '../adapters/aws/sts-role-assumer.ts';
import { createCatalogueCache } from '../adapters/catalogues/catalogue-cache.ts';
import { createCatalogueFetcher } from '../adapters/catalogues/catalogue-fetcher.ts';
import { createAccessProvider } from '../adapters/oidc/access-provider.ts';
import { createOidcIdentityProvider } from '../adapters/oidc/oidc-identity-provider.ts';
import { providerPresets } from '../adapters/oidc/provider-presets.ts';
import { findAwsFiles } from '../adapters/sinks/aws-files/aws-files.ts';
import { createLazyProfileEditor } from '../adapters/sinks/lazy-profile-editor.ts';
import { createProfileSinks } from '../adapters/sinks/profile.ts';
import { createActivityFile } from '../adapters/system/activity-file.ts';
import { createCatalogueReader, readingProgram } from '../adapters/system/catalogue-thread.ts';
import { createConfigFile } from '../adapters/system/config-file.ts';
import { createKeychain } from '../adapters/system/keychain.ts';
import { createKeytarRenewal } from '../adapters/system/keychain-process.ts';
import { createMachine } from '../adapters/system/machine.ts';
import { createNodeHttp } from '../adapters/system/node-http.ts';
import type { Paths } from '../adapters/system/paths.ts';
import { proxyRoute } from '../adapters/system/proxy-route.ts';
import { createRemembered } from '../adapters/system/remembered.ts';
import { createSteadyConfig } from '../adapters/system/steady-config.ts';
import { systemClock } from '../adapters/system/system-clock.ts';
import { systemRandom } from '../adapters/system/system-random.ts';
import { thisCommand } from '../adapters/system/this-command.ts';
import type { Defaults } from '../core/config.ts';
import { createOwner, type Owner } from '../core/owner.ts';
import type { Log } from '../core/ports.ts';
import { startKeychainProcess } from './keychain.ts';

/** Puts the agent together: the only place that knows which adapter serves which port. */
export function composeOwner(paths: Paths, log: Log): Owner {
  const clock = systemClock;
  const http = createNodeHttp(process.env);
  const memory = createRemembered(paths, log);
  const profiles = createProfileSinks({
    editor: createLazyProfileEditor(),
    files: findAwsFiles(process.env, homedir()),
    command: () => thisCommand(paths.config),
    memory,
    log,
  });
  const defaults: Defaults = {
    scopes: (provider) => providerPresets[provider].scopes,
    region: knownRegion,
  };
  return createOwner({
    clock,
    random: systemRandom,
    log,
    configSource: createSteadyConfig(createConfigFile(paths.config, defaults), clock),
    provider: createOidcIdentityProvider(http, clock),
    secrets: createKeychain({
      load: async () => (await import('keytar')).default,
      renew: createKeytarRenewal(() => startKeychainProcess(join(import.meta.dirname, 'index.js'))),
      clock,
      platform: process.platform,
    }),
    assumer: createStsRoleAssumer(http, clock),
    federation: createConsoleFederation(http),
    // It has no screen: what it gives out goes to the command that asks, or into files.
    sinks: profiles.sinks,
    withdrawals: [profiles],
    profiles,
    memory,
    activityStore: createActivityFile(paths),
    catalogues: {
      fetcher: createCatalogueFetcher(http, clock),
      cache: createCatalogueCache(paths, log),
      reader: createCatalogueReader({ program: join(import.meta.dirname, readingProgram), clock, log }),
      provider: createAccessProvider(http, clock),
      defaults,
    },
    checks: {
      http,
      awsAddresses,
      machine: createMachine({
        environment: process.env,
        platform: process.platform,
        proxyFor: (url) => Promise.resolve(url).then((address) => proxyRoute(process.env, address)),
        readsExtraAuthorities: true,
      }),
    },
  });
}
