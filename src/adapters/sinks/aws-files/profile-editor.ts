import type { AwsFiles, ManagedProfile } from '../../../core/delivery-ports.ts';
import { AppError } from '../../../core/errors.ts';
import type { AwsCredentials } from '../../../core/model.ts';
import { isProfileName } from '../../../core/profile-name.ts';
import { commandLine } from './command-line.ts';
import type { Edit } from './edit.ts';
import { createFileEditor } from './file-editor.ts';
import { editBoth, type BothFiles, type PairChange } from './file-pair.ts';
import type { IniFile } from './ini-file.ts';
import { managedProfiles } from './managed-profile.ts';
import { markerFor } from './marker.ts';
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
}

export interface StaticRequest extends ProfileRequest {
  readonly credentials: AwsCredentials;
  /** Whether only a profile that is this role's already gets the keys; false if absent. */
  readonly onlyIfOurs?: boolean;
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
   * @throws AppError `profile_taken` where a profile of this name brings credentials that are not ours, in either file, and
   * for `default` where it is not ours
   */
  writeStatic(request: StaticRequest): Promise<boolean>;
  /**
   * Puts a `credential_process` into the config file: no secret. Our own static keys go.
   *
   * @throws AppError `profile_taken`; `profile_shadowed` where settings in the credentials file that are not ours would win
   * over it: `overwrite` removes just these
   */
  writeProcess(request: ProcessRequest): Promise<void>;
  /**
   * Removes what is ours under this name, in both files.
   *
   * @returns what was removed
   * @throws AppError `profile_unknown` where nothing of that name is ours
   */
  remove(request: Removal): Promise<readonly ManagedProfile[]>;
  /** All profiles that are ours. */
  list(files: AwsFiles): Promise<readonly ManagedProfile[]>;
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

  async function list({ credentials, config }: AwsFiles): Promise<readonly ManagedProfile[]> {
    return [
      ...managedProfiles(await editor.read(credentials), 'credentials'),
      ...managedProfiles(await editor.read(config), 'config'),
    ];
  }

  async function writeStatic(request: StaticRequest): Promise<boolean> {
    const { files, credentials, profile, role, onlyIfOurs = false } = request;
    const wish = wishOf(request, [
      ['aws_access_key_id', checkedValue(credentials.accessKeyId)],
      ['aws_secret_access_key', checkedValue(credentials.secretAccessKey)],
      ['aws_session_token', checkedValue(credentials.sessionToken)],
    ]);
    const isTheSame = (one: ManagedProfile): boolean => one.profile === profile && one.role === role;
    let isMeant = !onlyIfOurs;
    const plan = (both: BothFiles): Edit | undefined => {
      // Asked of the bytes that the change is made on: somebody may take the profile away until then.
      if (onlyIfOurs) isMeant = managedProfiles(both.credentials, 'credentials').some(isTheSame);
      return isMeant ? planStatic(both, wish) : undefined;
    };
    const config = await editor.read(files.config);
    if (mayChange(config, 'config', wish)) {
      await inBoth(files, 'credentials', (both) => ({
        credentials: plan(both),
        config: isMeant ? planConfigBesideStatic(both.config, wish) : undefined,
      }));
    } else {
      const change = (ini: IniFile): Edit | undefined => plan({ credentials: ini, config });
      await editor.edit(files.credentials, change, { onlyIfThere: onlyIfOurs });
    }
    return isMeant;
  }

  async function writeProcess(request: ProcessRequest): Promise<void> {
    const { files, command } = request;
    const wish = wishOf(request, [['credential_process', lineOf(files.config, command, platform)]]);
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
    await editBoth(editor, { files, first, plan }, { patienceMs, pause });
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

  /** In the order of the calls: keys that were asked for earlier must not come after newer ones. */
  function inTurn<Result>({ credentials, config }: AwsFiles, work: () => Promise<Result>): Promise<Result> {
    return takeTurn(`${credentials}\n${config}`, work);
  }

  return {
    list,
    writeStatic: (request) => inTurn(request.files, () => writeStatic(request)),
    writeProcess: (request) => inTurn(request.files, () => writeProcess(request)),
    remove: (request) => inTurn(request.files, () => remove(request)),
  };
}

function wishOf(request: ProfileRequest, settings: Stanza['settings']): Wish {
  const { profile, role, region, overwrite = false } = request;
  if (!isProfileName(profile)) throw new AppError('usage', { fault: 'no-profile-name', name: profile });
  return { profile, overwrite, stanza: { marker: markerFor(role), region: checkedValue(region), settings } };
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
