import { readConsoleAddress } from '../console-address.ts';
import type { ChainLink, Identity, Role } from '../model.ts';
import { yamlText, type Plain } from '../setup/yaml-text.ts';
import { exactDuration } from './exact-duration.ts';
import { profileFor } from './names.ts';

export const exportFormats = ['catalogue', 'config'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** What was left out of an export, and what somebody should look at: values, worded elsewhere. `role` is an id. */
export type ExportNote =
  | { readonly kind: 'destination-left-out'; readonly role: string }
  | { readonly kind: 'source-identity-left-out'; readonly role: string }
  | { readonly kind: 'default-profile-left-out'; readonly role: string }
  | { readonly kind: 'profile-left-out'; readonly role: string }
  /** The role cannot be used without: it stays. */
  | { readonly kind: 'external-id'; readonly role: string }
  | { readonly kind: 'looks-personal'; readonly role: string; readonly field: PersonalField };

/** What stays although it looks like somebody's address: the role would be another one without. */
export type PersonalField = 'id' | 'name' | 'tag' | 'arn' | 'policy';

export interface ExportRequest {
  readonly roles: readonly Role[];
  readonly identities: readonly Identity[];
  readonly format: ExportFormat;
  /** Whether it says where people sign in: issuer and client id. Without, whoever reads it has to. */
  readonly withIdentities: boolean;
  /** Scopes that go without saying. */
  readonly scopes: (provider: Identity['provider']) => readonly string[];
}

export interface Exported {
  readonly data: Readonly<Record<string, Plain>>;
  readonly notes: readonly ExportNote[];
}

/**
 * Roles as others may have them. What is about this user or this computer alone is in none: browsers, endpoints, settings,
 * and whatever looks like somebody's address where the role can be used without.
 */
export function exportRoles(request: ExportRequest): Exported {
  const { roles, identities, format, withIdentities, scopes } = request;
  const notes: ExportNote[] = [];
  const used = new Set(roles.map(({ identity }) => identity));
  const named = identities.filter(({ id }) => used.has(id));
  return {
    data: {
      version: 1,
      ...(withIdentities &&
        named.length > 0 && { identities: named.map((one) => identityData(one, format, scopes)) }),
      roles: roles.map((role) => roleData(role, request, notes)),
    },
    notes,
  };
}

/** @param heading a line of its own above it, without its sign */
export function exportText({ data }: Exported, heading: string): string {
  // A list without entries is written in brackets.
  const { roles, ...rest } = data;
  const list = Array.isArray(roles) && roles.length === 0 ? 'roles: []\n' : yamlText({ roles: roles ?? [] });
  return `# ${heading}\n${yamlText(rest)}${list}`;
}

function identityData(
  { id, provider, issuer, clientId, scopes, redirectUri }: Identity,
  format: ExportFormat,
  usual: ExportRequest['scopes'],
): Plain {
  const isUsual = JSON.stringify(scopes) === JSON.stringify(usual(provider));
  return {
    ...{ id, issuer, clientId },
    ...(provider !== 'gitlab' && { provider }),
    ...(!isUsual && scopes.length > 0 && { scopes }),
    ...(format === 'config' && redirectUri !== undefined && { redirectUri }),
  };
}

function roleData(role: Role, request: ExportRequest, notes: ExportNote[]): Plain {
  const { id, name, identity, arn, region, durationSeconds, consoleSeconds, color, tags, groups } = role;
  const chain = role.chain ?? [];
  const isPersonal: readonly (readonly [PersonalField, boolean])[] = [
    ['id', looksPersonal(id)],
    ['name', looksPersonal(name)],
    ['tag', tags.some(looksPersonal)],
    ['arn', [arn, ...chain.map((link) => link.arn)].some(({ text }) => looksPersonal(text))],
    ['policy', looksPersonal(role.sessionPolicy ?? '')],
  ];
  for (const [field, is] of isPersonal) if (is) notes.push({ kind: 'looks-personal', role: id, field });
  if (chain.some(({ externalId }) => externalId !== undefined)) notes.push({ kind: 'external-id', role: id });
  const profile = profileOf(role, request, notes);
  const destination = destinationOf(role, notes);
  return {
    id,
    ...(name !== id && { name }),
    ...(request.withIdentities && { identity }),
    roleArn: arn.text,
    region,
    ...(durationSeconds !== undefined && { duration: exactDuration(durationSeconds) }),
    ...(consoleSeconds !== undefined && { consoleDuration: exactDuration(consoleSeconds) }),
    ...(destination !== undefined && { destination }),
    ...(color !== undefined && { color }),
    ...(tags.length > 0 && { tags }),
    ...(groups !== undefined && groups.length > 0 && { groups }),
    ...(role.confirm && { confirm: true }),
    ...(role.readOnly && { readOnly: true }),
    ...(role.production !== undefined && { production: role.production }),
    ...(profile !== undefined && { profile }),
    ...(role.chain !== undefined && { chain: role.chain.map((link) => linkData(id, link, notes)) }),
    ...(role.sessionPolicy !== undefined && { sessionPolicy: role.sessionPolicy }),
  };
}

function profileOf({ id, profile }: Role, request: ExportRequest, notes: ExportNote[]): string | undefined {
  if (profile === profileFor(id)) return undefined;
  if (looksPersonal(profile)) {
    notes.push({ kind: 'profile-left-out', role: id });
    return undefined;
  }
  if (profile !== 'default' || request.format === 'config') return profile;
  notes.push({ kind: 'default-profile-left-out', role: id });
  return undefined;
}

/** Any other page says where somebody's own servers are. */
function destinationOf({ id, arn, destination }: Role, notes: ExportNote[]): string | undefined {
  if (destination === undefined) return undefined;
  const page = readConsoleAddress(destination);
  // A browser's own session stands before the host of some: it leads nobody else in.
  const isOfSession = /^https:\/\/\d{12}-/i.test(destination);
  if (typeof page === 'object' && page.partition === arn.partition)
    return isOfSession ? page.page : destination;
  notes.push({ kind: 'destination-left-out', role: id });
  return undefined;
}

function linkData(role: string, { arn, externalId, sourceIdentity }: ChainLink, notes: ExportNote[]): Plain {
  // It says who works: with it, CloudTrail would call everybody by this user's name.
  if (sourceIdentity !== undefined) notes.push({ kind: 'source-identity-left-out', role });
  return { roleArn: arn.text, ...(externalId !== undefined && { externalId }) };
}

function looksPersonal(text: string): boolean {
  return /[^\s@]@[^\s@]+\.[^\s@]/.test(text);
}
