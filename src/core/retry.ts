import { hasCode } from './errors.ts';
import type { Clock } from './ports.ts';

const attempts = 3;
const firstPauseMs = 500;

/**
 * Tries again what passes by itself: AWS could not reach the issuer just now, or asks to slow down.
 * Source: the errors of AssumeRoleWithWebIdentity in the STS API reference.
 */
export async function retryPassing<Value>(clock: Clock, work: () => Promise<Value>): Promise<Value> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const passing = hasCode(error, 'sts_issuer_unreachable') || hasCode(error, 'sts_throttled');
      if (!passing || attempt === attempts) throw error;
      await new Promise<void>((resolve) => void clock.after(firstPauseMs * 2 ** (attempt - 1), resolve));
    }
  }
}
