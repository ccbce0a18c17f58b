import { isUtf8 } from 'node:buffer';
import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { AwsFileReview, AwsFilesReview, ManagedReview } from '../../../core/doctor/surroundings.ts';
import type { AwsFiles, ManagedProfile } from '../../../core/delivery-ports.ts';
import { AppError, asAppError } from '../../../core/errors.ts';
import { besideProcessKeys, oldTokenKey, shadowingKeys, strongerKeys } from './credential-keys.ts';
import { defaultsName, readIni, type IniFile } from './ini-file.ts';
import { keysOf, viewSection } from './ini-section.ts';
import { managedProfiles, viewProfile } from './managed-profile.ts';
import { profileOf, type FileKind } from './profile-section.ts';
import { walkLines } from './python-text.ts';
import { findRealFile, takeSnapshot } from './snapshot.ts';

interface ReadFile {
  readonly kind: FileKind;
  readonly ini: IniFile;
  readonly changedAt: number;
}

/** What is wrong with AWS's files, and which profiles of ours count for nothing in them. Nothing is changed; never fails. */
export async function reviewAwsFiles(paths: AwsFiles): Promise<AwsFilesReview> {
  const kinds: readonly FileKind[] = ['credentials', 'config'];
  const looks = await Promise.all(kinds.map((kind) => look(paths[kind], kind)));
  const read = looks.flatMap(({ file }) => (file === undefined ? [] : [file]));
  const faults = new Map<string, AppError>();
  const managed = read.flatMap((file) =>
    managedProfiles(file.ini, file.kind).map((profile): ManagedReview => ({
      ...profile,
      changedAt: file.changedAt,
      hiddenBy: read.flatMap((other) => {
        try {
          const keys = hidingKeys(other, profile);
          return keys.length === 0 ? [] : [{ path: other.ini.path, keys }];
        } catch (error) {
          // Not every reader of the file finds the same profile there.
          faults.set(other.ini.path, asAppError(error));
          return [];
        }
      }),
    })),
  );
  return {
    files: looks.map(({ review }) => {
      const error = faults.get(review.path);
      return error === undefined ? review : { ...review, content: { kind: 'broken', error } };
    }),
    profiles: [
      ...new Set(
        read.flatMap(({ ini, kind }) =>
          [...ini.sections].flatMap((section) => profileOf(kind, section) ?? []),
        ),
      ),
    ],
    managed,
  };
}

async function look(
  path: string,
  kind: FileKind,
): Promise<{ readonly review: AwsFileReview; readonly file?: ReadFile }> {
  const modes = await modesOf(path);
  try {
    const snapshot = await takeSnapshot(await findRealFile(path));
    if (snapshot === undefined) return { review: { path, ...modes, content: { kind: 'absent' } } };
    try {
      const ini = readIni(path, snapshot.bytes);
      const managed = managedProfiles(ini, kind).length;
      const oddLine = firstOddLine(snapshot.bytes);
      const counts = { profiles: ini.sections.length, managed };
      return {
        review: {
          ...{ path, ...modes },
          content: { kind: 'read', ...counts, ...(oddLine !== undefined && { oddLine }) },
        },
        file: { kind, ini, changedAt: snapshot.changedAt },
      };
    } finally {
      await snapshot.handle.close();
    }
  } catch (error) {
    return { review: { path, ...modes, content: { kind: 'broken', error: asAppError(error) } } };
  }
}

/** @returns the first line that is not UTF-8, counted from 1; undefined where all are */
function firstOddLine(bytes: Buffer): number | undefined {
  if (isUtf8(bytes)) return undefined;
  let line = 0;
  // No byte of a character beyond ASCII looks like the end of a line: each line can be looked at by itself.
  walkLines(bytes, 'latin1', (start, next) => {
    line++;
    return isUtf8(bytes.subarray(start, next));
  });
  return line;
}

/** Rights of anything else, such as a pipe or a device, are not for us to judge. Windows has access lists in their place. */
async function modesOf(path: string): Promise<Pick<AwsFileReview, 'mode' | 'folderMode'>> {
  if (process.platform === 'win32') return {};
  const [mode, folderMode] = await Promise.all([
    modeOf(path, (found) => found.isFile()),
    modeOf(dirname(path), (found) => found.isDirectory()),
  ]);
  return { ...(mode !== undefined && { mode }), ...(folderMode !== undefined && { folderMode }) };
}

async function modeOf(path: string, isMeant: (found: Stats) => boolean): Promise<number | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && isMeant(found) ? found.mode & 0o7777 : undefined;
}

/** What AWS's tools ask before what we wrote; botocore reads `[DEFAULT]` as part of each profile. */
function hidingKeys({ ini, kind }: ReadFile, profile: ManagedProfile): readonly string[] {
  const wanted = hiding[profile.mode][kind];
  const view = viewProfile(ini, kind, profile.profile);
  const defaults = [...ini.sections.naming(defaultsName)].filter(({ name }) => name === defaultsName);
  const keys = [
    ...(view === undefined ? [] : keysOf(view)),
    ...defaults.flatMap((section) => keysOf(viewSection(ini, section))),
  ];
  return [...new Set(keys.filter((key) => wanted.includes(key)))];
}

const hiding: Readonly<Record<ManagedProfile['mode'], Readonly<Record<FileKind, readonly string[]>>>> = {
  static: { credentials: [...strongerKeys, oldTokenKey], config: strongerKeys },
  // The SDK for JavaScript puts static keys before a process, in whichever file they stand.
  process: { credentials: shadowingKeys, config: besideProcessKeys },
};
