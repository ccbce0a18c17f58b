import { randomInt } from 'node:crypto';
import { parseRoleArn } from './arn.ts';
import type { RoleArn } from './arn.ts';
import { IamError } from './iam-error.ts';
import { checkProvider } from './oidc-provider.ts';
import type { OidcProvider } from './oidc-provider.ts';
import { checkSharedProviders } from './shared-providers.ts';
import type { TrustPolicy } from './trust-policy.ts';
import { parseTrustPolicy } from './trust-policy-document.ts';

export interface AccountInput {
  /** Twelve digits. */
  readonly id: string;
  /** Regions where this account has switched STS off. */
  readonly disabledRegions?: readonly string[];
  /** Characters, white space not counted: 2,048 by default, 4,096 on request. */
  readonly trustPolicyLimit?: number;
}

export interface ProviderInput {
  readonly account: string;
  readonly url: string;
  readonly audiences: readonly string[];
  readonly partition?: string;
}

export interface RoleInput {
  readonly arn: string;
  /** The policy document, as an object or as its JSON text. */
  readonly trustPolicy: unknown;
  /** Seconds, 3600..43200; default 3600. */
  readonly maxSessionDuration?: number;
  /** Role ARNs (wildcards allowed) that this role's own policies let it assume; default all. */
  readonly mayAssume?: readonly string[];
  /** Whether its own policies let it set a source identity there; default true. */
  readonly maySetSourceIdentity?: boolean;
}

export interface Account {
  readonly id: string;
  readonly disabledRegions: readonly string[];
  readonly trustPolicyLimit: number;
  readonly providers: Map<string, OidcProvider>;
  readonly roles: Map<string, Role>;
}

export interface Role extends RoleArn {
  /** `AROA...`: the unique id that stands in `AssumedRoleId` and `UserId`. */
  readonly id: string;
  readonly trustPolicy: TrustPolicy;
  readonly maxSessionDuration: number;
  readonly mayAssume: readonly string[];
  readonly maySetSourceIdentity: boolean;
}

/** The stand-in's accounts with their OIDC providers and roles. */
export class Iam {
  readonly #accounts = new Map<string, Account>();

  addAccount(input: AccountInput): Account {
    if (!/^\d{12}$/.test(input.id)) throw new IamError('InvalidInput', `not an account id: ${input.id}`);
    if (this.#accounts.has(input.id)) throw new IamError('EntityAlreadyExists', `account ${input.id} exists`);
    const { id, disabledRegions = [], trustPolicyLimit = 2048 } = input;
    const account = { id, disabledRegions, trustPolicyLimit, providers: new Map(), roles: new Map() };
    this.#accounts.set(id, account);
    return account;
  }

  /** Registers an issuer; the account is made where it does not exist. `url` must equal the tokens' `iss`. */
  addOidcProvider(input: ProviderInput): OidcProvider {
    const account = this.account(input.account) ?? this.addAccount({ id: input.account });
    const name = checkProvider(input.url, input.audiences);
    if (account.providers.has(name)) throw new IamError('EntityAlreadyExists', `provider ${name} exists`);
    if (account.providers.size >= 100)
      throw new IamError('LimitExceeded', 'an account has at most 100 providers');
    const arn = `arn:${input.partition ?? 'aws'}:iam::${account.id}:oidc-provider/${name}`;
    const provider = {
      arn,
      url: input.url,
      name,
      audiences: new Set(input.audiences),
      rejectedSubjects: new Set<string>(),
    };
    account.providers.set(name, provider);
    return provider;
  }

  /** Makes a role, or replaces the one of the same ARN; the account is made where it does not exist. */
  addRole(input: RoleInput): Role {
    const parsed = parseRoleArn(input.arn);
    if (parsed === undefined) throw new IamError('InvalidInput', `not a role ARN: ${input.arn}`);
    const account = this.account(parsed.account) ?? this.addAccount({ id: parsed.account });
    const maxSessionDuration = input.maxSessionDuration ?? 3600;
    if (!Number.isInteger(maxSessionDuration) || maxSessionDuration < 3600 || maxSessionDuration > 43_200) {
      throw new IamError('InvalidInput', 'MaxSessionDuration is 3600..43200 seconds');
    }
    const source =
      typeof input.trustPolicy === 'string' ? input.trustPolicy : JSON.stringify(input.trustPolicy);
    if (source.replace(/\s/g, '').length > account.trustPolicyLimit) {
      throw new IamError(
        'LimitExceeded',
        `Cannot exceed quota for ACLSizePerRole: ${String(account.trustPolicyLimit)}`,
      );
    }
    const trustPolicy = parseTrustPolicy(source);
    checkSharedProviders(trustPolicy);
    const role = {
      ...parsed,
      id: roleId(),
      trustPolicy,
      maxSessionDuration,
      mayAssume: input.mayAssume ?? ['*'],
      maySetSourceIdentity: input.maySetSourceIdentity ?? true,
    };
    account.roles.set(parsed.arn, role);
    return role;
  }

  removeRole(arn: string): void {
    this.#accounts.get(parseRoleArn(arn)?.account ?? '')?.roles.delete(arn);
  }

  account(id: string): Account | undefined {
    return this.#accounts.get(id);
  }

  role(arn: string): Role | undefined {
    return this.account(parseRoleArn(arn)?.account ?? '')?.roles.get(arn);
  }
}

function roleId(): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return `AROA${Array.from({ length: 17 }, () => letters[randomInt(letters.length)]).join('')}`;
}
