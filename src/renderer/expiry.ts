import type { Texts } from './texts.ts';

/**
 * Says until when credentials hold, in the user's own clock ("until 15:40", on another day "until Thu 01:52").
 * @param until end of the credentials, milliseconds since the epoch
 * @param now milliseconds since the epoch
 * @returns undefined where there are none or they have ended
 */
export function untilText(until: number | undefined, now: number, texts: Texts): string | undefined {
  if (until === undefined || until <= now) return undefined;
  const end = new Date(until);
  const time = new Intl.DateTimeFormat(texts.language, {
    hour: '2-digit',
    minute: '2-digit',
    ...hourCycle(),
  }).format(end);
  if (end.toDateString() === new Date(now).toDateString()) return texts.until(time);
  const weekday = new Intl.DateTimeFormat(texts.language, { weekday: 'short' }).format(end);
  return texts.untilDay(weekday, time);
}

/** Whether the user's own clock counts to 12 or to 24: that goes by the country, not by the language. */
function hourCycle(): Pick<Intl.DateTimeFormatOptions, 'hourCycle'> {
  const { hourCycle: own } = new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions();
  return own === undefined ? {} : { hourCycle: own };
}
