import * as english from './guide/english/import.ts';
import * as japanese from './guide/japanese/import.ts';
import type { ExportNote } from './import/export-roles.ts';
import type { ImportRemark, SkipReason } from './import/import-entry.ts';
import type { Language } from './model.ts';

interface ImportVocabulary {
  readonly skipWords: (reason: SkipReason) => string;
  readonly remarkWords: (remark: ImportRemark) => string;
  readonly exportHeading: string;
  readonly exportWords: (note: ExportNote) => string;
}

const vocabularies: Readonly<Record<Language, ImportVocabulary>> = { en: english, ja: japanese };

/** What an import and an export have to say of single profiles and roles, in the user's language. */
export function importWords(language: Language): ImportVocabulary {
  return vocabularies[language];
}
