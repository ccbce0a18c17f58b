/** What JSON can say. */
export type Plain = string | number | boolean | readonly Plain[] | { readonly [key: string]: Plain };

/** Texts that need no quotes: no indicator, no number, and none of the words that YAML 1.1 takes for something else. */
const bare = /^(?!(?:y|n|yes|no|on|off|true|false|null)$)[A-Za-z][\w./-]*(?: [\w./-]+)*$/i;

/** Several lines, none of them empty, indented or of more than plain letters. */
const lines = /^(?! )[ -~]+(?:\n(?! )[ -~]+)+$/;

/** YAML in block style, readable as 1.1 and 1.2. Strings are quoted as JSON's wherever that is not plainly needless. */
export function yamlText(value: Plain, indent = ''): string {
  if (Array.isArray(value)) {
    return (value as readonly Plain[])
      .map((item) => `${indent}- ${yamlText(item, `${indent}  `).slice(indent.length + 2)}`)
      .join('');
  }
  if (typeof value === 'object') {
    return Object.entries(value as Readonly<Record<string, Plain>>)
      .map(
        ([key, item]) =>
          `${indent}${scalar(key)}:${isScalar(item) ? ` ${scalar(item, indent)}\n` : `\n${yamlText(item, `${indent}  `)}`}`,
      )
      .join('');
  }
  return `${indent}${scalar(value)}\n`;
}

function isScalar(value: Plain): value is string | number | boolean {
  return typeof value !== 'object';
}

/** @param indent where the value belongs to a key there: lines of plain text then stand below each other */
function scalar(value: string | number | boolean, indent?: string): string {
  if (indent !== undefined && typeof value === 'string' && lines.test(value)) {
    return `|-\n${value.replace(/^/gm, `${indent}  `)}`;
  }
  return typeof value === 'string' && !bare.test(value) ? JSON.stringify(value) : String(value);
}
