import { AppError, hasCode } from '../errors.ts';
import type { Identity } from '../model.ts';
import type { Clock, IdentityProvider, Log, Random } from '../ports.ts';
import { createSessions, type SessionMemory } from '../sessions.ts';
import type { SignOutReport } from '../sign-outs.ts';
import { createState } from '../state.ts';
import type { TokenVault } from '../token-vault.ts';
import { catalogueAccount } from './catalogue-account.ts';
import type { CatalogueApplication, CatalogueSessions } from './ports.ts';

/** What the owner does with them beside what a catalogue needs. */
export interface OwnedCatalogueSessions extends CatalogueSessions {
  /** Ends the session of an account that was put into the keychain, whether a catalogue still names it or not. */
  signOut(account: Identity): Promise<SignOutReport>;
  /** What only this process knows, for the owner that takes over. */
  handOver(): SessionMemory;
  adopt(memory: SessionMemory): void;
}

interface Parts {
  /** Gives access tokens in the place of ID tokens. */
  readonly provider: IdentityProvider;
  readonly vault: TokenVault;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/**
 * Sessions at second applications live as those of a login do: one refresh however many ask, the rotated token kept
 * before anything else is looked at, a keychain that is asked once more before a session is given up. What differs is
 * what they are good for, so nothing of them is shown where logins are. Catalogues of one application share a session.
 */
export function createCatalogueSessions(parts: Parts): OwnedCatalogueSessions {
  const { vault } = parts;
  const sessions = createSessions({ ...parts, state: createState() });

  return {
    async accessToken(application) {
      try {
        return (await sessions.idToken(accountFor(application))).jwt;
      } catch (error) {
        throw asLoginNeeded(application, error);
      }
    },

    dropAccessToken(application, refused) {
      const { issuer, clientId } = application;
      const token = { jwt: refused, issuer, audience: clientId, subject: '' };
      sessions.dropIdToken(accountFor(application), token);
    },

    async login(application, open, leaving) {
      const user = await sessions.logins.signIn(accountFor(application), open, 'always', leaving);
      return { owner: user.subject };
    },

    cancel: (application) => sessions.logins.cancel(accountFor(application)),

    async isSignedIn(application) {
      return (await vault.read(accountFor(application)).catch(() => undefined)) !== undefined;
    },

    async logout(application) {
      const { providerTold, refusal } = await sessions.signOut(accountFor(application));
      if (refusal !== undefined) throw refusal;
      return { providerTold };
    },

    signOut: (account) => sessions.signOut(account),
    end: () => sessions.end(),
    resume: () => sessions.resume(),
    handOver: () => sessions.handOver(),
    adopt: (memory) => sessions.adopt(memory),
  };
}

/** The account of an application: a token belongs to an issuer and an application, whichever catalogue asks. */
function accountFor({ issuer, clientId, scope, redirectUri }: CatalogueApplication): Identity {
  return {
    id: catalogueAccount(clientId),
    provider: 'gitlab',
    issuer,
    clientId,
    scopes: [scope],
    ...(redirectUri !== undefined && { redirectUri }),
  };
}

/** A catalogue has no other way to say that nobody is signed in, or is not any more. */
function asLoginNeeded({ catalogue }: CatalogueApplication, error: unknown): unknown {
  // Without a keychain there is nothing to be signed in with, until somebody signs in.
  if (hasCode(error, 'keychain_missing'))
    return new AppError('catalogue_login_needed', { catalogue, noKeychain: true }, { cause: error });
  return hasCode(error, 'login_needed') ||
    hasCode(error, 'session_expired') ||
    hasCode(error, 'session_unknown')
    ? new AppError('catalogue_login_needed', { catalogue }, { cause: error })
    : error;
}
