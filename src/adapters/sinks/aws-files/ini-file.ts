import { AppError } from '../../../core/errors.ts';
import { createGrammar, faults } from './ini-grammar.ts';
import { encodingOf, walkLines, type Encoding } from './python-text.ts';

/** A stretch of the file, from its header to the next. */
export interface IniSection {
  /** What stands between the brackets, as botocore reads it. */
  readonly name: string;
  /** Where its header begins, where the line after it begins, and where the next section begins. */
  readonly start: number;
  readonly body: number;
  readonly end: number;
  /** The header's line, counted from 1. */
  readonly line: number;
}

/** A line that begins with a bracket and is no header to botocore, because it continues the setting above it. */
export interface HiddenHeader {
  readonly start: number;
  readonly line: number;
}

/** A file of AWS's that botocore can read. */
export interface IniFile {
  readonly path: string;
  readonly bytes: Buffer;
  /** One character for each byte. */
  readonly text: string;
  readonly encoding: Encoding;
  readonly sections: readonly IniSection[];
  readonly hidden: readonly HiddenHeader[];
  /** What our own lines end with: the file's own ending where it has only one. */
  readonly eol: '\n' | '\r\n';
}

/** Python's own section: what stands in it belongs to all the others as well. */
export const defaultsName = 'DEFAULT';

const bom = '\xef\xbb\xbf';

/**
 * @throws AppError `aws_file_malformed` for what botocore cannot read. Two things are refused that it may swallow: a NUL
 * byte, which no text has, and a broken setting in `[DEFAULT]` that happens to reach no section yet.
 */
export function readIni(path: string, bytes: Buffer): IniFile {
  const text = bytes.toString('latin1');
  const fail = (line: number, reason: string): never => {
    throw new AppError('aws_file_malformed', { path, line, reason });
  };
  if (text.startsWith(bom)) fail(1, faults.bom);
  const nul = text.indexOf('\0');
  if (nul !== -1) fail(lineAt(bytes, nul), faults.nul);

  const encoding = encodingOf(bytes);
  const sections: { -readonly [Key in keyof IniSection]: IniSection[Key] }[] = [];
  const hidden: HiddenHeader[] = [];
  const names = new Set<string>();
  const defaults = new Set<string>();
  let keys = new Set<string>();
  const read = createGrammar();
  let line = 0;
  walkLines(bytes, encoding, (start, next, indent, value) => {
    line++;
    const reading = read(indent, value);
    if (reading.kind === 'option') {
      if (keys.has(reading.key)) fail(line, faults.key);
      keys.add(reading.key);
    } else if (reading.kind === 'header') {
      const { name } = reading;
      if (names.has(name)) fail(line, faults.section);
      // Python lets [DEFAULT] stand as often as one likes, if only its settings differ.
      if (name !== defaultsName) names.add(name);
      keys = name === defaultsName ? defaults : new Set();
      const last = sections.at(-1);
      if (last !== undefined) last.end = start;
      sections.push({ name, start, body: next, end: text.length, line });
    } else if (reading.kind === 'continuation') {
      if (value.startsWith('[')) hidden.push({ start, line });
    } else if (reading.kind === 'fault') {
      fail(line, reading.reason);
    }
    return true;
  });
  return { path, bytes, text, encoding, sections, hidden, eol: endingOf(text) };
}

/** @returns the line of a place in the text, counted from 1 */
export function lineAt(bytes: Buffer, offset: number): number {
  let line = 0;
  walkLines(bytes, 'latin1', (start) => {
    if (start > offset) return false;
    line++;
    return true;
  });
  return line;
}

function endingOf(text: string): '\n' | '\r\n' {
  if (!text.includes('\r\n')) return '\n';
  return /\r(?!\n)|(?<!\r)\n/.test(text) ? '\n' : '\r\n';
}
