import type { LanguageView } from '../shared/view.ts';

/** A length of time in words: "12 hours", "90 minutes". */
export function inHours(seconds: number, language: LanguageView): string {
  const minutes = Math.round(seconds / 60);
  const [count, unit] = minutes % 60 === 0 ? [minutes / 60, 'hour'] : [minutes, 'minute'];
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}

/** A number of seconds in words: "30 sec". No line ends between the two. */
export function inSeconds(seconds: number, language: LanguageView): string {
  const words = new Intl.NumberFormat(language, { style: 'unit', unit: 'second' }).format(seconds);
  return words.replaceAll(' ', '\u00A0');
}
