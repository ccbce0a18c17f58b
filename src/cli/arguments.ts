import { parseArgs, type ParseArgsConfig } from 'node:util';
import { AppError } from '../core/errors.ts';
import { isRegion } from '../core/region.ts';
import { isSafePage } from '../core/safe-url.ts';
import type { UsageFault } from '../core/usage-fault.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

const everywhere = {
  config: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies Options;

/**
 * Reads the words after a command's name.
 * @param most how many words may stand beside the options
 * @throws AppError `usage`
 */
export function readArguments<const Own extends Options>(words: readonly string[], own: Own, most: number) {
  const parsed = parse(words, { ...everywhere, ...own });
  const extra = parsed.positionals[most];
  if (extra !== undefined) throw new AppError('usage', { fault: 'word-unexpected', word: extra });
  return parsed;
}

function parse<const All extends Options>(words: readonly string[], options: All) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true, tokens: true });
  } catch (cause) {
    throw new AppError('usage', faultOf(cause), { cause });
  }
}

/** Node names the option in its sentence alone. */
function faultOf(cause: unknown): UsageFault {
  const text = cause instanceof Error ? cause.message : '';
  const unknown = /^Unknown option '(.+?)'(?:\. To specify|$)/s.exec(text)?.[1];
  if (unknown !== undefined) return { fault: 'option-unknown', option: unknown };
  const [, option, trouble] = /^Option '(?:-\w, )?(-[^ ']+)[^']*' (.+)/s.exec(text) ?? [];
  if (option === undefined || trouble === undefined) return { fault: 'option-wrong', text };
  return { fault: trouble.startsWith('argument') ? 'option-without-value' : 'option-with-value', option };
}

/** @throws AppError `usage` where the word is missing */
export function required(word: string | undefined, name: string): string {
  if (word !== undefined && word !== '') return word;
  throw new AppError('usage', { fault: 'word-missing', name });
}

/** @throws AppError `usage` where the text is no AWS region */
export function checkRegion(region: string | undefined): void {
  if (region === undefined || isRegion(region)) return;
  throw new AppError('usage', { fault: 'no-region', text: region });
}

/** @throws AppError `usage` where a console could not safely open there */
export function checkDestination(destination: string | undefined): void {
  if (destination === undefined || isSafePage(destination)) return;
  throw new AppError('usage', { fault: 'no-page', text: destination });
}
