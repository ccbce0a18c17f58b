import { mostLinks } from '../role-chain.ts';
import type { ChainLink, IdentityId, Role, RoleArn } from '../model.ts';
import { parseRoleArn } from '../role-arn.ts';
import type { AwsConfig, AwsProfile } from './aws-profile.ts';
import type { NotByGitLab, SkipReason } from './import-entry.ts';

/** How the role of a profile is reached from a sign-in at GitLab. */
export interface Reach {
  readonly identity: IdentityId;
  /** The first role, which the identity assumes. */
  readonly base: RoleArn;
  /** Those that are assumed from it, one after the other. */
  readonly chain: readonly ChainLink[];
  /** The file says that a Kubernetes cluster's tokens lead there: whether GitLab's do, too, nobody can tell. */
  readonly byCluster?: true;
}

export type Source =
  | ({ readonly kind: 'reach' } & Reach)
  | { readonly kind: 'sso' }
  | { readonly kind: 'skipped'; readonly reason: SkipReason };

interface Known {
  readonly identity: IdentityId;
  /** Those that there are already. */
  readonly roles: readonly Pick<Role, 'id' | 'identity' | 'arn' | 'chain'>[];
}

/** What AWS allows in an external id, and how long it may be. Source: STS, AssumeRole. */
const externalIdShape = /^[\w+=,.@:/-]{2,1224}$/;

/**
 * Says where each profile's credentials come from, in the order in which botocore asks: a role with its source, a token
 * file, IAM Identity Center, keys, a login, a process.
 */
export function createSources({ profiles }: AwsConfig, known: Known): (profile: AwsProfile) => Source {
  const byName = new Map(profiles.map((profile) => [profile.name, profile]));
  const ownRoles = new Map(known.roles.map((role): [string, Known['roles'][number]] => [role.id, role]));
  const found = new Map<string, Source>();

  function sourceOf(profile: AwsProfile, below: readonly string[]): Source {
    const before = found.get(profile.name);
    if (before !== undefined) return before;
    const source = read(profile, [...below, profile.name]);
    found.set(profile.name, source);
    return source;
  }

  function read(profile: AwsProfile, path: readonly string[]): Source {
    const { settings, brings, own } = profile;
    if (own !== undefined) return skipped({ kind: 'own', role: own });
    if (settings.role_arn !== undefined) return readRole(profile, settings.role_arn, path);
    if (isSso(profile)) return { kind: 'sso' };
    if (brings.has('keys')) return skipped({ kind: 'keys' });
    if (brings.has('login')) return skipped({ kind: 'login' });
    return skipped({ kind: brings.has('process') ? 'process' : 'nothing' });
  }

  function readRole({ name, settings, brings }: AwsProfile, text: string, path: readonly string[]): Source {
    const arn = parseRoleArn(text);
    if (arn === undefined) return skipped({ kind: 'role-arn-wrong' });
    if (brings.has('token-file')) {
      const byCluster = brings.has('cluster-token') && ({ byCluster: true } as const);
      return { kind: 'reach', identity: known.identity, base: arn, chain: [], ...byCluster };
    }
    const { source_profile: source, credential_source: machine, external_id: externalId } = settings;
    if (source === undefined) {
      return skipped({ kind: machine === undefined ? 'no-source' : 'credential-source' });
    }
    if (externalId !== undefined && !externalIdShape.test(externalId)) {
      return skipped({ kind: 'external-id-wrong' });
    }
    // botocore lets a profile be its own source where there are keys in it.
    if (source === name && brings.has('keys')) return notByGitLab(source, 'keys');
    if (path.includes(source)) return skipped({ kind: 'source-loop', source });
    const reached = reachOf(source, path);
    if (reached.kind !== 'reach') return reached;
    if (reached.base.partition !== arn.partition) return skipped({ kind: 'source-other-partition', source });
    if (reached.chain.length >= mostLinks)
      return skipped({ kind: 'chain-too-long', source, most: mostLinks });
    const link: ChainLink = { arn, ...(externalId !== undefined && { externalId }) };
    return { ...reached, chain: [...reached.chain, link] };
  }

  function reachOf(source: string, path: readonly string[]): Extract<Source, { kind: 'reach' | 'skipped' }> {
    const profile = byName.get(source);
    if (profile === undefined) return skipped({ kind: 'source-missing', source });
    if (profile.own !== undefined) {
      const role = ownRoles.get(profile.own);
      if (role === undefined) return skipped({ kind: 'source-unknown-role', source, role: profile.own });
      return { kind: 'reach', identity: role.identity, base: role.arn, chain: role.chain ?? [] };
    }
    const reached = sourceOf(profile, path);
    if (reached.kind === 'reach') return reached;
    if (reached.kind === 'sso') return notByGitLab(source, 'sso');
    const { reason } = reached;
    switch (reason.kind) {
      case 'keys':
      case 'process':
      case 'login':
      case 'nothing':
        return notByGitLab(source, reason.kind);
      case 'no-source':
        return notByGitLab(source, 'nothing');
      case 'credential-source':
        return notByGitLab(source, 'machine');
      default:
        return skipped(reason);
    }
  }

  return (profile) => sourceOf(profile, []);
}

/** botocore takes either of the two for a sign, and then wants all that belongs to it. */
function isSso({ settings }: AwsProfile): boolean {
  const { sso_session, sso_start_url, sso_account_id, sso_role_name } = settings;
  return [sso_session, sso_start_url, sso_account_id, sso_role_name].some((text) => text !== undefined);
}

function notByGitLab(source: string, by: NotByGitLab): Extract<Source, { kind: 'skipped' }> {
  return skipped({ kind: 'source-not-by-gitlab', source, by });
}

function skipped(reason: SkipReason): Extract<Source, { kind: 'skipped' }> {
  return { kind: 'skipped', reason };
}
