import { homedir } from 'node:os';
import { knownRegion } from '../adapters/aws/partitions.ts';
import { providerPresets } from '../adapters/oidc/provider-presets.ts';
import { findAwsFiles } from '../adapters/sinks/aws-files/aws-files.ts';
import { reviewAwsFiles } from '../adapters/sinks/aws-files/review.ts';
import { findBrowserFacts } from '../adapters/system/browser-facts.ts';
import { createConfigFile } from '../adapters/system/config-file.ts';
import { unreadable } from '../adapters/system/readable.ts';
import type { Defaults } from '../core/config.ts';
import type { Surroundings } from '../core/doctor/surroundings.ts';
import type { ProgramFacts } from '../core/doctor/user-check-up.ts';
import type { ConfigSource } from '../core/ports.ts';
import { version } from '../core/version.ts';

/** The configuration as this process reads it, whoever holds the session. */
export function configSource(path: string): ConfigSource {
  return createConfigFile(path, configDefaults);
}

/** What is known of providers and regions where the file says nothing. */
export const configDefaults: Defaults = {
  scopes: (provider) => providerPresets[provider].scopes,
  region: knownRegion,
};

export function programFacts(): ProgramFacts {
  const { node } = process.versions;
  const electron = new Map<string, string | undefined>(Object.entries(process.versions)).get('electron');
  return {
    tobira: version,
    runtime: electron === undefined ? `Node ${node}` : `Electron ${electron} (Node ${node})`,
    platform: `${process.platform} ${process.arch}`,
    ...(electron === undefined && { node }),
  };
}

export function surroundingsOf(environment: NodeJS.ProcessEnv): Surroundings {
  return {
    environment,
    reviewAwsFiles: () => reviewAwsFiles(findAwsFiles(environment, homedir())),
    canRead: unreadable,
    browser: () => findBrowserFacts(environment, process.platform),
  };
}
