import type { RoleShown } from '../core/explanations.ts';
import type { Language } from '../core/model.ts';
import type { Explanation } from '../core/trust/explanation.ts';
import { kindOf } from '../core/trust/subject.ts';
import { trustWordsOf, type TrustWords } from '../core/trust-guide.ts';
import { table } from './output.ts';
import { quotedIn } from './quoted.ts';
import type { Texts } from './texts.ts';

/** Within this, two clocks agree; seconds. A date of an HTTP reply is no more exact. */
const sameClock = 3;

/** An explanation as a terminal shows it: what AWS is shown, what the policy makes of it, and what it should say. */
export function explanationText(
  shown: RoleShown,
  explanation: Explanation,
  texts: Texts['explain'],
  language: Language,
): string {
  const words = trustWordsOf(explanation, language);
  const { policy } = explanation;
  const parts =
    policy === undefined
      ? neededParts(explanation, words, texts)
      : policy.kind === 'malformed'
        ? [texts.malformed, ...words.obstacles]
        : [...verdictParts(words, texts), ...correctionParts(explanation, words, texts)];
  return [factsPart(shown, texts), ...parts, ...linkParts(shown, texts)]
    .map((part) => `${part.trimEnd()}\n`)
    .join('\n');
}

/** All before it is about the first role: the token is shown to that one alone. */
function linkParts({ links = [] }: RoleShown, texts: Texts['explain']): readonly string[] {
  if (links.length === 0) return [];
  const lines = links.map((link, index) => `  - ${texts.link(quotedIn(link), index + 1)}\n`);
  return [`${texts.links}\n${lines.join('')}`];
}

function factsPart({ roleArn, token, skewSeconds, now }: RoleShown, texts: Texts['explain']): string {
  const { issuedAt, expiresAt, keyId, algorithm } = token;
  const key = [keyId, algorithm].filter((one) => one !== undefined).join(', ');
  // Dates of the issuer's clock in this computer's time of day.
  const at = (time: number) => new Date(time - skewSeconds * 1000);
  const rows = [
    [texts.role, roleArn.text],
    ['iss', token.issuer],
    ['aud', token.audience.join(', ')],
    ['sub', texts.subject(token.subject, kindOf(token.subject))],
    ...(issuedAt === undefined ? [] : [[texts.issued, texts.time(at(issuedAt), issuedAt - now)]]),
    [texts.expires, texts.time(at(expiresAt), expiresAt - now)],
    ...(key === '' ? [] : [[texts.key, key]]),
    [texts.clock, Math.abs(skewSeconds) <= sameClock ? texts.clockAgrees : texts.clockDiffers(skewSeconds)],
  ];
  return table(rows);
}

function neededParts({ needed }: Explanation, words: TrustWords, texts: Texts['explain']): readonly string[] {
  const rows = [
    [texts.provider, needed.providerArn],
    ...needed.conditions.map(({ key, value }) => [key, value]),
  ];
  return [
    `${texts.mustTrust}\n${indented(table(rows))}`,
    ...(needed.policy === undefined ? [] : [texts.readyPolicy, needed.policy]),
    ...words.obstacles,
    ...(needed.policy === undefined ? [] : [texts.giveYours]),
  ];
}

function verdictParts(words: TrustWords, texts: Texts['explain']): readonly string[] {
  const reasons = words.reasons.map(
    ({ title, lines }) =>
      `${texts.end(title, lines.length > 0)}\n${lines.map((line) => `  - ${line}\n`).join('')}`,
  );
  const dangers = words.dangers.map(({ label, text }) => `${label}: ${text}`);
  return [words.verdict ?? '', ...reasons, ...(dangers.length === 0 ? [] : [dangers.join('\n')])];
}

function correctionParts(
  { needed, policy }: Explanation,
  words: TrustWords,
  texts: Texts['explain'],
): readonly string[] {
  if (policy?.kind !== 'read') return [];
  const { correction } = policy;
  if (correction.kind === 'unmeetable')
    return [...words.obstacles, ...(needed.policy === undefined ? [] : [texts.readyPolicy, needed.policy])];
  if (correction.kind !== 'corrected') return words.obstacles;
  const changes = words.changes.map((change) => `  - ${change}\n`).join('');
  return [`${texts.corrected}\n${changes}`, ...words.obstacles, correction.text];
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}
