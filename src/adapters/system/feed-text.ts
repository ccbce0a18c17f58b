/**
 * Reads the few keys of a release feed that count, line by line: the file is YAML as electron-builder writes it, one key a
 * line. A whole YAML parser has no place here. The text comes from outside, and 64 KB of brackets are enough to keep one
 * busy for seconds, or to have it run out of memory, which ends the app.
 *
 * @returns plain data, all of it text; undefined where the text is something else
 */
export function readFeedText(text: string): Readonly<Record<string, unknown>> | undefined {
  const top = new Map<string, string | ReadonlyMap<string, string>>();
  let below = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    if (line === '' || line.startsWith('#')) continue;
    if (line.startsWith(' ')) {
      // Lists, notes and what else is none of ours stand there too.
      const [, key = '', rest = ''] = nested.exec(line) ?? [];
      const value = scalar(rest);
      if (key !== '' && value !== undefined && !below.has(key)) below.set(key, value);
      continue;
    }
    const [, key = '', rest = ''] = first.exec(line) ?? [];
    if (key === '' || top.has(key)) return undefined;
    below = new Map();
    top.set(key, rest === '' ? below : (scalar(rest) ?? ''));
  }
  const entries = [...top].map(([key, value]) => [
    key,
    typeof value === 'string' ? value : Object.fromEntries(value),
  ]);
  return entries.length === 0 ? undefined : (Object.fromEntries(entries) as Record<string, unknown>);
}

const first = /^([A-Za-z][A-Za-z0-9]*):(?: (.*))?$/;
const nested = /^ +([A-Za-z][A-Za-z0-9]*): (.*)$/;

/** Text on one line, in quotes or without. Escapes are not read: what counts here needs none. */
function scalar(rest: string): string | undefined {
  const [, single, double, plain] =
    /^(?:'([^']*)'|"([^"\\]*)"|([A-Za-z0-9][^\s'"]*))(?: +#.*| *)$/.exec(rest) ?? [];
  return single ?? double ?? plain;
}
