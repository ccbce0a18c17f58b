import type { ManagedProfile } from '../../../core/delivery-ports.ts';
import { isProfileName } from '../../../core/profile-name.ts';
import { defaultsName, type IniFile } from './ini-file.ts';
import { viewSection, type SectionView } from './ini-section.ts';
import { markerOpening } from './marker.ts';
import { findProfile, profileOf, type FileKind } from './profile-section.ts';

/** All that are ours in a file, in its order. */
export function managedProfiles(ini: IniFile, kind: FileKind): readonly ManagedProfile[] {
  const found: ManagedProfile[] = [];
  // Most files of ten thousand profiles hold a few of ours.
  for (let at = ini.bytes.indexOf(markerOpening); at !== -1;) {
    const section = ini.sections.around(at);
    const profile = section === undefined ? undefined : profileOf(kind, section);
    const isName = section?.name !== defaultsName && profile !== undefined && isProfileName(profile);
    const role = section !== undefined && isName ? ownerOf(viewSection(ini, section)) : undefined;
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

/**
 * @returns the role whose section this is; undefined where it is not ours, or not any more: `aws configure` puts a user's
 * own keys right where ours were, and AWS shows such keys once. Those of ours are always temporary, which their id tells.
 */
export function ownerOf({ role, lines }: SectionView): string | undefined {
  const holdsOthers = lines.some(({ kind, value }) => {
    if (kind !== 'option' && kind !== 'continuation') return false;
    const id = /^aws_access_key_id\s*[=:]\s*(.*)$/i.exec(value)?.[1];
    return id !== undefined && !id.startsWith('ASIA');
  });
  return holdsOthers ? undefined : role;
}

function managed({ path }: IniFile, kind: FileKind, profile: string, role: string): ManagedProfile {
  return { profile, role, mode: kind === 'credentials' ? 'static' : 'process', path };
}
