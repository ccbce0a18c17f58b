import { useLayoutEffect } from 'react';
import type { LanguageView } from '../shared/view.ts';
import type { Texts } from './texts.ts';
import { textsIn } from './texts/languages.ts';

/**
 * The words of the chosen language. The document says which one it is, to screen readers and to the line breaking;
 * until the first view is there it is the one that the page was served in.
 */
export function useLanguage(language: LanguageView | undefined): Texts {
  const texts = textsIn(language ?? document.documentElement.lang);
  useLayoutEffect(() => {
    document.documentElement.lang = texts.language;
  }, [texts]);
  return texts;
}
