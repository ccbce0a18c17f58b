/** What a text may hold: whatever others say, or something that a person typed, which may be a secret by mistake. */
type Origin = 'others' | 'typed';

/**
 * What nobody means to show. Sources: RFC 7519 for tokens, "GitLab token overview" of GitLab's documentation, "Behind
 * GitHub's new authentication token formats".
 */
const secrets: readonly RegExp[] = [
  // A token whose header begins with white space. No label of a host's name is so long between two such.
  /(?<![\w.-])[\w-]{16,}\.[\w-]{64,}\.[\w-]{16,}/g,
  /(?<![\w-])eyJ[\w-]{14,}(?:\.[\w-]*)+/g,
  // Named one by one: "glossary-" begins like them. Projects and branches may begin so, too: those are words.
  /(?<![A-Za-z\d])gl(?:pat|oas|dt|rtr?|cbt|ptt|ft|imt|agent|wt|soat|ffct)-(?=[\w.-]*[A-Z\d])[\w.-]{20,}/g,
  /(?<![A-Za-z\d])(?:gh[a-z]|github_pat)_\w{16,}/g,
  // A session token of AWS: no folder has such a name.
  /(?<![A-Za-z\d+/])(?=[A-Za-z\d+/]*[A-Za-z\d+]{40})[A-Za-z\d+/]{100,}={0,2}/g,
];

/**
 * The same for what somebody typed in a place where no such thing belongs. Elsewhere they may be told: an audience can
 * be an Application ID, and that has 64 digits as GitLab's refresh tokens have.
 */
const typedSecrets: readonly RegExp[] = [
  ...secrets,
  /(?<![A-Za-z\d])gl(?:pat|oas|dt|rtr?|cbt|ptt|ft|imt|agent|wt|soat|ffct)-[\w.-]{8,}/g,
  /(?<![A-Za-z\d])eyJ[\w-]{14,}/g,
  /(?<![A-Za-z\d])A(?:KIA|SIA)[A-Z\d]{12,}/g,
  /(?<![A-Za-z\d])[\da-f]{64}(?![A-Za-z\d])/gi,
  // Secret keys and session tokens. They have letters of both sizes and digits.
  /(?<![\w+/-])(?=[\w+/-]*[a-z])(?=[\w+/-]*[A-Z])(?=[\w+/-]*\d)[\w+/-]{40,}={0,2}/g,
];

/** So much is left of a secret that its owner knows which one it is. */
const left = 6;

/** Controls (C0, C1), line ends, and what turns or hides the text after it. */
const unruly = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;
const unrulyWithin = new RegExp(`(?![\\n\\t])${unruly.source}`, 'gu');

const shortForms: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/** Text that Tobira has made, maybe of several lines, for a terminal or a log: whatever it quotes commands neither. */
export function plain(text: string): string {
  return (
    cutShort(text, secrets)
      .replaceAll(unrulyWithin, escaped)
      // What begins a line so is a command to GitHub's runner.
      .replaceAll(/^([^\S\n]*):(?=:)/gm, '$1\\u003a')
  );
}

/** A text of somebody else's, in a line of ours: it ends no line, and shows no secret. */
export function quoted(text: string, origin: Origin = 'others'): string {
  return (
    cutShort(text, origin === 'typed' ? typedSecrets : secrets)
      .replaceAll(unruly, escaped)
      // In the midst of a line, too, this begins a command of runners.
      .replaceAll(/##(?=\w*\[)/g, '#\\u0023')
  );
}

/** JSON for a terminal: the same data, and nothing in it commands one. Such signs stand within its texts alone. */
export function plainJson(json: string): string {
  return json.replaceAll(unrulyWithin, inHex);
}

/** All texts in plain data, as `quoted` does. @param lines names of what is Tobira's own and may have several lines */
export function quotedIn<Value>(
  value: Value,
  origin: Origin = 'others',
  lines: ReadonlySet<string> = new Set(),
): Value {
  const change = (one: unknown, name: string): unknown => {
    if (typeof one === 'string') return lines.has(name) ? one : quoted(one, origin);
    if (Array.isArray(one)) return one.map((item) => change(item, name));
    if (typeof one !== 'object' || one === null) return one;
    return Object.fromEntries(Object.entries(one).map(([key, item]) => [key, change(item, key)]));
  };
  // The shape stays: texts become texts.
  return change(value, '') as Value;
}

function cutShort(text: string, patterns: readonly RegExp[]): string {
  return patterns.reduce(
    (rest, pattern) => rest.replaceAll(pattern, (secret) => `${secret.slice(0, left)}…`),
    text,
  );
}

function escaped(control: string): string {
  return shortForms.get(control) ?? inHex(control);
}

function inHex(control: string): string {
  return `\\u${(control.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}
