import { AppError } from '../../../core/errors.ts';
import type { IniFile } from './ini-file.ts';
import { javaScriptHeader } from './javascript-view.ts';
import type { IniSection } from './section-table.ts';

/** Which of the two files: a profile is called otherwise in each. */
export type FileKind = 'credentials' | 'config';

/** The header that every reader takes for this profile's. */
export function headerOf(kind: FileKind, profile: string): string {
  return kind === 'credentials' || profile === 'default' ? `[${profile}]` : `[profile ${profile}]`;
}

/**
 * @returns the profile's section; undefined where there is none
 * @throws AppError `aws_file_malformed` where the readers do not agree on what is its section
 */
export function findProfile(ini: IniFile, kind: FileKind, profile: string): IniSection | undefined {
  const fail = (line: number, reason: string): never => {
    throw new AppError('aws_file_malformed', { path: ini.path, line, reason });
  };
  let found: IniSection | undefined;
  for (const section of ini.sections.naming(profile)) {
    const toBotocore = meaning(kind, section.name, profile);
    const toJavaScript = meaning(kind, javaScriptHeader(lineFrom(ini, section.start)), profile);
    if (toBotocore === 'other' && toJavaScript === 'other') continue;
    if (toBotocore !== 'same' || toJavaScript !== 'same') {
      fail(section.line, `not every program reads this header alike: write ${headerOf(kind, profile)}`);
    }
    if (found !== undefined) fail(section.line, 'a section for this profile stands above already');
    found = section;
  }
  for (const { start, line } of ini.hidden) {
    if (meaning(kind, javaScriptHeader(lineFrom(ini, start)), profile) !== 'other') {
      fail(line, 'this header is indented: to some programs it belongs to the setting above it');
    }
  }
  return found;
}

/** Whether a header is this profile's to all readers (`same`), to some (`unclear`) or to none. */
function meaning(kind: FileKind, header: string | undefined, profile: string): 'same' | 'unclear' | 'other' {
  if (header === undefined) return 'other';
  if (kind === 'credentials') return header === profile ? 'same' : 'other';
  if (profile === 'default' && header === 'default') return 'same';
  if (!header.startsWith('profile')) return 'other';
  const quoted = /^profile\s(["']?)(.*)\1$/.exec(header);
  if (quoted?.[2] === profile) return 'same';
  // botocore takes anything that begins with "profile", and unquotes its second word as a shell would.
  const words = header
    .replace(/["'\\]/g, '')
    .trim()
    .split(/\s+/);
  return words.length === 2 && words[1] === profile ? 'unclear' : 'other';
}

/** @returns the profile that a section is for, as all readers see it */
export function profileOf(kind: FileKind, { name }: IniSection): string | undefined {
  if (kind === 'credentials' || name === 'default') return name;
  return /^profile\s(["']?)(\S+)\1$/.exec(name)?.[2];
}

function lineFrom(ini: IniFile, start: number): string {
  const end = ini.bytes.indexOf(0x0a, start);
  return ini.slice(start, end === -1 ? undefined : end);
}
