import { hasCode, waitOf } from './errors.ts';
import type { Clock, Random } from './ports.ts';

const attempts = 3;
const firstPauseMs = 500;
/** A longer wait that a server asks for is told to the user instead; in seconds. */
const longestWait = 10;

/**
 * Tries again what passes by itself: AWS could not reach the issuer just now, asks to slow down, or is out of order; or
 * whoever gives out a job's tokens does.
 * Source: the errors of AssumeRoleWithWebIdentity in the STS API reference.
 */
export async function retryPassing<Value>(
  clock: Clock,
  random: Random,
  work: () => Promise<Value>,
): Promise<Value> {
  return retry(clock, random, work, isPassing);
}

/**
 * Asks an issuer again that is out of order (a status of 500 and more), no more than twice. Nothing else is asked
 * again: where no answer came at all the issuer may have done what it was asked.
 *
 * @param mayGoOn whether there is still any use in it
 */
export async function retryIssuer<Value>(
  clock: Clock,
  random: Random,
  work: () => Promise<Value>,
  mayGoOn: () => boolean,
): Promise<Value> {
  return retry(clock, random, work, (error) => isOutOfOrder(error) && mayGoOn());
}

/** Three tries with growing pauses between, or as long as the server asks for. */
async function retry<Value>(
  clock: Clock,
  random: Random,
  work: () => Promise<Value>,
  isWorthwhile: (error: unknown) => boolean,
): Promise<Value> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const asked = waitOf(error) ?? 0;
      if (!isWorthwhile(error) || attempt === attempts || asked > longestWait) throw error;
      const pauseMs = Math.max(asked * 1000, spread(firstPauseMs * 2 ** (attempt - 1), random));
      await new Promise<void>((resolve) => void clock.after(pauseMs, resolve));
      if (!isWorthwhile(error)) throw error;
    }
  }
}

/** Half of a pause to one and a half: whoever failed at the same moment does not come back at the same one. */
function spread(ms: number, random: Random): number {
  return ms * (0.5 + random.next());
}

function isPassing(error: unknown): boolean {
  return (
    hasCode(error, 'sts_issuer_unreachable') ||
    hasCode(error, 'sts_throttled') ||
    hasCode(error, 'sts_unavailable') ||
    (hasCode(error, 'ci_token_request_failed') &&
      (error.details.status === 429 || error.details.status >= 500))
  );
}

function isOutOfOrder(error: unknown): boolean {
  return hasCode(error, 'issuer_failed') && error.details.status >= 500;
}

const busyPauseMs = 250;
/** A little longer than a refresh may take that the hand-over from one owner to the next waits for. */
const busyPatienceMs = 20_000;

/** A hand-over needs one more owner, or two where an agent is quicker than the app; a crash is not tried for ever. */
const mostOwners = 4;

/**
 * Asks an owner again that is about to hand over to the next, or has too much to do at once. One that has gone without
 * a word did not begin: the next one is asked.
 *
 * @param harmless whether the next owner may be asked the same also where one had begun, and went without an answer
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
        ? (harmless || !error.details.begun) && gone < mostOwners
        : hasCode(error, 'owner_busy');
      if (!again || waited >= busyPatienceMs) throw error;
      await new Promise<void>((resolve) => void clock.after(busyPauseMs, resolve));
    }
  }
}
