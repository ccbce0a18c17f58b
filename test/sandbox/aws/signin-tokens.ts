import type { Clock } from './clock.ts';
import { randomSecret } from './credentials.ts';
import type { IssuedCredentials } from './credentials.ts';

/** A login URL holds for fifteen minutes. */
const LIFE_MS = 15 * 60 * 1000;

/** What a sign-in token stands for. */
export interface SigninGrant {
  readonly credentials: IssuedCredentials;
  /** When the console session ends, in milliseconds since 1970. */
  readonly sessionEndsAt: number;
}

export interface SigninTokenOptions {
  readonly canary: string;
  /** Characters of a sign-in token. */
  readonly length: number;
  /** Whether a token works once only; AWS does not say. */
  readonly singleUse: boolean;
}

/** The sign-in tokens given out and not yet expired. */
export class SigninTokens {
  readonly #tokens = new Map<string, { readonly grant: SigninGrant; readonly expiresAt: number }>();
  readonly #options: SigninTokenOptions;
  readonly #clock: Clock;

  constructor(options: SigninTokenOptions, clock: Clock) {
    this.#options = options;
    this.#clock = clock;
  }

  issue(grant: SigninGrant): string {
    const token = randomSecret(this.#options.length, `VCQ${this.#options.canary}`)
      .replaceAll('+', '-')
      .replaceAll('/', '_');
    this.#tokens.set(token, { grant, expiresAt: this.#clock.now() + LIFE_MS });
    return token;
  }

  redeem(token: string): SigninGrant | undefined {
    const entry = this.#tokens.get(token);
    if (entry === undefined || this.#clock.now() >= entry.expiresAt) return undefined;
    if (this.#options.singleUse) this.#tokens.delete(token);
    return entry.grant;
  }
}
