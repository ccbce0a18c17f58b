import { knownRegion } from '../adapters/aws/partitions.ts';
import { providerPresets } from '../adapters/oidc/provider-presets.ts';
import { createConfigFile } from '../adapters/system/config-file.ts';
import { findPaths } from '../adapters/system/paths.ts';
import { AppError, hasCode, isAppError } from '../core/errors.ts';
import type { Identity } from '../core/model.ts';
import type { Config } from '../core/ports.ts';
import { correctedIssuer } from '../core/setup/issuer-address.ts';
import { askRunning } from './owner.ts';

/** What the configuration already says, so that nobody has to type it. */
export interface Prefill {
  readonly identity?: Identity;
  /** Absent where identities of several could be meant. */
  readonly issuer?: string;
  /** The applications that people sign in with at an issuer, however that is typed. */
  readonly clientIdsAt: (issuer: string) => readonly string[];
}

interface Values {
  readonly config?: string | undefined;
  readonly identity?: string | undefined;
  readonly issuer?: string | undefined;
}

/**
 * The identity that is meant: by name, by issuer, or as the only one. Set-up begins before there is a configuration, so
 * that a missing one matters only to who names an identity of it, and a broken one to who names it and no issuer.
 * @throws AppError `unknown_identity`, or `config_*` where an identity or a broken file is named
 */
export async function prefillFrom(values: Values): Promise<Prefill> {
  const config = await loadConfig(values);
  const identities = config?.identities ?? [];
  const clientIdsAt = (issuer: string) =>
    identities.filter((one) => isSame(one.issuer, issuer)).map(({ clientId }) => clientId);
  if (values.identity !== undefined) {
    const identity = identities.find(({ id }) => id === values.identity);
    if (identity !== undefined) return { identity, issuer: identity.issuer, clientIdsAt };
    throw new AppError('unknown_identity', {
      identity: values.identity,
      known: identities.map(({ id }) => id),
      problems: config?.problems.length ?? 0,
    });
  }
  const { issuer: given } = values;
  const fitting = identities.filter(({ issuer }) => given === undefined || isSame(issuer, given));
  const [first] = fitting;
  if (first === undefined || !fitting.every(({ issuer }) => isSame(issuer, first.issuer)))
    return { clientIdsAt };
  return { ...(fitting.length === 1 && { identity: first }), issuer: first.issuer, clientIdsAt };
}

function isSame(one: string, other: string): boolean {
  return correctedIssuer(one) === correctedIssuer(other);
}

/** The numeric id of who is signed in there, as the running app or agent tells it; none is started for that. */
export async function signedInUser(
  config: string | undefined,
  identity: Identity,
): Promise<string | undefined> {
  try {
    const report = await askRunning(config, 'status', {});
    return report?.identities.find(({ id }) => id === identity.id)?.user?.subject;
  } catch (error) {
    if (isAppError(error)) return undefined;
    throw error;
  }
}

async function loadConfig({ config, identity, issuer }: Values): Promise<Config | undefined> {
  const { config: path } = findPaths(process.env, config);
  try {
    return await createConfigFile(path, {
      scopes: (provider) => providerPresets[provider].scopes,
      region: knownRegion,
    }).load();
  } catch (error) {
    // A file that is yet to be made has nothing to fill in, and neither is needed of who said the issuer.
    const isWanted = config !== undefined && issuer === undefined && !hasCode(error, 'config_missing');
    const isNamed = identity !== undefined || isWanted;
    const isOfConfig =
      hasCode(error, 'config_missing') ||
      hasCode(error, 'config_unreadable') ||
      hasCode(error, 'config_broken');
    if (!isOfConfig || isNamed) throw error;
    return undefined;
  }
}
