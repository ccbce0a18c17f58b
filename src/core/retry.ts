import { hasCode } from './errors.ts';
import type { Clock } from './ports.ts';

const attempts = 3;
const firstPauseMs = 500;

/**
 * Tries again what passes by itself: AWS could not reach the issuer just now, asks to slow down, or is out of order.
 * Source: the errors of AssumeRoleWithWebIdentity in the STS API reference.
 */
export async function retryPassing<Value>(clock: Clock, work: () => Promise<Value>): Promise<Value> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error) || attempt === attempts) throw error;
      await new Promise<void>((resolve) => void clock.after(firstPauseMs * 2 ** (attempt - 1), resolve));
    }
  }
}

function isPassing(error: unknown): boolean {
  return (
    hasCode(error, 'sts_issuer_unreachable') ||
    hasCode(error, 'sts_throttled') ||
    hasCode(error, 'sts_unavailable')
  );
}

const busyPauseMs = 250;
/** A little longer than a refresh may take that the hand-over from one owner to the next waits for. */
const busyPatienceMs = 20_000;

/** A hand-over needs one more owner, or two where an agent is quicker than the app; a crash is not tried for ever. */
const mostOwners = 4;

/**
 * Asks an owner again that is about to hand over to the next, or has too much to do at once.
 *
 * @param harmless whether the next owner may be asked the same where one has gone without an answer
 */
export async function retryWhileBusy<Value>(
  clock: Clock,
  work: () => Promise<Value>,
  harmless = false,
): Promise<Value> {
  let gone = 0;
  for (let waited = 0; ; waited += busyPauseMs) {
    try {
      return await work();
    } catch (error) {
      if (hasCode(error, 'owner_gone')) gone += 1;
      const again = hasCode(error, 'owner_gone')
        ? harmless && gone < mostOwners
        : hasCode(error, 'owner_busy');
      if (!again || waited >= busyPatienceMs) throw error;
      await new Promise<void>((resolve) => void clock.after(busyPauseMs, resolve));
    }
  }
}
