import type { AppError, ErrorCode } from './errors.ts';
import { consequences } from './guide/consequences.ts';
import { english } from './guide/english.ts';
import type { Guidance, Vocabulary } from './guide/guidance.ts';
import { japanese } from './guide/japanese.ts';
import type { Language } from './model.ts';

/** What each failure means to the person in front of it. A language without words does not compile. */
const vocabularies: Readonly<Record<Language, Vocabulary>> = { en: english, ja: japanese };

/** An error in the user's words. */
export function guidance<Code extends ErrorCode>(
  { code, details }: AppError<Code>,
  language: Language = 'en',
): Guidance {
  return { ...vocabularies[language][code](details), ...consequences[code] };
}
