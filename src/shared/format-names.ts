import type { CopyFormatView, LanguageView } from './view.ts';

const english: Readonly<Record<CopyFormatView, string>> = {
  env: 'bash, zsh',
  fish: 'fish',
  powershell: 'PowerShell',
  cmd: 'cmd',
  json: 'JSON',
  dotenv: '.env',
  ini: 'AWS INI',
};

/** What each format is called on every surface: after its reader. */
export const formatNames: Readonly<Record<LanguageView, Readonly<Record<CopyFormatView, string>>>> = {
  en: english,
  ja: { ...english, env: 'bash、zsh' },
};
