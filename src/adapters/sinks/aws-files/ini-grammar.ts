import { trimEnd, trim } from './python-text.ts';

/** What a line is to botocore, which reads with Python's `configparser.RawConfigParser`. */
export type Reading =
  | { readonly kind: 'blank' | 'comment' | 'continuation' }
  | { readonly kind: 'header'; readonly name: string }
  /** `key` as botocore compares it: in lower case. */
  | { readonly kind: 'option'; readonly key: string; readonly value: string }
  | { readonly kind: 'fault'; readonly reason: string };

const blank: Reading = { kind: 'blank' };
const comment: Reading = { kind: 'comment' };
const continuation: Reading = { kind: 'continuation' };

/** Why botocore cannot read a file, in words for its owner. */
export const faults = {
  bom: 'the file begins with a byte order mark',
  nul: 'there is a NUL byte in it',
  stray: 'this line stands before the first [section]',
  noKey: 'there is no name before the "=" or ":"',
  noDelimiter: 'there is no "=" or ":" in this line',
  nested: 'this line belongs to the setting above it, and there is no "=" in it',
  section: 'a section of this name stands above already',
  key: 'this setting stands in its section already',
} as const;

/**
 * Reads lines one after the other. A line that is indented further than the setting above it continues that setting's
 * value, whatever it looks like; blank lines and comments in between do not end it.
 */
export interface Grammar {
  read(indent: number, value: string): Reading;
  /** Takes note of a header that begins at the margin and was read by other means. */
  enter(): void;
  /**
   * Takes note of a setting that begins at the margin and was read by other means.
   *
   * @returns false, and nothing is noted, where it stands before the first header
   */
  pass(isEmpty: boolean): boolean;
}

export function createGrammar(): Grammar {
  let inSection = false;
  let inOption = false;
  let level = 0;
  let nested = false;
  const read: Grammar['read'] = (indent, value) => {
    if (value === '') return blank;
    const first = value.charCodeAt(0);
    if (first === 0x23 || first === 0x3b) return comment;
    if (inOption && indent > level) {
      return nested && !isNested(value) ? { kind: 'fault', reason: faults.nested } : continuation;
    }
    level = indent;
    const close = first === 0x5b ? value.lastIndexOf(']') : -1;
    if (close > 1) {
      inSection = true;
      inOption = false;
      return { kind: 'header', name: value.slice(1, close) };
    }
    if (!inSection) return { kind: 'fault', reason: faults.stray };
    const at = delimiterIn(value);
    if (at === -1) return { kind: 'fault', reason: faults.noDelimiter };
    const key = trimEnd(value.slice(0, at)).toLowerCase();
    if (key === '') return { kind: 'fault', reason: faults.noKey };
    const rest = trim(value.slice(at + 1));
    inOption = true;
    nested = rest === '';
    return { kind: 'option', key, value: rest };
  };
  const pass: Grammar['pass'] = (isEmpty) => {
    if (!inSection) return false;
    inOption = true;
    level = 0;
    nested = isEmpty;
    return true;
  };
  const enter: Grammar['enter'] = () => {
    inSection = true;
    inOption = false;
    level = 0;
  };
  return { read, enter, pass };
}

function delimiterIn(value: string): number {
  const equals = value.indexOf('=');
  const colon = (equals === -1 ? value : value.slice(0, equals)).indexOf(':');
  return colon === -1 ? equals : colon;
}

const lineBoundary = new RegExp(String.raw`[\v\f\x1c-\x1e\x85\u2028\u2029]`);

/** Under a setting without a value botocore expects settings again, and parts them with Python's `splitlines`. */
function isNested(value: string): boolean {
  return value.split(lineBoundary).every((line) => trim(line) === '' || line.includes('='));
}
