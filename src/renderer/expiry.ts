import type { Texts } from './texts.ts';

/** From here on the end is near enough to count the minutes, in milliseconds. */
const soon = 15 * 60_000;

/**
 * Says how long credentials still hold ("12 min left"), or where that is long, until when: see `untilText`.
 *
 * @param until end of the credentials, milliseconds since the epoch
 * @param now milliseconds since the epoch
 * @returns undefined where there are none or they have ended
 */
export function expiryText(until: number | undefined, now: number, texts: Texts): Expiry | undefined {
  const words = untilText(until, now, texts);
  if (until === undefined || words === undefined) return undefined;
  const left = until - now;
  if (left > soon) return { words, isSoon: false };
  return { words: texts.list.minutesLeft(Math.ceil(left / 60_000)), isSoon: true };
}

export interface Expiry {
  readonly words: string;
  readonly isSoon: boolean;
}

/**
 * Says until when credentials hold, in the user's own clock ("until 15:40", on another day "until Thu 01:52").
 * @param until end of the credentials, milliseconds since the epoch
 * @param now milliseconds since the epoch
 * @returns undefined where there are none or they have ended
 */
export function untilText(until: number | undefined, now: number, texts: Texts): string | undefined {
  if (until === undefined || until <= now) return undefined;
  const end = new Date(until);
  const time = clockTime(until, texts);
  if (end.toDateString() === new Date(now).toDateString()) return texts.until(time);
  const weekday = new Intl.DateTimeFormat(texts.language, { weekday: 'short' }).format(end);
  return texts.untilDay(weekday, time);
}

/** A time of day in the user's own clock, such as "15:40". @param at milliseconds since the epoch */
export function clockTime(at: number, { language }: Pick<Texts, 'language'>): string {
  const form = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', ...hourCycle() });
  return form.format(new Date(at));
}

/** Whether the user's own clock counts to 12 or to 24: that goes by the country, not by the language. */
function hourCycle(): Pick<Intl.DateTimeFormatOptions, 'hourCycle'> {
  const { hourCycle: own } = new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions();
  return own === undefined ? {} : { hourCycle: own };
}
