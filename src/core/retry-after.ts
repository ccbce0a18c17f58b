import type { HttpResponse } from './ports.ts';

/** The statuses with which a server asks for a pause. */
const busy: ReadonlySet<number> = new Set([429, 503]);
/** No longer wait is believed, in seconds: a slip of the server must not shut the user out for days. */
const longest = 3_600;

/**
 * How many seconds a busy server asks to be left alone for (`Retry-After`: RFC 9110, section 10.2.3). A date is read
 * by the server's own clock where it tells its time.
 *
 * @param now this computer's clock, milliseconds since the epoch
 * @returns whole seconds, at least 1; undefined where the server does not ask
 */
export function retryAfterSeconds({ status, headers }: HttpResponse, now: number): number | undefined {
  const value = headers['retry-after']?.trim();
  if (value === undefined || !busy.has(status)) return undefined;
  const seconds = /^\d+$/.test(value) ? Number(value) : secondsUntil(value, headers['date'], now);
  return Number.isNaN(seconds) ? undefined : Math.min(longest, Math.max(1, Math.ceil(seconds)));
}

function secondsUntil(date: string, serverDate: string | undefined, now: number): number {
  const here = Date.parse(serverDate ?? '');
  return (Date.parse(date) - (Number.isNaN(here) ? now : here)) / 1000;
}
