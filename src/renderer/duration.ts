import type { LanguageView } from '../shared/view.ts';

/** A number of seconds in words: "30 sec". */
export function inSeconds(seconds: number, language: LanguageView): string {
  return new Intl.NumberFormat(language, { style: 'unit', unit: 'second' }).format(seconds);
}
