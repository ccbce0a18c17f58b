import type { Reader } from './output.ts';

/** AWS's tools run `credential_process`, and show what it says in a message of their own. */
export function readerOf(words: readonly string[]): Reader {
  if (words.includes('--json')) return 'program';
  const asked = words.includes('--format=process') || words[words.indexOf('--format') + 1] === 'process';
  return words.includes('credentials') && asked ? 'go-between' : 'person';
}

/** What stands behind a lone `--` is meant for somebody else. */
export function ownWords(words: readonly string[]): readonly string[] {
  const line = words.indexOf('--');
  return line === -1 ? words : words.slice(0, line);
}
