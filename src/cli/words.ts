import type { AppError, ErrorCode, ErrorDetails } from '../core/errors.ts';
import { guidance } from '../core/error-guide.ts';
import type { ExitCode } from '../core/guide/guidance.ts';

interface Words {
  readonly title: string;
  /** What happened, what to do, and the command for it. */
  readonly hint: string;
  readonly exitCode: ExitCode;
}

/** A failure in the words of the command line, which speaks English. */
export function wordsFor<Code extends ErrorCode>(failure: AppError<Code>): Words {
  const { title, happened, advice, exitCode } = guidance(failure);
  const way = ways[failure.code]?.(failure.details);
  return { title, hint: [happened, advice, ...(way === undefined ? [] : [way])].join(' '), exitCode };
}

/** What helps on the command line alone. The window has buttons. */
const ways: { readonly [Code in ErrorCode]?: (details: ErrorDetails[Code]) => string } = {
  login_needed: login,
  session_expired: login,
  session_unknown: login,
  device_unsupported: () => 'Leave out `--device`.',
  profile_taken: () => 'Add `--overwrite` to replace it, or `--profile NAME` for another name.',
  profile_shadowed: () => 'Add `--overwrite` to have them removed, or `--profile NAME` for another name.',
  browser_failed: () => 'Or add `--print` to get the address.',
};

function login({ identity }: { readonly identity: string }): string {
  return `Run \`tobira login ${identity}\`.`;
}
