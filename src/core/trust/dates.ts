/** The W3C's profile of ISO 8601: a year, a month, a day, or a time of a day with its zone. */
const iso =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?(?:Z|([+-])(\d{2}):(\d{2})))?)?)?$/;

/**
 * A date as the IAM user guide allows it: in a form of the W3C's profile of ISO 8601, or in seconds since 1970. A
 * year alone is a date, too: no time of day has four digits.
 *
 * A time of day without a zone is none: nobody says in which zone IAM would read it.
 *
 * @returns milliseconds since the epoch; NaN for anything else
 */
export function dateOf(text: string): number {
  if (/^\d+$/.test(text) && text.length !== 4) return Number(text) * 1000;
  const [whole, ...parts] = iso.exec(text) ?? [];
  if (whole === undefined) return Number.NaN;
  const [year = '', month = '01', day = '01', hour = '00', minute = '00', second = '00', fraction = '0'] =
    parts;
  const [sign, zoneHours = '00', zoneMinutes = '00'] = parts.slice(7);
  if (Number(zoneHours) > 23 || Number(zoneMinutes) > 59) return Number.NaN;
  const date = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
  const time = Date.parse(date);
  // What is in no calendar, such as 30 February, comes back as another day or not at all.
  if (Number.isNaN(time) || new Date(time).toISOString() !== date) return Number.NaN;
  const ahead = (Number(zoneHours) * 60 + Number(zoneMinutes)) * 60_000 * (sign === '-' ? -1 : 1);
  // Digit by digit: multiplying a fraction can lose a millisecond.
  return time + Number(fraction.slice(0, 3).padEnd(3, '0')) - ahead;
}
