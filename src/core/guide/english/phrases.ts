/** The words of others, which may be none and mostly end without a full stop. */
export function sentence(text: string): string {
  const words = text.trim();
  if (words === '') return 'No reason was given.';
  return /[.!?]$/.test(words) ? words : `${words}.`;
}

/** A span of time, exact below two minutes and rounded above. @param seconds at least 0 */
export function span(seconds: number): string {
  if (seconds < 120) return count(Math.round(seconds), 'second');
  if (seconds < 7200) return count(Math.round(seconds / 60), 'minute');
  if (seconds < 172_800) return count(Math.round(seconds / 3600), 'hour');
  return count(Math.round(seconds / 86_400), 'day');
}

function count(n: number, one: string): string {
  return `${n} ${one}${n === 1 ? '' : 's'}`;
}
