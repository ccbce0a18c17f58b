import type { Language } from '../core/model.ts';
import { languageOf } from './language.ts';
import type { english } from './texts/english.ts';

/** All that the command line says to people, but for failures: those are in the error guide. One member per command. */
export type Texts = typeof english;

/**
 * The command line's words in the language of the terminal. They are loaded when something is to be said:
 * `credential_process` runs often, and mostly says nothing.
 */
export function loadTexts(language: Language = languageOf(process.env)): Promise<Texts> {
  return books[language]();
}

const books: Readonly<Record<Language, () => Promise<Texts>>> = {
  en: async () => (await import('./texts/english.ts')).english,
  ja: async () => (await import('./texts/japanese.ts')).japanese,
};
