import type { Complaint } from '../config-complaint.ts';
import type { Defaults } from '../config.ts';
import type { CatalogueSource } from './catalogue-source.ts';
import type { CatalogueId, Identity, IdentityId, Role, RoleId } from '../model.ts';
import type { Config, TrustedIssuer } from '../ports.ts';
import { createProfileNames } from './catalogue-profiles.ts';
import type { ForeignIssuer } from './catalogue-state.ts';
import type { CatalogueContent, CatalogueRole } from './ports.ts';

/** Brings the user's own configuration and what catalogues say together. */

export interface Merged {
  /** What is in use: the same object as `local` where no catalogue says anything. */
  readonly config: Config;
  readonly catalogues: ReadonlyMap<CatalogueId, MergedCatalogue>;
}

export interface MergedCatalogue {
  /** How many of its roles are in use. */
  readonly roles: number;
  readonly complaints: readonly Complaint[];
  /** Those that the user has not said yes to. */
  readonly foreign: readonly ForeignIssuer[];
}

/** For one catalogue. */
const mostComplaints = 200;

interface Parts {
  readonly local: Config;
  readonly contents: ReadonlyMap<CatalogueId, CatalogueContent>;
  readonly isTrusted: (trust: TrustedIssuer) => boolean;
  readonly defaults: Defaults;
}

/**
 * What the user's own file says always wins: by its id, a role of the file replaces the whole role of a catalogue. Of two
 * catalogues it is the one that stands first. So it is with the names of profiles. An identity is reached by its issuer alone: no name leads a catalogue to one
 * that it does not describe.
 */
export function mergeCatalogues({ local, contents, isTrusted, defaults }: Parts): Merged {
  const sources = (local.catalogues ?? []).filter(({ id }) => contents.has(id));
  if (sources.length === 0) return { config: local, catalogues: new Map() };

  const identities = new Map(local.identities.map((identity) => [identity.id, identity]));
  const own = new Set(local.roles.map(({ id }) => id));
  const roles = new Map<RoleId, Role>(local.roles.map((role) => [role.id, role]));
  const catalogues = new Map<CatalogueId, MergedCatalogue>();
  const profiles = createProfileNames(local.roles);
  const chosen = new Set(local.identities.map(({ issuer }) => issuer));

  for (const source of sources) {
    const content = contents.get(source.id);
    if (content === undefined) continue;
    const complaints: Complaint[] = [];
    const accounts = new Map<IdentityId | undefined, string>(
      content.identities.map(({ id, issuer, clientId }) => [id, `${issuer} ${clientId}`]),
    );
    const doors = openDoors(source, content, { identities, chosen, isTrusted, defaults, complaints });
    let inUse = 0;
    for (const role of content.roles) {
      if (own.has(role.id)) continue;
      const identity = doors.identityOf(role);
      if (identity === undefined) continue;
      const taken = roles.get(role.id)?.catalogue;
      if (taken !== undefined) {
        complaints.push({ at: ['roles'], kind: 'role-of-other', id: role.id, catalogue: taken });
        continue;
      }
      const region = role.region ?? defaults.region(role.arn.partition);
      if (region === undefined) {
        const { text, partition } = role.arn;
        complaints.push({ at: ['roles'], kind: 'unsupported-partition', arn: text, partition });
        continue;
      }
      const profile = profiles.take(role, source.id, complaints);
      const account = accounts.get(role.identity);
      const listed = { catalogue: source.id, ...(account !== undefined && { listedAccount: account }) };
      roles.set(role.id, { ...role, profile, identity, region, ...listed });
      inUse += 1;
    }
    catalogues.set(source.id, {
      roles: inUse,
      complaints: eachOnce(complaints),
      foreign: doors.foreign(),
    });
  }
  const config = { ...local, identities: [...identities.values()], roles: [...roles.values()] };
  return { config, catalogues };
}

interface Surroundings {
  /** Those in use; what this catalogue adds goes in, too. */
  readonly identities: Map<IdentityId, Identity>;
  /** Issuers that the user has chosen. */
  readonly chosen: ReadonlySet<string>;
  readonly isTrusted: (trust: TrustedIssuer) => boolean;
  readonly defaults: Defaults;
  readonly complaints: Complaint[];
}

/** Which identities a catalogue's own names lead to. */
function openDoors(
  source: CatalogueSource,
  content: CatalogueContent,
  { identities, chosen, isTrusted, defaults, complaints }: Surroundings,
) {
  const doors = new Map<IdentityId, IdentityId | 'shut' | ForeignIssuer>();
  const waiting = new Map<ForeignIssuer, number>();

  for (const { id, provider, issuer, clientId, scopes } of content.identities) {
    const holder = identities.get(id);
    const same = [...identities.values()].find((one) => one.issuer === issuer && one.clientId === clientId);
    // A yes that was said to another catalogue is none to this one.
    const isOpen = chosen.has(issuer) || isTrusted({ catalogue: source.id, issuer, clientId });
    if (isOpen && same !== undefined) {
      doors.set(id, same.id);
    } else if (isOpen && holder?.issuer === issuer) {
      doors.set(id, id);
    } else if (holder !== undefined && holder.issuer !== issuer) {
      complaints.push({
        at: ['identities'],
        ...{ kind: 'identity-elsewhere', id, issuer: holder.issuer },
      });
      doors.set(id, 'shut');
    } else if (!isOpen) {
      const known = [...waiting.keys()].find((one) => one.issuer === issuer && one.clientId === clientId);
      const foreign = known ?? { issuer, clientId, roles: 0 };
      if (known === undefined) waiting.set(foreign, 0);
      doors.set(id, foreign);
    } else {
      identities.set(id, { id, provider, issuer, clientId, scopes: scopes ?? defaults.scopes(provider) });
      doors.set(id, id);
    }
  }

  return {
    /** @returns undefined where the role stays out */
    identityOf(role: CatalogueRole): IdentityId | undefined {
      const door = role.identity === undefined ? source.identity : doors.get(role.identity);
      if (door === undefined) {
        complaints.push(
          role.identity === undefined
            ? { at: ['roles'], kind: 'no-usual-identity' }
            : {
                at: ['roles'],
                ...{ kind: 'unknown-identity', id: role.identity },
                known: content.identities.map(({ id }) => id).slice(0, 20),
                more: Math.max(0, content.identities.length - 20),
              },
        );
        return undefined;
      }
      if (door === 'shut') return undefined;
      if (typeof door === 'object') {
        waiting.set(door, (waiting.get(door) ?? 0) + 1);
        return undefined;
      }
      return identities.has(door) ? door : undefined;
    },
    foreign: (): readonly ForeignIssuer[] => [...waiting].map(([foreign, roles]) => ({ ...foreign, roles })),
  };
}

/** Many roles of one catalogue mostly have the same trouble. Which entry it is about is not known any more. */
function eachOnce(complaints: readonly Complaint[]): readonly Complaint[] {
  const byText = new Map(complaints.map((complaint) => [JSON.stringify(complaint), complaint]));
  return [...byText.values()].slice(0, mostComplaints);
}
