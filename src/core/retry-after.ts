import type { HttpResponse } from './ports.ts';

/**
 * The statuses with which a server asks for a pause, and up to how many seconds it is believed: one slip of a server
 * must not shut the user out. A 503 often comes from what stands before it, which does not know when it is back.
 */
const longest: ReadonlyMap<number, number> = new Map([
  [429, 300],
  [503, 60],
]);

/**
 * How many seconds a busy server asks to be left alone for (`Retry-After`: RFC 9110, section 10.2.3). A date is read
 * by the server's own clock where it tells its time.
 *
 * @param now this computer's clock, milliseconds since the epoch
 * @returns whole seconds, at least 1; undefined where the server does not ask
 */
export function retryAfterSeconds({ status, headers }: HttpResponse, now: number): number | undefined {
  const value = headers['retry-after']?.trim();
  const most = longest.get(status);
  if (value === undefined || most === undefined) return undefined;
  const seconds = /^\d+$/.test(value) ? Number(value) : secondsUntil(value, headers['date'], now);
  return Number.isNaN(seconds) ? undefined : Math.min(most, Math.max(1, Math.ceil(seconds)));
}

function secondsUntil(date: string, serverDate: string | undefined, now: number): number {
  const here = Date.parse(serverDate ?? '');
  return (Date.parse(date) - (Number.isNaN(here) ? now : here)) / 1000;
}
