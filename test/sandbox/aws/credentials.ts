import { randomBytes, randomInt } from 'node:crypto';

/** Who a set of temporary credentials speaks for. */
export interface Principal {
  readonly partition: string;
  readonly account: string;
  /** `arn:aws:sts::ACCOUNT:assumed-role/Role/session` or `...:federated-user/name`. */
  readonly arn: string;
  /** `AROA...:session` or `ACCOUNT:name`. */
  readonly userId: string;
  /** The role behind the session; undefined for a federation token. */
  readonly roleArn: string | undefined;
}

/** How credentials came to be; the console's SessionDuration depends on it. */
export type Origin = 'web-identity' | 'chained' | 'federation-token';

/** Session policies: undefined and empty means the role's full rights. */
export interface SessionPolicies {
  readonly policy: string | undefined;
  readonly policyArns: readonly string[];
}

export interface IssuedCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** Milliseconds since 1970, by the stand-in's clock. */
  readonly expiresAt: number;
  readonly origin: Origin;
  readonly principal: Principal;
  readonly policies: SessionPolicies;
  /** Set once, it goes along with every session that is reached from this one. */
  readonly sourceIdentity?: string;
}

export interface SecretOptions {
  /** Letters and digits, at most 20, put into every secret so that a leak can be searched for. */
  readonly canary: string;
  /** Characters of a session token. AWS promises no length. */
  readonly sessionTokenLength: number;
}

/** Makes temporary credentials and knows them again. */
export class CredentialStore {
  readonly #issued = new Map<string, IssuedCredentials>();
  readonly #options: SecretOptions;

  constructor(options: SecretOptions) {
    if (!/^[A-Za-z0-9]{0,20}$/.test(options.canary))
      throw new Error('a canary is at most 20 letters and digits');
    this.#options = options;
  }

  issue(
    grant: Pick<IssuedCredentials, 'expiresAt' | 'origin' | 'principal' | 'policies' | 'sourceIdentity'>,
  ): IssuedCredentials {
    const { canary, sessionTokenLength } = this.#options;
    const credentials: IssuedCredentials = {
      accessKeyId: `ASIA${randomKeyId()}`,
      secretAccessKey: randomSecret(40, canary),
      sessionToken: randomSecret(sessionTokenLength, `IQoJ${canary}`),
      ...grant,
    };
    this.#issued.set(credentials.accessKeyId, credentials);
    return credentials;
  }

  find(accessKeyId: string): IssuedCredentials | undefined {
    return this.#issued.get(accessKeyId);
  }

  get all(): readonly IssuedCredentials[] {
    return [...this.#issued.values()];
  }
}

/** Random text of the base64 alphabet, `+` and `/` included: they are what breaks careless encoding. */
export function randomSecret(length: number, start: string): string {
  return (start + randomBytes(length).toString('base64').replace(/=+$/, '')).slice(0, length);
}

function randomKeyId(): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return Array.from({ length: 16 }, () => letters[randomInt(letters.length)]).join('');
}
