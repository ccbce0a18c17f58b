import type { Texts } from './texts.ts';

/**
 * Says until when credentials hold, in the user's own clock ("until 15:40").
 * @param until end of the credentials, milliseconds since the epoch
 * @param now milliseconds since the epoch
 * @returns undefined where there are none or they have ended
 */
export function untilText(until: number | undefined, now: number, texts: Texts): string | undefined {
  if (until === undefined || until <= now) return undefined;
  const end = new Date(until);
  const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' }).format(end);
  return end.toDateString() === new Date(now).toDateString() ? texts.until(time) : texts.untilTomorrow(time);
}
