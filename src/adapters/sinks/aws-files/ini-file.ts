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
  /** A stretch of it with one character for each byte. */
  slice(from: number, to?: number): string;
  readonly encoding: Encoding;
  readonly sections: readonly IniSection[];
  readonly hidden: readonly HiddenHeader[];
  /** What our own lines end with: the file's own ending where it has only one. */
  readonly eol: '\n' | '\r\n';
}

/** Python's own section: what stands in it belongs to all the others as well. */
export const defaultsName = 'DEFAULT';

const bom = Buffer.from('\ufeff');

/**
 * @throws AppError `aws_file_malformed` for what botocore cannot read. Two things are refused that it may swallow: a NUL
 * byte, which no text has, and a broken setting in `[DEFAULT]` that happens to reach no section yet.
 */
export function readIni(path: string, bytes: Buffer): IniFile {
  const fail = (line: number, reason: string): never => {
    throw new AppError('aws_file_malformed', { path, line, reason });
  };
  if (bytes.subarray(0, bom.length).equals(bom)) fail(1, faults.bom);
  const nul = bytes.indexOf(0);
  if (nul !== -1) fail(lineAt(bytes, nul), faults.nul);

  const encoding = encodingOf(bytes);
  const sections: { -readonly [Key in keyof IniSection]: IniSection[Key] }[] = [];
  const hidden: HiddenHeader[] = [];
  const names = new Set<string>();
  const defaults = new Set<string>();
  let keys = new Set<string>();
  const read = createGrammar();
  let line = 0;
  walkLines(
    bytes,
    encoding,
    (start, next, indent, value) => {
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
        sections.push({ name, start, body: next, end: bytes.length, line });
      } else if (reading.kind === 'continuation') {
        if (value.startsWith('[')) hidden.push({ start, line });
      } else if (reading.kind === 'fault') {
        fail(line, reading.reason);
      }
      return true;
    },
    false,
  );
  const slice = (from: number, to = bytes.length): string => bytes.toString('latin1', from, to);
  return { path, bytes, slice, encoding, sections, hidden, eol: endingOf(bytes) };
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

function endingOf(bytes: Buffer): '\n' | '\r\n' {
  if (!bytes.includes('\r\n')) return '\n';
  return /\r(?!\n)|(?<!\r)\n/.test(bytes.toString('latin1')) ? '\n' : '\r\n';
}
