import { CORE_SCHEMA, load } from 'js-yaml';

/**
 * Reads YAML that is written plainly, a dozen times faster than the reader that knows its lines, and only where both are
 * sure to read the same.
 *
 * @returns undefined where they might not, or where something is wrong with it: that is the other reader's to say
 */
export function readPlainYaml(text: string): { readonly data: unknown } | undefined {
  const said = text.replace(/^\uFEFF/, '');
  if (peculiar.test(said)) return undefined;
  try {
    const data = load(said, { schema: CORE_SCHEMA, maxDepth: deepest });
    return typeof data === 'object' && data !== null && isPlain(data) ? { data } : undefined;
  } catch {
    return undefined;
  }
}

/** Below what the other reader goes down to: what is read here is read there, too. */
const deepest = 100;

/** What the two readers, or two versions of YAML, take in different ways, as it stands in the text. */
const peculiar = new RegExp(
  [
    // Anchors, aliases and tags.
    /(?:^|[\s,:?[\]{}-])[&*!]/,
    // Directives, a document's end, and what only looks like its beginning.
    /^ *%/,
    /^\.\.\./,
    /^ +---/,
    // Keys that are marked, or stand apart from their colon; signs right before brackets.
    /(?:^|[\s,[{-])\?(?:\s|$)/,
    /^ *:/,
    /(?<! ) {200}/,
    /(?:^|[\s,[{-])[-?:][,[\]{}]/,
    // Items with something right behind their quote or bracket, which one reader takes for a key of what is around.
    /^ *(?:- +)+(?:"[^"\n]*"|'[^'\n]*')(?![ \r]*(?:$|#|:))/,
    /^ *(?:- +)+[[{].*[\]}] *[^\s,\]}:#]/,
    // Blocks that say how far they stand in, keep the lines behind them, or begin below their key.
    /(?:^|[\s:-])[|>](?:\+|-?\d)/,
    /^ *[|>]/,
    // Lines that go on behind a backslash.
    /\\\r?$/,
    // Tabs, and characters that only some refuse or hold for a line's end.
    /\r(?!\n)/,
    /[^\n\r\u0020-\u007e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u,
  ]
    .map(({ source }) => source)
    .join('|'),
  'mu',
);

/** As the configuration's own keys are. Of others, such as `null`, `1` or `<<`, each reader makes what it likes. */
const plainKey = /^(?!(?:null|true|false|infinity|nan)$)[a-z][\w.-]{0,63}$/i;

/** A number that is too large for one is none to the one reader, and infinite to the other. */
const largeNumber = /^[-+]?[\d.]+e[-+]?\d+$/i;

function isPlain(value: unknown): boolean {
  if (typeof value === 'string') return !largeNumber.test(value);
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isPlain);
  return Object.entries(value).every(([key, inner]) => plainKey.test(key) && isPlain(inner));
}
