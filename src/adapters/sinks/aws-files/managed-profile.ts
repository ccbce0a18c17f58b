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
  // Most files of ten thousand profiles hold a few of ours.
  if (!ini.bytes.includes(markerOpening)) return [];
  return ini.sections.flatMap((section) => {
    const profile = profileOf(kind, section);
    const isName = section.name !== defaultsName && profile !== undefined && isProfileName(profile);
    if (!isName || !ini.slice(section.start, section.end).includes(markerOpening)) return [];
    const { role } = viewSection(ini, section);
    return role === undefined ? [] : managed(ini, kind, profile, role);
  });
}

/** The section of a profile, where there is one. */
export function viewProfile(ini: IniFile, kind: FileKind, profile: string): SectionView | undefined {
  const section = findProfile(ini, kind, profile);
  return section === undefined ? undefined : viewSection(ini, section);
}

function managed({ path }: IniFile, kind: FileKind, profile: string, role: string): ManagedProfile {
  return { profile, role, mode: kind === 'credentials' ? 'static' : 'process', path };
}
