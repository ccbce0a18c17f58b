/** How the AWS SDK for JavaScript reads a section; it differs from botocore in comments, indents and headers. */
export interface JavaScriptSetting {
  readonly value: string;
  /** How many lines below the header it stands. */
  readonly below: number;
}

/** Everything after white space and a `#` or `;` is a comment to it, even inside quotes. */
const commentStart = /(?:^|\s)[;#]/;

function withoutComment(line: string): string {
  const at = line.search(commentStart);
  return (at === -1 ? line : line.slice(0, at)).trim();
}

/** @returns what stands between the brackets, where the line is a header to it */
export function javaScriptHeader(line: string): string | undefined {
  const text = withoutComment(line);
  return text.startsWith('[') && text.endsWith(']') && text.length > 1 ? text.slice(1, -1) : undefined;
}

/**
 * The settings of the section whose header begins the text, which has one character for each byte. The last one of a name wins; names keep their case. What is
 * indented under a setting without a value belongs to that setting.
 */
export function javaScriptSettings(text: string): ReadonlyMap<string, JavaScriptSetting> {
  const settings = new Map<string, JavaScriptSetting>();
  let parent: string | undefined;
  const characters = /[\x80-\xff]/.test(text) ? Buffer.from(text, 'latin1').toString('utf8') : text;
  for (const [below, line] of characters.split('\n').entries()) {
    if (below === 0) continue;
    if (javaScriptHeader(line) !== undefined) break;
    const content = withoutComment(line);
    const at = content.indexOf('=');
    if (at < 1) continue;
    const name = content.slice(0, at).trim();
    const value = content.slice(at + 1).trim();
    if (value === '') {
      parent = name;
      continue;
    }
    if (line.trimStart() === line) parent = undefined;
    settings.set(parent === undefined ? name : `${parent}.${name}`, { value, below });
  }
  return settings;
}
