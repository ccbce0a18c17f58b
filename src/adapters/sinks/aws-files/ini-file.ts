import { AppError } from '../../../core/errors.ts';
import { createGrammar, faults } from './ini-grammar.ts';
import { createKeys } from './ini-keys.ts';
import { createLineEnds, nextLine } from './line-ends.ts';
import { createPlainLines } from './plain-lines.ts';
import { encodingOf, readLine, walkLines, type Encoding } from './python-text.ts';
import { createSectionTable, type IniSection, type Sections } from './section-table.ts';

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
  readonly sections: Sections;
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
  const sections = createSectionTable(bytes, encoding);
  const hidden: HiddenHeader[] = [];
  const keys = createKeys();
  const grammar = createGrammar();
  const lineEnd = createLineEnds(bytes);
  const plain = createPlainLines(bytes, lineEnd, keys.numberOf);
  let line = 0;
  /** Of which endings the file has any. */
  const endings = { crlf: false, other: false };

  /** @param from where its name begins, `to` where that ends */
  function readHeader(from: number, to: number, header: Pick<IniSection, 'start' | 'body' | 'line'>): void {
    const isDefaults =
      to - from === defaultsName.length && bytes.toString('latin1', from, to) === defaultsName;
    keys.enter(isDefaults);
    // Python lets [DEFAULT] stand as often as one likes, if only its settings differ.
    if (!sections.add(from, to, header) && !isDefaults) fail(line, faults.section);
  }

  function readInFull(start: number, end: number, next: number): void {
    const { indent, value } = readLine(bytes, encoding, start, end);
    const reading = grammar.read(indent, value);
    if (reading.kind === 'header') {
      const name = Buffer.from(reading.name, encoding);
      const from = bytes.indexOf(name, start);
      readHeader(from, from + name.length, { start, body: next, line });
    } else if (reading.kind === 'option') {
      if (!keys.add(keys.numberOf(reading.key))) fail(line, faults.key);
    } else if (reading.kind === 'continuation') {
      if (value.startsWith('[')) hidden.push({ start, line });
    } else if (reading.kind === 'fault') fail(line, reading.reason);
  }

  for (let start = 0; start < bytes.length;) {
    line++;
    const kind = plain.read(start);
    const { end } = plain;
    const next = nextLine(bytes, end);
    if (kind === 'header') {
      grammar.enter();
      readHeader(start + 1, end - 1, { start, body: next, line });
    } else if (kind === 'option' && grammar.pass(plain.isEmpty)) {
      if (!keys.add(plain.key)) fail(line, faults.key);
    } else if (kind === 'option' || kind === 'odd') readInFull(start, end, next);
    if (next - end === 2) endings.crlf = true;
    else if (next !== end) endings.other = true;
    start = next;
  }
  const slice = (from: number, to = bytes.length): string => bytes.toString('latin1', from, to);
  const eol = endings.crlf && !endings.other ? '\r\n' : '\n';
  return { path, bytes, slice, encoding, sections, hidden, eol };
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
