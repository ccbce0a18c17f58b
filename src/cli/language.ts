import type { Language } from '../core/model.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What decides of the language of messages, first things first. Source: POSIX, "Environment Variables", 8.2. */
const variables = ['LC_ALL', 'LC_MESSAGES', 'LANG'] as const;

/**
 * The language that the user's terminal speaks: the first of LC_ALL, LC_MESSAGES and LANG that is set and not empty
 * decides, whether Tobira speaks it or not. Programs of macOS and Windows may have none of them: there the system does.
 *
 * @param systemLocale the system's own, such as `ja-JP`; asked on macOS and Windows alone
 */
export function languageOf(
  environment: Environment,
  platform: NodeJS.Platform = process.platform,
  systemLocale: () => string = () => new Intl.DateTimeFormat().resolvedOptions().locale,
): Language {
  const chosen = variables.map((name) => environment[name]).find((text) => text !== undefined && text !== '');
  if (chosen !== undefined) return spoken(chosen);
  return platform === 'darwin' || platform === 'win32' ? spoken(systemLocale()) : 'en';
}

/** `ja`, `ja_JP.eucJP` and `ja-JP` are Japanese; `C`, `POSIX` and whatever Tobira does not speak are English. */
function spoken(locale: string): Language {
  return /^ja(?![a-z])/i.test(locale) ? 'ja' : 'en';
}
