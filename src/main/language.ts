import type { Language } from '../core/model.ts';

/**
 * The first of the user's languages that Tobira speaks; English where there is none.
 *
 * @param preferred as the system lists them, best first: `ja-JP`, `ja_JP.UTF-8`, `C`
 */
export function spokenLanguage(preferred: readonly string[]): Language {
  for (const name of preferred) {
    const language = name.toLowerCase().split(/[-_.@]/)[0];
    if (language === 'en' || language === 'ja') return language;
  }
  return 'en';
}
