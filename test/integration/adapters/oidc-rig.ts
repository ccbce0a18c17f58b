import { onTestFinished } from 'vitest';
import { createOidcIdentityProvider } from '../../../src/adapters/oidc/oidc-identity-provider.ts';
import { providerPresets } from '../../../src/adapters/oidc/provider-presets.ts';
import { createNodeHttp } from '../../../src/adapters/system/node-http.ts';
import { systemClock } from '../../../src/adapters/system/system-clock.ts';
import type { AppError } from '../../../src/core/errors.ts';
import type { Identity, IdentityId } from '../../../src/core/model.ts';
import type { Clock, Http, IdentityProvider, Login } from '../../../src/core/ports.ts';
import { asAppError } from '../../../src/core/errors.ts';
import type { Choices } from '../../sandbox/gitlab/browser.ts';
import { startGitLab } from '../../sandbox/gitlab/gitlab.ts';
import type { GitLab, GitLabOptions } from '../../sandbox/gitlab/gitlab.ts';

export const AIKO = 42;

/** The OIDC adapter in front of a GitLab of its own, over real HTTP. */
export interface OidcRig {
  readonly gitlab: GitLab;
  readonly identity: Identity;
  readonly provider: IdentityProvider;
  /** Longest wait for a reply, in milliseconds. */
  readonly patience: { ms: number };
  /** Signs Aiko in, or answers the consent page otherwise. */
  readonly login: (choices?: Partial<Choices>, identity?: Identity) => Promise<Login>;
}

export interface RigOptions {
  readonly gitlab?: GitLabOptions;
  /** A GitLab that runs already: the adapter is a fresh one that knows nothing of it. */
  readonly beside?: GitLab;
  /** This computer's clock; the system's where absent. */
  readonly clock?: (gitlab: GitLab) => Clock;
}

/** Starts a rig that ends with the test. */
export async function startOidcRig(options: RigOptions = {}): Promise<OidcRig> {
  const gitlab = options.beside ?? (await startGitLab(options.gitlab));
  onTestFinished(() => gitlab.close());
  const clock = options.clock?.(gitlab) ?? systemClock;
  const patience = { ms: 10_000 };
  const provider = createOidcIdentityProvider(impatient(createNodeHttp(process.env), patience), clock);
  const identity: Identity = {
    id: 'work' as IdentityId,
    provider: 'gitlab',
    issuer: gitlab.issuer,
    clientId: gitlab.applications.default.uid,
    scopes: providerPresets.gitlab.scopes,
  };
  return {
    gitlab,
    identity,
    provider,
    patience,
    login: (choices, as = identity) =>
      provider.login({
        identity: as,
        signal: AbortSignal.timeout(20_000),
        open: (url) => {
          void visit(gitlab, url, choices);
          return Promise.resolve();
        },
      }),
  };
}

/** Goes through GitLab's pages and back to the application. @returns the page shown at the end */
export async function visit(gitlab: GitLab, url: string, choices: Partial<Choices> = {}): Promise<Response> {
  const callback = await gitlab.authorize(url, { user: gitlab.users.get(AIKO), ...choices });
  return fetch(callback);
}

/** What a call that must fail failed with. */
export async function failure(call: Promise<unknown>): Promise<AppError> {
  let value: unknown;
  try {
    value = await call;
  } catch (error) {
    return asAppError(error);
  }
  throw new Error(`It should have failed, and gave ${JSON.stringify(value)}`);
}

/** Gathers what a refresh asks to be kept. */
export function keeper(): {
  readonly kept: readonly string[];
  readonly keep: (token: string) => Promise<void>;
} {
  const kept: string[] = [];
  return {
    kept,
    keep: (token) => {
      kept.push(token);
      return Promise.resolve();
    },
  };
}

function impatient(http: Http, patience: { readonly ms: number }): Http {
  return { send: (request) => http.send({ ...request, timeoutMs: patience.ms }) };
}
