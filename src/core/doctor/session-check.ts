import { asAppError, hasCode, needsLogin } from '../errors.ts';
import type { Identity } from '../model.ts';
import type { Clock } from '../ports.ts';
import type { Sessions } from '../sessions.ts';
import type { SessionState } from '../state.ts';
import { failure, finding, skipped, type OnFinding, type Place } from './finding.ts';
import { within } from './time-limit.ts';

/** A refresh may be tried three times, and reads the issuer's documents and keys; milliseconds. */
const renewPatience = 45_000;
const userinfoPatience = 20_000;

export interface SessionCheck {
  readonly sessions: Pick<Sessions, 'renew'>;
  readonly clock: Clock;
  /** What is known of an identity's session. */
  readonly shown: (identity: Identity) => SessionState | undefined;
  readonly keychainWorks: boolean;
  readonly issuerAnswers: boolean;
}

/**
 * Whether a session can be refreshed, and whose it is to the provider. The refresh rotates the token as each does.
 * @returns whether roles can be asked for with it
 */
export async function checkSession(
  identity: Identity,
  check: SessionCheck,
  onFinding: OnFinding,
): Promise<boolean> {
  const place: Place = { check: 'session', about: identity.id };
  const before = check.shown(identity);
  if (before?.status === 'signing-in') return (onFinding(skipped(place, 'signing-in')), false);
  // What the keychain does not give is no session that has ended.
  const inMemory = before?.status === 'signed-in' && before.storage === 'memory';
  if (!check.keychainWorks && !inMemory) return (onFinding(skipped(place, 'keychain')), false);
  if (!check.issuerAnswers) return (onFinding(skipped(place, 'issuer')), false);
  try {
    const renewed = await within(check.clock, renewPatience, check.sessions.renew(identity));
    if (renewed.kind === 'late') {
      onFinding(finding(place, 'fail', 'check_silent', { seconds: renewPatience / 1000 }));
      return false;
    }
    const now = check.shown(identity);
    const storage = now?.status === 'signed-in' ? now.storage : 'memory';
    onFinding(finding(place, 'ok', 'session_renewed', { storage }));
    if (storage === 'memory') onFinding(finding(place, 'warn', 'session_in_memory', {}));
    await checkUserinfo(identity, renewed.value, check.clock, onFinding);
    return true;
  } catch (error) {
    onFinding(failure(place, asAppError(error), needsLogin(error) ? 'warn' : 'fail'));
    return false;
  }
}

async function checkUserinfo(
  identity: Identity,
  ask: Awaited<ReturnType<Sessions['renew']>>,
  clock: Clock,
  onFinding: OnFinding,
): Promise<void> {
  const place: Place = { check: 'userinfo', about: identity.id };
  if (ask === undefined) {
    onFinding(skipped(place, 'nothing-known'));
    return;
  }
  try {
    // The refresh has made sure that its ID token names the session's user; this one names the token's.
    const told = await within(clock, userinfoPatience, ask());
    onFinding(
      told.kind === 'late'
        ? finding(place, 'fail', 'check_silent', { seconds: userinfoPatience / 1000 })
        : finding(place, 'ok', 'userinfo_same', {}),
    );
  } catch (error) {
    onFinding(failure(place, asAppError(error), hasCode(error, 'id_token_invalid') ? 'fail' : 'warn'));
  }
}
