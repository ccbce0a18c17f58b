import { because } from './reasons.ts';

/** The words of others: mostly English, so they stand in brackets. */
export function answer(who: string, text: string): string {
  const words = because(text.trim()).replace(/\.$/, '');
  return words === '' ? `${gapped(who)}は理由を示していません。` : `${gapped(who)}の応答: 「${words}」。`;
}

/** An English sentence of ours that has no Japanese: what it speaks of stands in the file or the command. */
export function quoted(text: string): string {
  return `「${text.trim().replace(/\.$/, '')}」。`;
}

/** A gap stands after Latin letters only. */
function gapped(who: string): string {
  return /[A-Za-z]$/.test(who) ? `${who} ` : who;
}

/** A span of time, exact below two minutes and rounded above. @param seconds at least 0 */
export function span(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} 秒`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} 分`;
  if (seconds < 172_800) return `${Math.round(seconds / 3600)} 時間`;
  return `${Math.round(seconds / 86_400)} 日`;
}

export function list(names: readonly string[]): string {
  return names.join('、');
}
