import type { ManagedProfile } from '../../../core/delivery-ports.ts';
import { isProfileName } from '../../../core/profile-name.ts';
import { defaultsName, type IniFile } from './ini-file.ts';
import { viewSection, type SectionView } from './ini-section.ts';
import { commandMark, markerOpening } from './marker.ts';
import { findProfile, profileOf, type FileKind } from './profile-section.ts';

/** One of ours, as a file holds it. */
export interface FoundProfile extends ManagedProfile {
  /** Of the role that its keys are for; absent where there are none, and where an earlier Tobira wrote them. */
  readonly arn?: string;
}

/** All that are ours in a file, in its order. */
export function managedProfiles(ini: IniFile, kind: FileKind): readonly FoundProfile[] {
  const found: FoundProfile[] = [];
  // Most files of ten thousand profiles hold a few of ours.
  for (let at = ini.bytes.indexOf(markerOpening); at !== -1;) {
    const section = ini.sections.around(at);
    const profile = section === undefined ? undefined : profileOf(kind, section);
    const isName = section?.name !== defaultsName && profile !== undefined && isProfileName(profile);
    const own =
      section !== undefined && isName ? ownIn(ini, kind, profile, viewSection(ini, section)) : undefined;
    if (own !== undefined) found.push(own);
    at = ini.bytes.indexOf(markerOpening, section?.end ?? at + 1);
  }
  return found;
}

/** @returns undefined where the profile is not ours */
export function findOwn(ini: IniFile, kind: FileKind, profile: string): FoundProfile | undefined {
  const view = viewProfile(ini, kind, profile);
  return view === undefined ? undefined : ownIn(ini, kind, profile, view);
}

/** The section of a profile, where there is one. */
export function viewProfile(ini: IniFile, kind: FileKind, profile: string): SectionView | undefined {
  const section = findProfile(ini, kind, profile);
  return section === undefined ? undefined : viewSection(ini, section);
}

/**
 * @returns the role whose section this is; undefined where it is not ours, or not any more: `aws configure` and others put
 * keys, or a command, right where ours were. Ours have the id that the marker names, and are always temporary, which their
 * id tells too.
 */
export function ownerOf({ marker, lines }: SectionView): string | undefined {
  if (marker === undefined) return undefined;
  const holdsOthers = lines.some(({ kind, value }) => {
    if (kind !== 'option' && kind !== 'continuation') return false;
    const id = /^aws_access_key_id\s*[=:](.*)$/is.exec(value)?.[1]?.trimStart();
    if (id !== undefined) return !id.startsWith('ASIA') || id !== (marker.key ?? id);
    const command =
      kind === 'option' ? /^credential_process\s*[=:](.*)$/is.exec(value)?.[1]?.trimStart() : undefined;
    return command !== undefined && marker.command !== undefined && commandMark(command) !== marker.command;
  });
  return holdsOthers ? undefined : marker.role;
}

function ownIn(
  { path }: IniFile,
  kind: FileKind,
  profile: string,
  view: SectionView,
): FoundProfile | undefined {
  const role = ownerOf(view);
  if (role === undefined) return undefined;
  const { arn, access } = view.marker ?? {};
  const mode = kind === 'credentials' ? 'static' : 'process';
  return { profile, role, mode, path, ...(arn !== undefined && { arn }), ...(access && { access }) };
}
