import { createHash, randomBytes } from 'node:crypto';

/** The uid of the public application that every stand-in starts with. */
const DEFAULT_APPLICATION_UID = createHash('sha256').update('Tobira').digest('hex');

/** What the application form in GitLab asks for. */
export interface ApplicationInput {
  readonly name?: string;
  /** 64 hex digits; drawn at random if left out. */
  readonly uid?: string;
  /** GitLab ticks "Confidential" by default, so a forgotten flag means true here too. */
  readonly confidential?: boolean;
  readonly redirectUris?: readonly string[];
  readonly scopes?: readonly string[];
  /** An administrator's mark that skips the consent page. */
  readonly trusted?: boolean;
}

/** A registered application; `secret` exists only for confidential ones. */
export interface Application {
  readonly uid: string;
  readonly name: string;
  readonly confidential: boolean;
  readonly secret: string | undefined;
  readonly redirectUris: readonly string[];
  readonly scopes: readonly string[];
  readonly trusted: boolean;
}

/** The instance's OAuth applications. */
export class Applications {
  readonly #byUid = new Map<string, Application>();
  /** Public, registered for `http://127.0.0.1/callback`, scopes openid email profile. */
  readonly default: Application;

  constructor() {
    this.default = this.register({
      uid: DEFAULT_APPLICATION_UID,
      name: 'Tobira',
      confidential: false,
      redirectUris: ['http://127.0.0.1/callback', 'http://[::1]/callback'],
    });
  }

  register(input: ApplicationInput = {}): Application {
    const confidential = input.confidential ?? true;
    const application: Application = {
      uid: input.uid ?? randomBytes(32).toString('hex'),
      name: input.name ?? 'An application',
      confidential,
      secret: confidential ? `gloas-${randomBytes(32).toString('hex')}` : undefined,
      redirectUris: input.redirectUris ?? ['http://127.0.0.1/callback'],
      scopes: input.scopes ?? ['openid', 'email', 'profile'],
      trusted: input.trusted ?? false,
    };
    this.#byUid.set(application.uid, application);
    return application;
  }

  get(uid: string): Application | undefined {
    return this.#byUid.get(uid);
  }

  /** Deletes an application: its uid is unknown from now on. */
  remove(uid: string): void {
    this.#byUid.delete(uid);
  }
}

/**
 * Doorkeeper's rule: the port is ignored only if both hosts are loopback IP literals. `localhost` is no IP, so
 * its port must match like any other part.
 */
export function redirectUriMatches(registered: string, requested: string): boolean {
  if (registered === requested) return true;
  if (!URL.canParse(registered) || !URL.canParse(requested)) return false;
  const left = new URL(registered);
  const right = new URL(requested);
  if (isLoopbackIp(left.hostname) && isLoopbackIp(right.hostname)) {
    left.port = '';
    right.port = '';
  }
  return left.href === right.href;
}

function isLoopbackIp(hostname: string): boolean {
  return hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
