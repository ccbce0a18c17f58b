import { access, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError, hasCode } from '../../../core/errors.ts';
import type { Edit } from './edit.ts';
import { codeOf, fileFailure } from '../../../core/file-failure.ts';
import { takeFileLock, type FileLock, type LockOptions } from './file-lock.ts';
import { readIni, type IniFile } from './ini-file.ts';
import { lastWords } from './last-words.ts';
import { replaceFile } from './replace-file.ts';
import { findRealFile, holds, refuseReadOnly, takeSnapshot, type Snapshot } from './snapshot.ts';

export interface FileEditorOptions extends LockOptions {
  /** For how long a file that is empty or broken may be one that somebody is just writing, in milliseconds. */
  readonly settleMs: number;
}

/** Reads AWS's files, and changes them among others who do. */
export interface FileEditor {
  /** @throws AppError `aws_file_malformed`, `file_failed` */
  read(path: string): Promise<IniFile>;
  /**
   * Changes a file until nothing is left to change: where another program undoes the change, it is made anew on what that
   * program has left. A file that is not there is an empty one.
   *
   * @param change what is to be done to a file; undefined where nothing is. It may be asked several times.
   * @param options whether a file that is not there stays away; it is made if absent
   * @throws AppError what `change` throws, `aws_file_malformed`, `aws_file_locked`, `file_failed`: the file is as it was
   */
  edit(path: string, change: Change, options?: { readonly onlyIfThere: boolean }): Promise<void>;
}

const mostTries = 200;
const lookAgainMs = 10;

export function createFileEditor(options: FileEditorOptions): FileEditor {
  /** Files that we have left empty ourselves: nobody is about to fill them. */
  const emptied = new Set<string>();

  /** A writer that truncates in place leaves a moment in which everything seems to be gone: it is waited out. */
  async function settled(path: string, look: () => Promise<Snapshot | undefined>): Promise<Settled> {
    const end = Date.now() + options.settleMs;
    for (;;) {
      const snapshot = await look();
      const { ini, failure } = parse(path, snapshot);
      const young = snapshot !== undefined && Date.now() - snapshot.changedAt < options.settleMs;
      const whole = failure === undefined && (snapshot?.bytes.length !== 0 || emptied.has(snapshot.id));
      if (whole || !young || Date.now() >= end) {
        if (failure === undefined) return { snapshot, ini };
        await snapshot?.handle.close();
        throw failure;
      }
      await snapshot.handle.close();
      await options.pause(lookAgainMs);
    }
  }

  async function reconcile({ path, file, lock, change }: Target): Promise<void> {
    for (let tries = 0; tries < mostTries; tries++) {
      const { snapshot, ini } = await settled(path, () => takeSnapshot(file));
      try {
        const edit = change(ini);
        if (edit === undefined) return;
        const parts = splice(ini.bytes, edit);
        const outcome = await replaceFile({ file, temporary: lock.temporary(), old: snapshot, parts });
        if (outcome === 'done') {
          if (parts.every(({ length }) => length === 0)) await remember(file);
          return;
        }
        if (outcome === 'orphaned' && snapshot !== undefined) {
          await rescue({ path, file, lock, change }, snapshot, parts);
        }
      } finally {
        await snapshot?.handle.close();
      }
      await options.pause(Math.random() * lookAgainMs);
    }
    throw new AppError('file_failed', { path, reason: 'other programs keep changing it' });
  }

  /**
   * Another program opened the file before we put ours in its place, and wrote afterwards: what it wrote has no name any
   * more. It is given one, with our change in it. Then all is looked at again.
   */
  async function rescue(target: Target, orphan: Snapshot, ours: readonly Uint8Array[]): Promise<void> {
    const { path, file, lock, change } = target;
    const left = await lastWords(orphan, file, options);
    const current = await takeSnapshot(file);
    try {
      // Nothing came of it, or somebody has gone on from what we wrote.
      if (left.bytes.length === 0 || current === undefined || !(await holds(current.handle, ours))) return;
      const ini = readIni(path, left.bytes);
      const edit = change(ini);
      const parts = edit === undefined ? [left.bytes] : splice(left.bytes, edit);
      await replaceFile({ file, temporary: lock.temporary(), old: current, parts });
    } catch (error) {
      // It was cut off, or nothing of ours fits into it: what stands in the file's place now is whole.
      if (!hasCode(error, 'aws_file_malformed')) throw error;
    } finally {
      await current?.handle.close();
    }
  }

  async function remember(file: string): Promise<void> {
    const snapshot = await takeSnapshot(file);
    if (snapshot === undefined) return;
    emptied.add(snapshot.id);
    await snapshot.handle.close();
  }

  return {
    async read(path) {
      const file = await findRealFile(path);
      const { snapshot, ini } = await settled(path, () => takeSnapshot(file));
      await snapshot?.handle.close();
      return ini;
    },
    async edit(path, change, { onlyIfThere } = { onlyIfThere: false }) {
      const file = await findRealFile(path);
      if (onlyIfThere && !(await isThere(file))) return;
      await makeFolder(dirname(file));
      await refuseReadOnly(file);
      const lock = await takeFileLock(file, options);
      try {
        await reconcile({ path, file, lock, change });
      } finally {
        await lock.release();
      }
    },
  };
}

type Change = (ini: IniFile) => Edit | undefined;

interface Settled {
  readonly snapshot: Snapshot | undefined;
  readonly ini: IniFile;
}

type Parsed =
  | { readonly ini: IniFile; readonly failure?: undefined }
  | { readonly ini?: undefined; readonly failure: AppError };

interface Target {
  readonly path: string;
  readonly file: string;
  readonly lock: FileLock;
  readonly change: Change;
}

function parse(path: string, snapshot: Snapshot | undefined): Parsed {
  try {
    return { ini: readIni(path, snapshot?.bytes ?? Buffer.alloc(0)) };
  } catch (error) {
    if (hasCode(error, 'aws_file_malformed')) return { failure: error };
    throw error;
  }
}

function splice(bytes: Buffer, { start, end, text }: Edit): readonly Uint8Array[] {
  return [bytes.subarray(0, start), Buffer.from(text, 'latin1'), bytes.subarray(end)];
}

async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    (error: unknown) => codeOf(error) !== 'ENOENT',
  );
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    const isFile = codeOf(error) === 'EEXIST';
    throw isFile
      ? new AppError('file_failed', { path: folder, reason: 'ENOTDIR' })
      : fileFailure(folder, error);
  }
}
