import { createGrammar } from './ini-grammar.ts';
import type { IniFile } from './ini-file.ts';
import { parseMarker, type Marker } from './marker.ts';
import { walkLines } from './python-text.ts';
import type { IniSection } from './section-table.ts';

/** A line of a section with its ending, one character for each byte. */
export interface SectionLine {
  readonly text: string;
  readonly start: number;
  readonly indent: number;
  readonly value: string;
  readonly kind: 'header' | 'blank' | 'comment' | 'continuation' | 'option';
  /** Of an option, and of what continues it. */
  readonly key?: string;
}

export interface SectionView {
  readonly section: IniSection;
  /** The header first. */
  readonly lines: readonly SectionLine[];
  /** What says whose section this is; undefined where it is not ours. */
  readonly marker: Marker | undefined;
}

export function viewSection(ini: IniFile, section: IniSection): SectionView {
  const lines: SectionLine[] = [];
  let marker: Marker | undefined;
  let key: string | undefined;
  const grammar = createGrammar();
  const text = ini.slice(section.start, section.end);
  walkLines(
    ini.bytes.subarray(section.start, section.end),
    ini.encoding,
    (start, next, { indent, value }) => {
      const reading = grammar.read(indent, value);
      // Whoever made this section has read it whole: there are no faults in it.
      if (reading.kind === 'fault') return false;
      if (reading.kind === 'option') key = reading.key;
      if (reading.kind === 'comment') marker ??= parseMarker(value);
      lines.push({
        text: text.slice(start, next),
        start: section.start + start,
        indent,
        value,
        kind: reading.kind,
        ...((reading.kind === 'option' || reading.kind === 'continuation') && key !== undefined && { key }),
      });
      return true;
    },
  );
  return { section, lines, marker };
}

/** The settings that botocore finds in a section, in their order. */
export function keysOf({ lines }: SectionView): readonly string[] {
  return lines.flatMap(({ kind, key }) => (kind === 'option' && key !== undefined ? key : []));
}
