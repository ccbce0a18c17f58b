import { parseArgs, type ParseArgsConfig } from 'node:util';
import { AppError } from '../core/errors.ts';
import { isRegion } from '../core/region.ts';
import { isSafePage } from '../core/safe-url.ts';

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
  if (extra !== undefined) throw new AppError('usage', { message: `Unexpected word "${extra}".` });
  return parsed;
}

function parse<const All extends Options>(words: readonly string[], options: All) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
  } catch (cause) {
    // Node's text names the option and the trouble in its first sentence.
    const [sentence = 'Bad options'] = (cause instanceof Error ? cause.message : '').split(/\.\s|\n/);
    throw new AppError('usage', { message: `${sentence}.` }, { cause });
  }
}

/** @throws AppError `usage` where the word is missing */
export function required(word: string | undefined, name: string): string {
  if (word !== undefined && word !== '') return word;
  throw new AppError('usage', { message: `${name} is missing.` });
}

/** @throws AppError `usage` where the text is no AWS region */
export function checkRegion(region: string | undefined): void {
  if (region === undefined || isRegion(region)) return;
  throw new AppError('usage', { message: `"${region}" is no AWS region: it must look like eu-central-1.` });
}

/** @throws AppError `usage` where a console could not safely open there */
export function checkDestination(destination: string | undefined): void {
  if (destination === undefined || isSafePage(destination)) return;
  throw new AppError('usage', { message: `"${destination}" is no https address of a console page.` });
}
