import { AppError } from '../../../core/errors.ts';
import { readIni, type IniFile } from './ini-file.ts';
import { viewSection, type SectionView } from './ini-section.ts';
import { parseMarker } from './marker.ts';
import { findProfile, headerOf, type FileKind } from './profile-section.ts';
import { walkLines } from './python-text.ts';
import type { IniSection } from './section-table.ts';
import {
  holdsStanza,
  newSection,
  ownsRegion,
  placeStanza,
  regionKey,
  withoutStanza,
  type Stanza,
} from './stanza.ts';

/** A stretch of a file's text to put something else in place of. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Whose section of a file. */
export interface Place {
  readonly ini: IniFile;
  readonly kind: FileKind;
  readonly profile: string;
}

/** @returns undefined where nothing is to be done */
export function putStanza(place: Place, stanza: Stanza, drop: ReadonlySet<string>): Edit | undefined {
  const { ini, kind, profile } = place;
  const section = findProfile(ini, kind, profile);
  if (section === undefined) {
    // One line ending, no more: whoever takes the section out again takes that one too, and the file is as it was.
    const gap = ini.bytes.length === 0 ? '' : ini.eol;
    const text = `${gap}${newSection(headerOf(kind, profile), stanza, ini.eol)}`;
    return checked(place, { start: ini.bytes.length, end: ini.bytes.length, text }, { stanza });
  }
  const view = viewSection(ini, section);
  if (stands(ini, view, { stanza, drop })) return undefined;
  const text = placeStanza(view, stanza, { drop, eol: ini.eol, nextIndent: indentAt(ini, section.end) });
  if (text === ini.slice(section.start, section.end)) return undefined;
  return checked(place, { start: section.start, end: section.end, text }, { view, drop, stanza });
}

/** Whether a section has the stanza already, even if the user has moved it: then there is no need to put it elsewhere. */
function stands(
  ini: IniFile,
  view: SectionView,
  { stanza, drop }: { readonly stanza: Stanza; readonly drop: ReadonlySet<string> },
): boolean {
  const { region, settings, marker } = stanza;
  const wanted = region === undefined ? settings : [[regionKey, region] as const, ...settings];
  const block = [marker, ...wanted.map(([key, value]) => `${key} = ${value}`)];
  const at = view.lines.findIndex(({ text }) => text.trim() === marker);
  const found = view.lines.slice(at, at + block.length);
  if (at === -1 || found.map(({ text }) => text.trim()).join('\n') !== block.join('\n')) return false;
  const others = view.lines.filter((line) => !found.includes(line));
  if (others.some(({ key, value }) => parseMarker(value) !== undefined || drop.has(key ?? ''))) return false;
  return holdsStanza(view, ini.slice(view.section.start, view.section.end + lookahead), stanza);
}

/** Takes our marker, these settings and our region out of a section, and the section too where no setting is left. */
export function takeOut(place: Place, view: SectionView, drop: ReadonlySet<string>): Edit | undefined {
  const { ini } = place;
  const { start, end } = view.section;
  const kept = withoutStanza(view, drop);
  if (kept.length === view.lines.length) return undefined;
  if (view.marker === undefined || kept.some(({ kind }) => kind === 'option' || kind === 'continuation')) {
    const text = kept.map((line) => line.text).join('');
    return checked(place, { start, end, text }, { view, drop });
  }
  const text = kept
    .slice(1)
    .map((line) => line.text)
    .join('');
  const gap = gapBefore(ini, view, text === '' && end === ini.bytes.length);
  return checked(place, { start: start - gap, end, text }, { view, drop, gone: true });
}

/** How much of the text before a section we put there: the one line ending that parted the section from it. */
function gapBefore(ini: IniFile, { section, lines }: SectionView, isLast: boolean): number {
  const eol = lines[0]?.text.endsWith('\r\n') === true ? '\r\n' : '\n';
  const before = ini.slice(Math.max(0, section.start - 4), section.start);
  if (!before.endsWith(eol)) return 0;
  // Where more follows, the ending of a line with something on it is needed.
  return isLast || before.endsWith(`\n${eol}`) ? eol.length : 0;
}

function indentAt({ bytes, encoding }: IniFile, offset: number): number {
  let found = 0;
  walkLines(bytes.subarray(offset), encoding, (...[, , { indent }]) => {
    found = indent;
    return false;
  });
  return found;
}

interface Expectation {
  readonly view?: SectionView;
  readonly drop?: ReadonlySet<string>;
  readonly stanza?: Stanza;
  readonly gone?: boolean;
}

/** As far as a section is looked after that not every reader sees the end of, in characters. */
const lookahead = 65_536;

/**
 * Reads what an edit makes of the sections around it, before anything is written: each must still be there, each setting
 * that is not ours must have its value, and ours must be read alike by all.
 *
 * @throws AppError `aws_file_malformed` where that cannot be had: indents and headers of an unusual kind
 */
function checked(place: Place, edit: Edit, { view, drop, stanza, gone = false }: Expectation): Edit {
  const { ini, kind, profile } = place;
  const at = view?.section.index ?? ini.sections.length;
  const neighbours = [ini.sections.at(at - 1), view?.section, ini.sections.at(at + 1)];
  const from = neighbours[0]?.start ?? 0;
  const to = neighbours[2]?.body ?? ini.bytes.length;
  const text = `${ini.slice(from, edit.start)}${edit.text}${ini.slice(edit.end, to)}`;
  const after = readAgain(ini.path, text);
  const names = neighbours.flatMap((section) => (section === undefined ? [] : section.name));
  if (view === undefined) names.push(headerOf(kind, profile).slice(1, -1));
  else if (gone) names.splice(names.indexOf(view.section.name), 1);

  if (after !== undefined && [...after.sections].map(({ name }) => name).join('\n') === names.join('\n')) {
    const section = findProfile(after, kind, profile);
    if (
      gone ? section === undefined : section !== undefined && keeps(view, viewSection(after, section), drop)
    ) {
      const beyond = ini.slice(to, to + lookahead);
      if (section === undefined || stanza === undefined || hears(after, section, { stanza, beyond }))
        return edit;
    }
  }
  throw new AppError('aws_file_malformed', {
    path: ini.path,
    line: view?.section.line ?? 1,
    reason: 'this section has indented lines that not every program reads alike',
  });
}

/** Whether all readers find the stanza in a section. @param beyond what follows in the file, to whoever reads on */
function hears(
  ini: IniFile,
  section: IniSection,
  { stanza, beyond }: { readonly stanza: Stanza; readonly beyond: string },
): boolean {
  return holdsStanza(viewSection(ini, section), `${ini.slice(section.start)}${beyond}`, stanza);
}

function readAgain(path: string, text: string): IniFile | undefined {
  try {
    return readIni(path, Buffer.from(text, 'latin1'));
  } catch {
    return undefined;
  }
}

/** Whether every setting that was to stay has the value it had. */
function keeps(
  before: SectionView | undefined,
  after: SectionView,
  drop: ReadonlySet<string> | undefined,
): boolean {
  if (before === undefined) return true;
  const values = valuesOf(after);
  return [...valuesOf(before)].every(
    ([key, value]) =>
      drop?.has(key) === true || (key === regionKey && ownsRegion(before)) || values.get(key) === value,
  );
}

function valuesOf({ lines }: SectionView): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const { kind, key, value } of lines) {
    if (key === undefined) continue;
    values.set(key, kind === 'option' ? value : `${values.get(key) ?? ''}\n${value}`);
  }
  return values;
}
