import { AppError, type ErrorCode, type ErrorDetails } from '../core/errors.ts';
import { guidance } from '../core/error-guide.ts';
import type { ExitCode } from '../core/guide/guidance.ts';
import type { Language } from '../core/model.ts';
import { quotedIn } from './quoted.ts';

interface Words {
  readonly title: string;
  /** What happened, what to do, and the command for it. */
  readonly hint: string;
  /** Both of them. */
  readonly sentence: string;
  readonly exitCode: ExitCode;
}

/** A failure in the words of the command line. Programs that read them get English ones. */
export function wordsFor<Code extends ErrorCode>(failure: AppError<Code>, language: Language): Words {
  const details = quotedIn(failure.details, originOf(failure.code), sentencesOfOurs);
  const { title, happened, advice, exitCode } = guidance(new AppError(failure.code, details), language);
  const way = ways[language][failure.code]?.(details);
  const hint = join([happened, advice, ...(way === undefined ? [] : [way])]);
  return { title, hint, sentence: join([title, hint]), exitCode };
}

/** `usage` may bring a sentence that is ready to be printed. */
const sentencesOfOurs: ReadonlySet<string> = new Set(['message']);

/** Where these complain of a word, it stands in the wrong place: it may be anything. */
function originOf(code: ErrorCode): 'typed' | 'others' {
  return code === 'usage' || code === 'ci_token_missing' ? 'typed' : 'others';
}

/** The command that helps with a failure; undefined for codes that have none, failures or not. */
export function wayFor(code: string, details: object, language: Language): string | undefined {
  const way = Object.entries(ways[language]).find(([name]) => name === code)?.[1];
  // The details are those of the code.
  return (way as ((facts: object) => string) | undefined)?.(details);
}

/** No gap stands behind the full stop of a Japanese sentence. */
function join(sentences: readonly string[]): string {
  return sentences.reduce((before, next) => `${before}${before.endsWith('。') ? '' : ' '}${next}`);
}

/** What helps on the command line alone. The window has buttons. */
type Ways = { readonly [Code in WithWay]: (details: ErrorDetails[Code]) => string };
type WithWay =
  | 'config_missing'
  | 'login_needed'
  | 'session_expired'
  | 'session_unknown'
  | 'device_unsupported'
  | 'profile_taken'
  | 'profile_shadowed'
  | 'browser_failed';

const english: Ways = {
  config_missing: () => '`tobira setup gitlab` says what to enter in GitLab first.',
  login_needed: ({ identity }) => `Run \`tobira login ${identity}\`.`,
  session_expired: ({ identity }) => `Run \`tobira login ${identity}\`.`,
  session_unknown: ({ identity }) => `Run \`tobira login ${identity}\`.`,
  device_unsupported: () => 'Leave out `--device`.',
  profile_taken: () => 'Add `--overwrite` to replace it, or `--profile NAME` for another name.',
  profile_shadowed: () => 'Add `--overwrite` to have them removed, or `--profile NAME` for another name.',
  browser_failed: () => 'Or add `--print` to get the address.',
};

const japanese: Ways = {
  config_missing: () => '`tobira setup gitlab` で、先に GitLab に入力する内容を確認できます。',
  login_needed: ({ identity }) => `\`tobira login ${identity}\` を実行してください。`,
  session_expired: ({ identity }) => `\`tobira login ${identity}\` を実行してください。`,
  session_unknown: ({ identity }) => `\`tobira login ${identity}\` を実行してください。`,
  device_unsupported: () => '`--device` を付けずに実行してください。',
  profile_taken: () =>
    '置き換える場合は `--overwrite` を、別の名前にする場合は `--profile NAME` を付けてください。',
  profile_shadowed: () =>
    '削除してよい場合は `--overwrite` を、別の名前にする場合は `--profile NAME` を付けてください。',
  browser_failed: () => '`--print` を付けると、アドレスを表示できます。',
};

const ways: Readonly<
  Record<Language, { readonly [Code in ErrorCode]?: (details: ErrorDetails[Code]) => string }>
> = { en: english, ja: japanese };
