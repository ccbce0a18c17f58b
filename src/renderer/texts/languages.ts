import type { LanguageView } from '../../shared/view.ts';
import type { Texts } from '../texts.ts';
import { english } from './english.ts';
import { japanese } from './japanese.ts';

const languages: Readonly<Record<LanguageView, Texts>> = { en: english, ja: japanese };

/** @param tag of a language, such as the document's; one that Tobira does not speak gives English */
export function textsIn(tag: string): Texts {
  return Object.values(languages).find(({ language }) => language === tag) ?? english;
}
