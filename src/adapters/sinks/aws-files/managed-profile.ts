import { defaultsName, type IniFile } from './ini-file.ts';
import { viewSection, type SectionView } from './ini-section.ts';
import { markerOpening } from './marker.ts';
import { isProfileName } from './profile-name.ts';
import { findProfile, profileOf, type FileKind } from './profile-section.ts';

/** A profile that is ours in one of the two files. */
export interface ManagedProfile {
  readonly profile: string;
  /** The role's id. */
  readonly role: string;
  readonly mode: 'static' | 'process';
  /** The file it stands in. */
  readonly path: string;
}

/** All that are ours in a file, in its order. */
export function managedProfiles(ini: IniFile, kind: FileKind): readonly ManagedProfile[] {
  const found: ManagedProfile[] = [];
  // Most files of ten thousand profiles hold a few of ours.
  for (let at = ini.bytes.indexOf(markerOpening); at !== -1;) {
    const section = ini.sections.around(at);
    const profile = section === undefined ? undefined : profileOf(kind, section);
    const isName = section?.name !== defaultsName && profile !== undefined && isProfileName(profile);
    const role = section !== undefined && isName ? viewSection(ini, section).role : undefined;
    if (profile !== undefined && role !== undefined) found.push(managed(ini, kind, profile, role));
    at = ini.bytes.indexOf(markerOpening, section?.end ?? at + 1);
  }
  return found;
}

/** The section of a profile, where there is one. */
export function viewProfile(ini: IniFile, kind: FileKind, profile: string): SectionView | undefined {
  const section = findProfile(ini, kind, profile);
  return section === undefined ? undefined : viewSection(ini, section);
}

function managed({ path }: IniFile, kind: FileKind, profile: string, role: string): ManagedProfile {
  return { profile, role, mode: kind === 'credentials' ? 'static' : 'process', path };
}
