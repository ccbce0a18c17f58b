import { join } from 'node:path';
import { createConsoleFederation } from '../adapters/aws/console-federation.ts';
import { awsAddresses, knownRegion } from '../adapters/aws/partitions.ts';
import { createCatalogueCache } from '../adapters/catalogues/catalogue-cache.ts';
import { createCatalogueFetcher } from '../adapters/catalogues/catalogue-fetcher.ts';
import { createAccessProvider } from '../adapters/oidc/access-provider.ts';
import { createOidcIdentityProvider } from '../adapters/oidc/oidc-identity-provider.ts';
import { providerPresets } from '../adapters/oidc/provider-presets.ts';
import type { Clipboard } from '../adapters/sinks/clipboard.ts';
import { createActivityFile } from '../adapters/system/activity-file.ts';
import { createCatalogueReader, readingProgram } from '../adapters/system/catalogue-thread.ts';
import { createConfigFile } from '../adapters/system/config-file.ts';
import { createKeychain } from '../adapters/system/keychain.ts';
import { createKeytarRenewal } from '../adapters/system/keychain-process.ts';
import { createMachine } from '../adapters/system/machine.ts';
import type { Paths } from '../adapters/system/paths.ts';
import { createRemembered } from '../adapters/system/remembered.ts';
import { createSteadyConfig } from '../adapters/system/steady-config.ts';
import { systemClock } from '../adapters/system/system-clock.ts';
import { systemRandom } from '../adapters/system/system-random.ts';
import type { Defaults } from '../core/config.ts';
import { createOwner, type Owner } from '../core/owner.ts';
import type { ConfigSource, Http, Log, Memory, RoleAssumer } from '../core/ports.ts';
import { composeSinks } from './compose-sinks.ts';
import { proxyRules } from './electron-http.ts';
import { startKeychainProcess } from './keychain.ts';
import { proxyUseFrom } from './proxy-use.ts';

/** Puts the app's owner together: the only place that knows which adapter serves which port. */
export function composeOwner(paths: Paths, log: Log, clipboard: Clipboard, http: Http): Owner {
  const clock = systemClock;
  return createOwner({
    clock,
    random: systemRandom,
    log,
    configSource: createSteadyConfig(composeConfigSource(paths.config), clock),
    provider: createOidcIdentityProvider(http, clock),
    secrets: createKeychain({
      load: async () => (await import('keytar')).default,
      renew: createKeytarRenewal(startKeychainProcess),
      clock,
      platform: process.platform,
    }),
    assumer: lazily(async () => {
      const { createStsRoleAssumer } = await import('../adapters/aws/sts-role-assumer.ts');
      return createStsRoleAssumer(http, clock);
    }),
    federation: createConsoleFederation(http),
    checks: {
      http,
      awsAddresses,
      machine: createMachine({
        environment: process.env,
        platform: process.platform,
        proxyFor: async (url) => proxyUseFrom(await proxyRules(url)),
        readsExtraAuthorities: false,
      }),
    },
    activityStore: createActivityFile(paths),
    catalogues: {
      fetcher: createCatalogueFetcher(http, clock),
      cache: createCatalogueCache(paths, log),
      reader: createCatalogueReader({ program: join(import.meta.dirname, readingProgram), clock, log }),
      provider: createAccessProvider(http, clock),
      defaults: configDefaults,
    },
    ...composeSinks(paths, clipboard, clock, log),
  });
}

/** The configuration file, read with all that is known of providers and regions. */
export function composeConfigSource(path: string): ConfigSource {
  return createConfigFile(path, configDefaults);
}

/** What is known of providers and regions where the file says nothing. */
export const configDefaults: Defaults = {
  scopes: (provider) => providerPresets[provider].scopes,
  region: knownRegion,
};

/** What the app remembers of the desktop, and of newer versions. */
export function composeDesktopMemory(
  paths: Paths,
  log: Log,
): Omit<
  Memory,
  'lastCopied' | 'setLastCopied' | 'awsFiles' | 'setAwsFiles' | 'favourites' | 'setFavourites'
> {
  return createRemembered(paths, log);
}

/** The AWS SDK is the heaviest part: it loads when the first role is assumed. */
function lazily(load: () => Promise<RoleAssumer>): RoleAssumer {
  let assumer: Promise<RoleAssumer> | undefined;
  return {
    async assume(assumption) {
      assumer ??= load();
      return (await assumer).assume(assumption);
    },
  };
}
