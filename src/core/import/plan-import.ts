import type { Defaults } from '../config.ts';
import type { ChainLink, IdentityId, Role, RoleArn } from '../model.ts';
import { parseRoleArn } from '../role-arn.ts';
import { isRegion } from '../region.ts';
import type { AwsConfig, AwsProfile } from './aws-profile.ts';
import { exactDuration } from './exact-duration.ts';
import type { ImportEntry, ImportRemark, ImportedLink, ImportedRole } from './import-entry.ts';
import { createNames, type Names } from './names.ts';
import { createSources, type Reach } from './profile-source.ts';
import { partitionOfRegion } from './region-partition.ts';

export interface KnownRoles {
  /** Those that there are already. */
  readonly roles: readonly Pick<
    Role,
    'id' | 'identity' | 'arn' | 'chain' | 'profile' | 'region' | 'catalogue'
  >[];
  /** More of them, of which no more is known: their names are not free. */
  readonly others?: readonly Pick<Role, 'id' | 'profile'>[];
}

interface Known extends KnownRoles {
  /** Whose roles they become, where the file does not tell. */
  readonly identity: IdentityId;
  readonly region: Defaults['region'];
}

/** What would become of each profile of AWS's config file: one entry for each, in the order of the file. */
export function planImport(config: AwsConfig, known: Known): readonly ImportEntry[] {
  const sourceOf = createSources(config, known);
  const names = createNames([...known.roles, ...(known.others ?? [])]);
  const present = new Map<string, Known['roles']>();
  for (const role of known.roles) {
    const key = keyOf({ ...role, base: role.arn, chain: role.chain ?? [] });
    present.set(key, [...(present.get(key) ?? []), role]);
  }
  const first = new Map<string, string>();

  return config.profiles.map((profile): ImportEntry => {
    const place = { profile: profile.name, line: profile.line };
    const source = sourceOf(profile);
    if (source.kind === 'skipped') return { kind: 'skipped', ...place, reason: source.reason };
    const reach = source.kind === 'sso' ? guess(profile, config, known.identity) : source;
    if (reach === undefined) return { kind: 'skipped', ...place, reason: { kind: 'sso-incomplete' } };
    const arn = reach.chain.at(-1)?.arn ?? reach.base;
    if (known.region(arn.partition) === undefined) {
      const { partition } = arn;
      return { kind: 'skipped', ...place, reason: { kind: 'partition', partition } };
    }
    // A profile that names no region of its role's is content with any.
    const region = fitting(profile.settings.region, arn);
    const there = present.get(keyOf(reach))?.filter((one) => region === undefined || one.region === region);
    const own = there?.find(({ catalogue }) => catalogue === undefined);
    if (own !== undefined) return { kind: 'present', ...place, role: own.id };
    const [given] = there ?? [];

    const entry = toRole(profile, reach, names);
    const same = `${keyOf(reach)} ${entry.role.region ?? ''}`;
    const above = first.get(same);
    if (above === undefined) first.set(same, profile.name);
    const guesses: readonly ImportRemark[] = [
      ...(source.kind === 'sso' ? [{ kind: 'sso-guess', roleName: arn.roleName } as const] : []),
      ...(reach.byCluster ? [{ kind: 'cluster-guess' } as const] : []),
    ];
    const remarks: readonly ImportRemark[] = [
      ...(given?.catalogue === undefined
        ? guesses
        : [{ kind: 'in-catalogue', catalogue: given.catalogue, role: given.id } as const]),
      ...(above === undefined ? [] : [{ kind: 'same-role', profile: above } as const]),
      ...entry.remarks,
    ];
    const suggested = guesses.length === 0 && given === undefined && above === undefined;
    return { kind: 'role', ...place, role: entry.role, arn, remarks, suggested };
  });
}

/** One text for what is the same to AWS: with another external id, it is another customer's way in. */
function keyOf({ identity, base, chain }: Reach): string {
  const links = chain.map(({ arn, externalId, sourceIdentity }) => [
    arn.text,
    externalId ?? '',
    sourceIdentity ?? '',
  ]);
  return JSON.stringify([identity, base.text, links]);
}

/**
 * The role that a permission set's name may stand for. IAM Identity Center's own roles bear another one, with a suffix
 * that the file does not tell, and let nobody in but itself.
 */
function guess(
  { settings }: AwsProfile,
  { ssoSessions }: AwsConfig,
  identity: IdentityId,
): Reach | undefined {
  const { sso_account_id: account, sso_role_name: name, sso_session: session, sso_region, region } = settings;
  if (account === undefined || name === undefined) return undefined;
  const ssoRegion = session === undefined ? sso_region : ssoSessions.get(session)?.region;
  const partition = partitionOfRegion(ssoRegion ?? region ?? '');
  const base = parseRoleArn(`arn:${partition}:iam::${account}:role/${name}`);
  return base && { identity, base, chain: [] };
}

const longestChained = 3600;

function toRole(
  { name, settings }: AwsProfile,
  { identity, base, chain }: Reach,
  names: Names,
): { readonly role: ImportedRole; readonly remarks: readonly ImportRemark[] } {
  const remarks: ImportRemark[] = [];
  const arn = chain.at(-1)?.arn ?? base;
  const { id, profile } = names.take(name, arn.roleName, remarks);
  const region = fitting(settings.region, arn);
  if (settings.region !== undefined && region === undefined) {
    remarks.push({ kind: 'region-unfit', found: settings.region });
  }
  const duration = durationFrom(settings.duration_seconds, chain.length > 0, remarks);
  // AssumeRoleWithWebIdentity takes neither, and Tobira names its sessions after whoever is signed in.
  if (settings.external_id !== undefined && chain.length === 0) remarks.push({ kind: 'external-id-unused' });
  if (settings.role_session_name !== undefined) remarks.push({ kind: 'session-name-unused' });
  if (settings.mfa_serial !== undefined) remarks.push({ kind: 'mfa-unused' });
  return {
    role: {
      id,
      ...(name !== id && isLabel(name) && { name }),
      identity,
      roleArn: base.text,
      ...(region !== undefined && { region }),
      ...(duration !== undefined && { duration }),
      ...(profile !== undefined && { profile }),
      ...(chain.length > 0 && { chain: chain.map(linkOf) }),
    },
    remarks,
  };
}

function linkOf({ arn, externalId, sourceIdentity }: ChainLink): ImportedLink {
  return {
    roleArn: arn.text,
    ...(externalId !== undefined && { externalId }),
    ...(sourceIdentity !== undefined && { sourceIdentity }),
  };
}

/** @returns undefined for what is no region of the role's partition */
function fitting(region: string | undefined, { partition }: RoleArn): string | undefined {
  const fits = region !== undefined && isRegion(region) && partitionOfRegion(region) === partition;
  return fits ? region : undefined;
}

function durationFrom(
  found: string | undefined,
  isChained: boolean,
  remarks: ImportRemark[],
): string | undefined {
  if (found === undefined) return undefined;
  const seconds = /^\d{1,6}$/.test(found) ? Number(found) : 0;
  if (seconds < 900 || seconds > 43_200) {
    remarks.push({ kind: 'duration-unfit', found });
    return undefined;
  }
  if (!isChained || seconds <= longestChained) return exactDuration(seconds);
  remarks.push({ kind: 'duration-chained', found });
  return undefined;
}

/** As the configuration wants a name: what could make one look like another is in none. */
function isLabel(text: string): boolean {
  return text.length <= 200 && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text);
}
