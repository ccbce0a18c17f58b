import type { AwsFiles, ManagedProfile } from '../../../core/delivery-ports.ts';
import { AppError } from '../../../core/errors.ts';
import type { Access, AwsCredentials } from '../../../core/model.ts';
import { isProfileName } from '../../../core/profile-name.ts';
import { commandLine } from './command-line.ts';
import type { Edit } from './edit.ts';
import { createFileEditor } from './file-editor.ts';
import { editBoth, type BothFiles, type PairChange } from './file-pair.ts';
import type { IniFile } from './ini-file.ts';
import { findOwn, managedProfiles, type FoundProfile } from './managed-profile.ts';
import { commandMark, markerFor } from './marker.ts';
import {
  mayChange,
  planConfigBesideStatic,
  planCredentialsBesideProcess,
  planProcess,
  planRemoval,
  planStatic,
  type Wish,
} from './profile-plan.ts';
import type { FileKind } from './profile-section.ts';
import type { Stanza } from './stanza.ts';
import { createTurns } from './turns.ts';

export interface ProfileRequest {
  readonly files: AwsFiles;
  /** A name that `isProfileName` takes. */
  readonly profile: string;
  /** The role's id, which the ownership marker bears. */
  readonly role: string;
  readonly region: string;
  /** Whether a profile that is not ours may be taken over; false if absent. */
  readonly overwrite?: boolean;
  /** Whether a profile of ours that is another role's is left alone, too, unless it may be taken over; false if absent. */
  readonly sparesOthers?: boolean;
  /** What its sessions may do, for the marker to bear; absent where that goes by the configuration. */
  readonly access?: Access;
}

export interface StaticRequest extends ProfileRequest {
  readonly credentials: AwsCredentials;
  /** The role's ARN, which the marker bears beside its id. */
  readonly arn?: string;
  /**
   * Whether only a profile that is this role's already gets the keys; false if absent. A function looks for itself: it gets
   * what of ours stands there, undefined where nothing is.
   */
  readonly onlyIfOurs?: boolean | ((found: FoundProfile | undefined) => boolean);
  /** Whether the keys are not to be written any more: asked until the last moment before they are. */
  readonly isRecalled?: () => boolean;
  /** Is told where the profile was not ours before. */
  readonly onAdded?: () => void;
}

export interface ProcessRequest extends ProfileRequest {
  /** The words of the program that prints credentials: its absolute path first. */
  readonly command: readonly string[];
}

export type Removal = Pick<ProfileRequest, 'files' | 'profile'>;

/**
 * Writes profiles into AWS's files, and leaves every byte that is not ours as it is.
 *
 * All of it fails with `aws_file_malformed` for a file that botocore cannot read, `aws_file_locked` where a living process
 * keeps its lock, and `file_failed`: then the file is as it was.
 */
export interface ProfileEditor {
  /**
   * Puts a role's keys into the credentials file. Our own stanza of the other mode goes.
   *
   * @returns false where the profile should have been this role's already, and is not: then nothing is changed
   * @throws AppError `signed_out_meanwhile` where it was recalled before anything was written
   * @throws AppError `profile_taken` where a profile of this name brings credentials that are not ours, in either file, and
   * for `default` where it is not ours, and where others are spared and it is another role's; `profile_shadowed` where somebody's settings in a section of ours would win
   */
  writeStatic(request: StaticRequest): Promise<boolean>;
  /**
   * Puts a `credential_process` into the config file: no secret. Our own static keys go.
   *
   * @throws AppError `profile_taken`; `profile_shadowed` where settings in the credentials file that are not ours would win
   * over it, or in a section of ours: `overwrite` removes just these
   */
  writeProcess(request: ProcessRequest): Promise<void>;
  /**
   * Removes what is ours under this name, in both files.
   *
   * @returns what was removed
   * @throws AppError `profile_unknown` where nothing of that name is ours
   */
  remove(request: Removal): Promise<readonly ManagedProfile[]>;
  /**
   * Removes those of our profiles with keys that are meant. The other file need not be readable.
   *
   * @returns those that were not meant
   */
  removeKeys(files: AwsFiles, isMeant: (found: FoundProfile) => boolean): Promise<readonly FoundProfile[]>;
  /** All profiles that are ours. */
  list(files: AwsFiles): Promise<readonly FoundProfile[]>;
  /** Our profiles with keys. The other file need not be readable. */
  listKeys(files: AwsFiles): Promise<readonly FoundProfile[]>;
}

export interface ProfileEditorOptions {
  /** How long a living process that changes the same file is waited for, in milliseconds. */
  readonly patienceMs?: number;
  /** For how long a file that is empty or broken may be one that another program is just writing, in milliseconds. */
  readonly settleMs?: number;
  readonly pause?: (ms: number) => Promise<void>;
  readonly platform?: NodeJS.Platform;
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export function createProfileEditor({
  patienceMs = 15_000,
  settleMs = 1_000,
  pause = sleep,
  platform = process.platform,
}: ProfileEditorOptions = {}): ProfileEditor {
  const editor = createFileEditor({ patienceMs, settleMs, pause });
  const takeTurn = createTurns();

  async function listKeys({ credentials }: AwsFiles): Promise<readonly FoundProfile[]> {
    return managedProfiles(await editor.read(credentials), 'credentials');
  }

  async function list(files: AwsFiles): Promise<readonly FoundProfile[]> {
    return [...(await listKeys(files)), ...managedProfiles(await editor.read(files.config), 'config')];
  }

  async function writeStatic(request: StaticRequest): Promise<boolean> {
    const {
      files,
      credentials,
      profile,
      role,
      arn,
      access,
      onlyIfOurs = false,
      isRecalled,
      onAdded,
    } = request;
    const key = checkedValue(credentials.accessKeyId);
    const marker = markerFor(role, {
      key,
      ...(arn !== undefined && { arn: checkedValue(arn) }),
      ...(access !== undefined && { access }),
    });
    const wish = wishOf(request, marker, [
      ['aws_access_key_id', key],
      ['aws_secret_access_key', checkedValue(credentials.secretAccessKey)],
      ['aws_session_token', checkedValue(credentials.sessionToken)],
    ]);
    const isExpected =
      typeof onlyIfOurs === 'function' ? onlyIfOurs : (found?: FoundProfile) => found?.role === role;
    let isMeant = onlyIfOurs === false;
    let isUnderWay = false;
    // Asked of the bytes that the change is made on: somebody may take the profile away until then.
    const plan = (both: BothFiles): Edit | undefined => {
      // Once it is written, whoever has recalled it takes it away again.
      if (!isUnderWay && isRecalled?.() === true) throw new AppError('signed_out_meanwhile', {});
      const found = findOwn(both.credentials, 'credentials', profile);
      if (onlyIfOurs !== false) isMeant = isExpected(found);
      const edit = isMeant ? planStatic(both, wish) : undefined;
      if (edit !== undefined && found === undefined) onAdded?.();
      isUnderWay ||= edit !== undefined;
      return edit;
    };
    const config = await editor.read(files.config);
    if (mayChange(config, 'config', wish)) {
      await inBoth(files, 'credentials', (both) => ({
        credentials: plan(both),
        config: isMeant ? planConfigBesideStatic(both.config, wish) : undefined,
      }));
    } else {
      const change = (ini: IniFile): Edit | undefined => plan({ credentials: ini, config });
      await editor.edit(files.credentials, change, { onlyIfThere: onlyIfOurs !== false });
    }
    return isMeant;
  }

  async function writeProcess(request: ProcessRequest): Promise<void> {
    const { files, command, access } = request;
    const line = lineOf(files.config, command, platform);
    const marker = markerFor(request.role, {
      command: commandMark(line),
      ...(access !== undefined && { access }),
    });
    const wish = wishOf(request, marker, [['credential_process', line]]);
    const credentials = await editor.read(files.credentials);
    if (mayChange(credentials, 'credentials', wish)) {
      await inBoth(files, 'config', (both) => ({
        credentials: planCredentialsBesideProcess(both.credentials, wish),
        config: planProcess(both, wish),
      }));
    } else await editor.edit(files.config, (config) => planProcess({ credentials, config }, wish));
  }

  /** What is to be used comes first: until what was used goes, the profile works as it did. */
  async function inBoth(files: AwsFiles, first: FileKind, plan: PairChange['plan']): Promise<void> {
    await editBoth(editor, { files, first, plan }, { patienceMs, settleMs, pause });
  }

  async function remove({ files, profile }: Removal): Promise<readonly ManagedProfile[]> {
    const found = (await list(files)).filter((each) => each.profile === profile);
    if (found.length === 0) throw new AppError('profile_unknown', { profile });
    for (const { path, mode } of found) {
      const kind = mode === 'static' ? 'credentials' : 'config';
      await editor.edit(path, (ini) => planRemoval(ini, kind, profile));
    }
    return found;
  }

  async function removeKeys(
    files: AwsFiles,
    isMeant: (found: FoundProfile) => boolean,
  ): Promise<readonly FoundProfile[]> {
    const found = await listKeys(files);
    for (const one of found.filter(isMeant)) {
      await editor.edit(files.credentials, (ini) => planRemoval(ini, 'credentials', one.profile));
    }
    return found.filter((one) => !isMeant(one));
  }

  /** In the order of the calls: keys that were asked for earlier must not come after newer ones. */
  function inTurn<Result>({ credentials, config }: AwsFiles, work: () => Promise<Result>): Promise<Result> {
    return takeTurn(`${credentials}\n${config}`, work);
  }

  return {
    list,
    listKeys,
    removeKeys: (files, isMeant) => inTurn(files, () => removeKeys(files, isMeant)),
    writeStatic: (request) => inTurn(request.files, () => writeStatic(request)),
    writeProcess: (request) => inTurn(request.files, () => writeProcess(request)),
    remove: (request) => inTurn(request.files, () => remove(request)),
  };
}

function wishOf(request: ProfileRequest, marker: string, settings: Stanza['settings']): Wish {
  const { profile, role, region, overwrite = false, sparesOthers = false } = request;
  if (!isProfileName(profile)) throw new AppError('usage', { fault: 'no-profile-name', name: profile });
  return {
    ...{ profile, overwrite, stanza: { marker, region: checkedValue(region), settings } },
    ...(sparesOthers && { onlyOf: role }),
  };
}

/** Keys come from the network: one that holds more than AWS's own ever do could end its line and begin another. */
function checkedValue(value: string): string {
  if (/^[!-~]+$/.test(value) && !/^[#;]/.test(value)) return value;
  throw new AppError('internal', {}, { cause: new Error('a value that cannot stand in a file of AWS') });
}

function lineOf(path: string, command: readonly string[], platform: NodeJS.Platform): string {
  try {
    return commandLine(command, platform);
  } catch (cause) {
    const reason = 'the command cannot be written so that every AWS tool reads it alike';
    throw new AppError('file_failed', { path, reason }, { cause });
  }
}
