import { readFile } from 'node:fs/promises';
import { buffer as readAll } from 'node:stream/consumers';
import type { RoleShown } from '../core/explanations.ts';
import { AppError } from '../core/errors.ts';
import { exitCodes } from '../core/guide/guidance.ts';
import { decodeText } from '../core/text-encoding.ts';
import { explainTrust, type Explanation } from '../core/trust/explanation.ts';
import type { TokenFacts } from '../core/trust/token-facts.ts';
import { readArguments, required } from './arguments.ts';
import { explanationText } from './explanation-text.ts';
import { languageOf } from './language.ts';
import { printJson, show } from './output.ts';
import { ask } from './owner.ts';
import { quotedIn } from './quoted.ts';
import { loadTexts } from './texts.ts';

/** No trust policy is a hundredth of this long; bytes. */
const longestPolicy = 1_000_000;

/** Where Tobira writes policies of several lines into an explanation. */
const policies: ReadonlySet<string> = new Set(['policy', 'text']);

/** `tobira explain ROLE` @returns 5 where the given policy does not let the token in, 2 where it is none */
export async function explain(words: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(words, { 'trust-policy': { type: 'string' } } as const, 1);
  const role = required(positionals[0], 'ROLE');
  const file = values['trust-policy'];
  // First: whoever mistyped the path need not wait for a token.
  const policy = file === undefined ? undefined : await readPolicy(required(file, 'FILE'));
  const shown = await ask(values.config, 'explain', { role });
  const { roleArn, token, now, sessionName } = shown;
  const explanation = explainTrust({
    roleArn,
    token,
    now,
    sessionName,
    ...(policy !== undefined && { policy }),
  });
  if (values.json) {
    printJson(report(shown, explanation));
  } else {
    const language = languageOf(process.env);
    const { explain: texts } = await loadTexts(language);
    show(explanationText(shown, quotedIn(explanation, 'others', policies), texts, language));
  }
  return exitCodeOf(explanation);
}

function exitCodeOf({ policy }: Explanation): number {
  if (policy === undefined) return exitCodes.done;
  if (policy.kind === 'malformed') return exitCodes.usage;
  return policy.verdict.answer === 'allowed' ? exitCodes.done : exitCodes.refused;
}

/** @throws AppError `file_failed` */
async function readPolicy(file: string): Promise<string> {
  try {
    const bytes = file === '-' ? await readAll(process.stdin) : await readFile(file);
    if (bytes.length <= longestPolicy) return decodeText(bytes);
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw new AppError('file_failed', { path: file, reason }, { cause });
  }
  throw new AppError('file_failed', { path: file, reason: 'the file is far too large' });
}

/** For scripts: codes, no words; times as ISO 8601. */
function report({ role, skewSeconds, links }: RoleShown, { token, ...rest }: Explanation) {
  return { role, ...rest, token: withDates(token), skewSeconds, ...(links && { links }) };
}

function withDates({ issuedAt, notBefore, expiresAt, ...rest }: TokenFacts) {
  const date = (time: number) => new Date(time).toISOString();
  return {
    ...rest,
    ...(issuedAt !== undefined && { issuedAt: date(issuedAt) }),
    ...(notBefore !== undefined && { notBefore: date(notBefore) }),
    expiresAt: date(expiresAt),
  };
}
