const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * A value of a date operator: seconds since 1970, or a date as the W3C's note on ISO 8601 has it. There a time of day
 * always has a zone.
 *
 * @returns milliseconds since the epoch, NaN where IAM would not take it
 */
export function readDate(value: string): number {
  if (/^(\d{1,3}|\d{5,})$/.test(value)) return Number(value) * 1000;
  const [day = '', ...rest] = value.split('T');
  const [year, month = 1, date = 1] = numbers(day, /^\d{4}(-\d\d){0,2}$/, '-');
  if (year === undefined || month < 1 || month > 12 || date < 1 || date > daysIn(year, month)) return NaN;
  const midnight = new Date(0).setUTCFullYear(year, month - 1, date);
  if (rest.length === 0) return midnight;
  const time = rest.join('T');
  const clock = time.replace(/(Z|[+-]\d\d:\d\d)$/, '');
  const zone = time.slice(clock.length);
  const isFull = /^\d{4}-\d\d-\d\d$/.test(day) && zone !== '';
  // Read as a whole number of milliseconds: a product of fractions can lose one.
  const ms = Math.floor(Number(`${clock.split(':')[2] ?? 0}e3`));
  const [hours, minutes = 0, seconds = 0] = numbers(clock, /^\d\d:\d\d(:\d\d(\.\d+)?)?$/, ':');
  if (!isFull || hours === undefined || hours > 23 || minutes > 59 || seconds >= 60) return NaN;
  const [zoneHours = 0, zoneMinutes = 0] = numbers(zone.slice(1), /^\d\d:\d\d$/, ':');
  if (zoneHours > 23 || zoneMinutes > 59) return NaN;
  const offset = (zone.startsWith('-') ? -1 : 1) * (zoneHours * 60 + zoneMinutes);
  return midnight + (hours * 60 + minutes - offset) * 60_000 + ms;
}

function numbers(text: string, form: RegExp, separator: string): readonly number[] {
  return form.test(text) ? text.split(separator).map(Number) : [];
}

function daysIn(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return (DAYS[month - 1] ?? 0) + (month === 2 && isLeap ? 1 : 0);
}
