import { processKeys, staticKeys } from './credential-keys.ts';
import { parseMarker } from './marker.ts';
import { javaScriptSettings } from './javascript-view.ts';
import type { SectionLine, SectionView } from './ini-section.ts';

/** What we write into a section: a marker, a region where the user has none, and the settings of one mode. */
export interface Stanza {
  readonly marker: string;
  readonly region: string | undefined;
  readonly settings: readonly (readonly [key: string, value: string])[];
}

export const regionKey = 'region';

/** A section of its own, without what parts it from the text before it. */
export function newSection(header: string, stanza: Stanza, eol: string): string {
  return `${header}${eol}${blockOf(stanza, '', eol)}`;
}

/**
 * A section with our stanza right below its header. All other lines stay as they are and in their order, but for the
 * settings named in `drop`.
 *
 * Below the header, because there a section's indents are free: they may only shrink from one setting to the next, or the
 * next would continue the one above it. So ours are indented as far as what follows them.
 */
export function placeStanza(
  view: SectionView,
  stanza: Stanza,
  {
    drop,
    eol,
    nextIndent,
  }: { readonly drop: ReadonlySet<string>; readonly eol: string; readonly nextIndent: number },
): string {
  const [header, ...rest] = withoutStanza(view, drop);
  const first = rest.find(({ kind }) => kind === 'option' || kind === 'continuation');
  const indent = first === undefined ? ' '.repeat(nextIndent) : indentOf(first);
  return [ended(header?.text ?? '', eol), blockOf(stanza, indent, eol), ...rest.map(({ text }) => text)].join(
    '',
  );
}

/**
 * The lines that stay where our marker and some settings go. What continues a setting that goes, goes with it: it is part
 * of its value. But a line that looks like a setting is one to the SDK for JavaScript, and was meant as one: it stays.
 */
export function withoutStanza(view: SectionView, drop: ReadonlySet<string>): readonly SectionLine[] {
  const ours = ownsRegion(view);
  const goes = (key: string | undefined): boolean =>
    key !== undefined && (drop.has(key) || (ours && key === regionKey));
  return view.lines.filter(({ kind, key, value }) => {
    if (kind === 'comment') return parseMarker(value) === undefined;
    if (kind === 'option') return !goes(key);
    if (kind !== 'continuation' || !goes(key)) return true;
    const name = settingShape.exec(value)?.[1];
    return name !== undefined && !drop.has(name);
  });
}

const settingShape = /^([a-z][a-z0-9_]*)\s*=\s*\S/;

/** Whether the section's region is ours: we put it between the marker and our first setting, where nobody else would. */
export function ownsRegion({ lines, marker }: SectionView): boolean {
  if (marker === undefined) return false;
  const at = lines.findIndex(({ kind, value }) => kind === 'comment' && parseMarker(value) !== undefined);
  const next = lines[at + 2];
  return lines[at + 1]?.key === regionKey && next?.kind === 'option' && isOurs(next.key ?? '');
}

const ourKeys: ReadonlySet<string> = new Set([...staticKeys, ...processKeys]);

/** Whether both readers find just what the stanza says in a section, and no other value of its settings. */
export function holdsStanza(view: SectionView, text: string, stanza: Stanza): boolean {
  const javaScript = javaScriptSettings(text);
  return wanted(stanza).every(([key, value]) => {
    const lines = view.lines.filter((line) => line.key === key);
    const [line] = lines;
    return (
      lines.length === 1 &&
      line?.kind === 'option' &&
      line.text.trim() === `${key} = ${value}` &&
      javaScript.get(key)?.value === value
    );
  });
}

function wanted({ region, settings }: Stanza): readonly (readonly [string, string])[] {
  return region === undefined ? settings : [[regionKey, region], ...settings];
}

function blockOf(stanza: Stanza, indent: string, eol: string): string {
  const lines = wanted(stanza).map(([key, value]) => `${indent}${key} = ${value}${eol}`);
  return `${stanza.marker}${eol}${lines.join('')}`;
}

function isOurs(key: string): boolean {
  return ourKeys.has(key);
}

/** Tabs stay tabs; whatever else Python takes for white space becomes spaces, which all readers know. */
function indentOf({ text, indent }: SectionLine): string {
  return /^[\t ]*/.exec(text)?.[0].length === indent ? text.slice(0, indent) : ' '.repeat(indent);
}

function ended(line: string, eol: string): string {
  return /[\r\n]$/.test(line) ? line : `${line}${eol}`;
}
