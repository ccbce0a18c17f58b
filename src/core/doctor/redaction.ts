import type { Finding } from './finding.ts';
import { spellingsOf } from './spellings.ts';

/** Takes secrets out of a text. */
export type Scrub = (text: string) => string;

const masked = '***';
/** A shorter value is a word that may stand anywhere. */
const shortest = 6;

/** @param secrets values that are known to be secret */
export function createScrubber(secrets: readonly string[]): Scrub {
  const known = [...new Set(secrets)]
    .filter((secret) => secret.length >= shortest)
    .sort((one, other) => other.length - one.length)
    .map(spellingsOf);
  return (text) =>
    known
      .reduce((rest, secret) => rest.replace(secret, masked), text)
      // A login within an address.
      .replace(/:\/\/[^\s/?#"'@]*@/g, `://${masked}@`)
      // AWS's key ids, JSON Web Tokens and GitLab's tokens.
      .replace(/\bA(?:KI|SI|ID|RO|GP|NP|NV|CC)A[A-Z0-9]{12,}\b/g, masked)
      .replace(/\beyJ[\w-]{8,}(?:\.[\w-]*){0,4}/g, masked)
      .replace(/\bgl[a-z]{2,10}-[\w.-]{10,}/g, masked)
      // AWS's secret keys, which may hold slashes, and begin with one.
      .replace(/(?<![\w+/.-])[\w+/]{40}(?![\w+/.-])/g, (word) => (isMixed(word) ? masked : word));
}

/** One secret in a thousand has no digit: then its letters, which are large and small by chance, give it away. */
function isMixed(word: string): boolean {
  const changes = word.match(/[a-z](?=[A-Z])/g)?.length ?? 0;
  return changes >= 5 || (/[a-z]/.test(word) && /[A-Z]/.test(word) && /\d/.test(word));
}

/** The same for what leaves the computer: what may tell of people goes too. @param home the user's folder */
export function createDiscreetScrubber(secrets: readonly string[], home: string): Scrub {
  const scrub = createScrubber(secrets);
  const atHome = home.length > 1 ? spellingsOf(home) : /(?!)/g;
  return (text) =>
    scrub(text)
      .replace(atHome, '~')
      // Whoever wrote a login as it is may have any sign in it: the last "@" counts. It is looked for once in each
      // stretch of text, for a stretch may be as long as a file.
      .replace(/:\/\/[^\s"']*/g, (stretch) => stretch.replace(/^.*@/, `://${masked}@`))
      .replace(/(?<![^\s"'(=,;])[^\s"'(=,;:@/\\]+:(?!\/\/)[^\s"']+/g, (stretch) =>
        stretch.replace(/^[^:]*:.+@(?=[\w[*])/, `${masked}@`),
      )
      .replace(/(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, `${masked}@${masked}`)
      // Ids of applications, and whatever else is opaque.
      .replace(/[A-Za-z0-9+_=-]{32,}/g, (word) => (/\d/.test(word) ? masked : word))
      .replace(/(?:[\w+/%=-]|\\\/){32,}/g, (word) => (isMixed(word) ? masked : word))
      .replace(homeFolder, `$1${masked}`);
}

/** A name may have several words: before a slash each counts, else those that are written as names are. */
const homeFolder =
  /([/\\](?:home|Users|Documents and Settings)[/\\]+)(?:[^/\\"'\n]{1,64}(?=[/\\])|[^/\\\s"']+(?: \p{Lu}[\p{L}.-]*)*)/giu;

/** Names of details whose texts are words of Tobira's own: somebody's password may be one of them. */
const ownWords: ReadonlySet<string> = new Set([
  'because',
  'kind',
  'lacks',
  'what',
  'storage',
  'document',
  'type',
]);

/** A finding's words are looked up by what it says in Tobira's own terms: that stays. */
export function scrubbedFinding(found: Finding, scrub: Scrub): Finding {
  const { about } = found;
  const details = Object.entries(found.details).map(([key, value]: [string, unknown]) => [
    key,
    ownWords.has(key) ? value : scrubbed(value, scrub),
  ]);
  // The shape stays: texts become texts.
  return {
    ...found,
    ...(about !== undefined && { about: scrub(about) }),
    details: Object.fromEntries(details) as Finding['details'],
  } as Finding;
}

/** Applies it to every text of plain data. */
export function scrubbed<Value>(value: Value, scrub: Scrub): Value {
  // The shape stays: texts become texts.
  return mapped(value, scrub) as Value;
}

function mapped(value: unknown, scrub: Scrub): unknown {
  if (typeof value === 'string') return scrub(value);
  if (Array.isArray(value)) return value.map((item) => mapped(item, scrub));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapped(item, scrub)]));
}
