import { waitOf, type AppError, type ErrorCode } from './errors.ts';
import type { Random } from './ports.ts';

const firstPause = 2_000;
/** Between tries while nothing gets through, so that it is soon noticed when the network is back. */
const longestPause = 60_000;

/** What passes without the user: network, overload, a sign-in page in between, an owner that hands over. */
const passing: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'network_unreachable',
  'network_timeout',
  'network_untrusted',
  'network_redirected',
  'network_proxy',
  'issuer_failed',
  'issuer_not_oidc',
  'clock_skew',
  'sts_issuer_unreachable',
  'sts_token_expired',
  'sts_throttled',
  'sts_unavailable',
  'sts_not_aws',
  'owner_busy',
]);

/** What the session's own state tells already. */
const told: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'login_needed',
  'session_expired',
  'session_unknown',
  'signed_out_meanwhile',
]);

/** Whether a renewal that failed like this may succeed later without the user. */
export function passesByItself({ code }: AppError): boolean {
  return passing.has(code);
}

export function isToldBySession({ code }: AppError): boolean {
  return told.has(code);
}

/** How long to wait after so many failures in a row, in milliseconds: longer each time, and never all at once. */
export function pauseAfter(failures: number, error: AppError, random: Random): number {
  const pause = Math.min(longestPause, firstPause * 2 ** (failures - 1)) * (0.5 + random.next() / 2);
  return Math.max(pause, (waitOf(error) ?? 0) * 1000);
}
