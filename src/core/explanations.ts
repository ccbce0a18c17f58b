import type { CurrentConfig } from './current-config.ts';
import { AppError } from './errors.ts';
import type { Identity, IdentityId, RoleArn, RoleId } from './model.ts';
import type { Clock, Log } from './ports.ts';
import { linkNeeds, type LinkNeed } from './role-chain.ts';
import { createRoleWork } from './role-work.ts';
import { userSessionName } from './session-name.ts';
import type { Sessions } from './sessions.ts';
import type { StateStore } from './state.ts';
import { factsOf, type TokenFacts } from './trust/token-facts.ts';

/** What AWS is shown for a role: all that its trust policy can be judged by, and no secret. */
export interface RoleShown {
  readonly role: RoleId;
  /** The one that the token is for: the first one of a chain. */
  readonly roleArn: RoleArn;
  /** What the roles after it need; absent where there are none. */
  readonly links?: readonly LinkNeed[];
  /** Of the token that was last used for the role's identity. */
  readonly token: TokenFacts;
  readonly sessionName: string;
  /** Seconds to add to this computer's clock to get the issuer's. */
  readonly skewSeconds: number;
  /** By the issuer's clock; milliseconds since the epoch. */
  readonly now: number;
}

/** The facts of ID tokens outlive the tokens, so that a refusal can be explained by what was refused. */
export interface UsedTokens {
  /** The same sessions, whose tokens are remembered by their facts from here on. */
  readonly sessions: Sessions;
  /** Those of this user's last token; undefined where there was none since the identity was edited. */
  last(identity: Identity, subject: string): TokenFacts | undefined;
}

export function observeTokens(sessions: Sessions): UsedTokens {
  const used = new Map<IdentityId, TokenFacts>();
  return {
    sessions: {
      ...sessions,
      async idToken(identity) {
        const token = await sessions.idToken(identity);
        const facts = factsOf(token.jwt);
        if (typeof facts !== 'string') used.set(identity.id, facts);
        return token;
      },
    },
    last(identity, subject) {
      const facts = used.get(identity.id);
      const isTheirs =
        facts?.subject === subject &&
        facts.audience.includes(identity.clientId) &&
        facts.issuer.replace(/\/$/, '') === identity.issuer;
      return isTheirs ? facts : undefined;
    },
  };
}

/**
 * Tells what a role is shown; by a refresh where no token has been used yet. Fails with `login_needed` where nobody is
 * signed in, and with `unknown_role`.
 */
export type ExplainRole = (roleId: string) => Promise<RoleShown>;

interface Parts {
  readonly config: CurrentConfig;
  readonly tokens: UsedTokens;
  readonly state: StateStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly skew: (identity: Identity) => number;
}

export function createExplainRole({ config, tokens, state, clock, log, skew }: Parts): ExplainRole {
  const { sessions } = tokens;
  const work = createRoleWork({ config, state, log });
  return async (roleId) => {
    const { role, identity } = await work.target(roleId);
    const user = await sessions.user(identity);
    if (tokens.last(identity, user.subject) === undefined) await sessions.idToken(identity);
    const token = tokens.last(identity, user.subject);
    // Somebody else has signed in at this very moment.
    if (token === undefined) throw new AppError('signed_out_meanwhile', {});
    const skewSeconds = skew(identity);
    return {
      role: role.id,
      roleArn: role.arn,
      ...(role.chain && { links: linkNeeds(role) }),
      token,
      sessionName: userSessionName(user),
      skewSeconds,
      now: clock.now() + skewSeconds * 1000,
    };
  };
}
