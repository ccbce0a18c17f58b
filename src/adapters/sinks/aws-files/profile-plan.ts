import { AppError } from '../../../core/errors.ts';
import {
  besideProcessKeys,
  credentialKeys,
  oldTokenKey,
  processKeys,
  shadowingKeys,
  sourceKeys,
  staticKeys,
  strongerKeys,
  strongerThanProcess,
  tiedKeys,
} from './credential-keys.ts';
import type { BothFiles } from './file-pair.ts';
import { putStanza, takeOut, type Edit } from './edit.ts';
import { defaultsName, lineAt, type IniFile } from './ini-file.ts';
import { keysOf, viewSection, type SectionView } from './ini-section.ts';
import { ownerOf, viewProfile } from './managed-profile.ts';
import type { FileKind } from './profile-section.ts';
import { ownsRegion, regionKey, type Stanza } from './stanza.ts';

/** A profile that is to be written, in either mode. */
export interface Wish {
  readonly profile: string;
  readonly stanza: Stanza;
  /** Whether a profile that is not ours may be taken over. */
  readonly overwrite: boolean;
  /** The role whose profile it must be, where it is ours already. Any where unset. */
  readonly onlyOf?: string;
}

/** What a static profile needs in the credentials file. What the other file says of the profile counts too. */
export function planStatic({ credentials, config }: BothFiles, wish: Wish): Edit | undefined {
  const { profile } = wish;
  const view = viewProfile(credentials, 'credentials', profile);
  const ours = isOurs(view);
  const elsewhere = viewProfile(config, 'config', profile);
  refuseTaken(credentials, { view, elsewhere }, wish);
  refuseDefaults(credentials, [oldTokenKey, ...strongerKeys]);
  refuseShadowed(credentials, view, wish, strongerKeys);
  // Asked for its refusals: what there is to do is done when the keys are there.
  planConfigBesideStatic(config, wish, ours);
  const drop = [...staticKeys, ...(ours ? [oldTokenKey] : tiedKeys), ...strongerKeys];
  const stanza = hasOwnRegion(view) || hasOwnRegion(elsewhere) ? withoutRegion(wish.stanza) : wish.stanza;
  return putStanza({ ini: credentials, kind: 'credentials', profile }, stanza, new Set(drop));
}

/**
 * What a static profile needs in the config file: our own `credential_process` goes, and so does, where the user has said
 * so, what would win over static keys. A section with nothing but settings such as `region` and `output` is left alone: it
 * is how the user wants the profile to be.
 *
 * @param ours whether the credentials file has a static profile of ours already: then somebody has agreed to what stands here
 */
export function planConfigBesideStatic(
  config: IniFile,
  { profile, overwrite }: Wish,
  ours = true,
): Edit | undefined {
  refuseDefaults(config, strongerKeys);
  const view = viewProfile(config, 'config', profile);
  if (view === undefined) return undefined;
  const place = { ini: config, kind: 'config', profile } as const;
  if (isOurs(view)) {
    refuseShadowed(config, view, { profile, overwrite }, strongerKeys);
    return takeOut(place, view, new Set([...processKeys, ...strongerKeys]));
  }
  const found = keysOf(view).filter((key) => (ours ? strongerKeys : sourceKeys).includes(key));
  if (found.length === 0) return undefined;
  if (!overwrite) throw taken(config, profile);
  return takeOut(place, view, new Set(strongerKeys));
}

/** What a profile with a `credential_process` needs in the config file. */
export function planProcess({ credentials, config }: BothFiles, wish: Wish): Edit | undefined {
  const { profile, stanza } = wish;
  // Asked for its refusals: what there is to do is done when the process is there.
  planCredentialsBesideProcess(credentials, wish);
  const view = viewProfile(config, 'config', profile);
  const ours = isOurs(view);
  const elsewhere = viewProfile(credentials, 'credentials', profile);
  refuseTaken(config, { view, elsewhere }, wish);
  refuseDefaults(config, strongerThanProcess);
  refuseShadowed(config, view, wish, besideProcessKeys);
  const drop = [...processKeys, ...besideProcessKeys, ...(ours ? [] : tiedKeys)];
  const wanted = hasOwnRegion(view) ? withoutRegion(stanza) : stanza;
  return putStanza({ ini: config, kind: 'config', profile }, wanted, new Set(drop));
}

/**
 * What a profile with a `credential_process` needs in the credentials file: nothing there may win over it. Our own static
 * keys go; what is not ours goes where the user has said so.
 *
 * @throws AppError `profile_shadowed` where the user has not
 */
export function planCredentialsBesideProcess(
  credentials: IniFile,
  { profile, overwrite }: Pick<Wish, 'profile' | 'overwrite'>,
): Edit | undefined {
  const view = viewProfile(credentials, 'credentials', profile);
  if (view === undefined) return undefined;
  refuseDefaults(credentials, shadowingKeys);
  const ours = isOurs(view);
  const own: readonly string[] = ours ? [...staticKeys, oldTokenKey] : [];
  const keys = keysOf(view).filter((key) => shadowingKeys.includes(key) && !own.includes(key));
  if (keys.length > 0 && !overwrite) {
    throw new AppError('profile_shadowed', { path: credentials.path, profile, keys });
  }
  if (!ours && keys.length === 0) return undefined;
  return takeOut({ ini: credentials, kind: 'credentials', profile }, view, new Set([...own, ...keys]));
}

/** Whether there may be anything to do to one file where the other is to hold the profile. */
export function mayChange(ini: IniFile, kind: FileKind, { profile, overwrite }: Wish): boolean {
  const view = viewProfile(ini, kind, profile);
  return view !== undefined && (overwrite || isOurs(view));
}

/** Takes out what is ours; what the user has added to it stays, as a section that is not ours any more. */
export function planRemoval(ini: IniFile, kind: FileKind, profile: string): Edit | undefined {
  const view = viewProfile(ini, kind, profile);
  if (view === undefined || !isOurs(view)) return undefined;
  return takeOut({ ini, kind, profile }, view, new Set(kind === 'credentials' ? staticKeys : processKeys));
}

/** botocore reads what stands in `[DEFAULT]` as part of each profile, so that ours would not answer for its role. */
function refuseDefaults(ini: IniFile, keys: readonly string[]): void {
  for (const section of ini.sections.naming(defaultsName)) {
    if (section.name !== defaultsName) continue;
    const line = viewSection(ini, section).lines.find(
      ({ kind, key }) => kind === 'option' && keys.includes(key ?? ''),
    );
    if (line === undefined) continue;
    const reason = 'the AWS CLI takes this setting, which stands in [DEFAULT], for one of every profile';
    throw new AppError('aws_file_malformed', { path: ini.path, line: lineAt(ini.bytes, line.start), reason });
  }
}

/**
 * Settings that somebody has put into a section of ours: where they win, what we write there counts for nothing.
 *
 * @throws AppError `profile_shadowed` where there are any, and the user has not said that they may go
 */
function refuseShadowed(
  { path }: IniFile,
  view: SectionView | undefined,
  { profile, overwrite }: Pick<Wish, 'profile' | 'overwrite'>,
  stronger: readonly string[],
): void {
  if (overwrite || view === undefined || !isOurs(view)) return;
  const keys = keysOfAny(view).filter((key) => stronger.includes(key));
  if (keys.length > 0) throw new AppError('profile_shadowed', { path, profile, keys });
}

/**
 * A section that is not ours may be used where it says only how the profile is used: nothing is lost there. An empty one
 * may not: it would go with ours. `default` may not be taken even where it is not there yet: every tool that is given no
 * profile would become the role.
 *
 * One of ours may be refused, too: the keys of another role would go.
 */
function refuseTaken(
  ini: IniFile,
  {
    view,
    elsewhere,
  }: { readonly view: SectionView | undefined; readonly elsewhere: SectionView | undefined },
  { profile, overwrite, onlyOf }: Wish,
): void {
  if (overwrite) return;
  for (const one of [view, elsewhere]) {
    const role = one && ownerOf(one);
    if (onlyOf !== undefined && role !== undefined && role !== onlyOf) throw taken(ini, profile, role);
  }
  if (isOurs(view)) return;
  if (profile === 'default' && !isOurs(elsewhere)) throw taken(ini, profile);
  if (view !== undefined && (keysOf(view).length === 0 || bringsCredentials(view))) throw taken(ini, profile);
}

function bringsCredentials(view: SectionView): boolean {
  return keysOfAny(view).some((key) => credentialKeys.has(key));
}

/** The settings that any reader may find in it: an indented one is none to botocore alone. */
function keysOfAny({ lines }: SectionView): readonly string[] {
  return lines.flatMap(({ kind, key = [], value }) => {
    if (kind === 'option') return key;
    return kind === 'continuation' ? (/^\w*/.exec(value)?.[0].toLowerCase() ?? []) : [];
  });
}

function isOurs(view: SectionView | undefined): boolean {
  return view !== undefined && ownerOf(view) !== undefined;
}

/** Whether the user has said which region the profile uses: ours would win over that. */
function hasOwnRegion(view: SectionView | undefined): boolean {
  return view !== undefined && keysOf(view).includes(regionKey) && !ownsRegion(view);
}

function withoutRegion(stanza: Stanza): Stanza {
  return { ...stanza, region: undefined };
}

function taken({ path }: IniFile, profile: string, role?: string): AppError {
  return new AppError('profile_taken', { path, profile, ...(role !== undefined && { role }) });
}
