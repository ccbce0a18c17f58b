import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { AwsFiles } from '../../../core/delivery-ports.ts';
import { AppError, hasCode } from '../../../core/errors.ts';
import type { Edit } from './edit.ts';
import type { FileEditor, FileEditorOptions } from './file-editor.ts';
import { fileFailure } from '../../../core/file-failure.ts';
import { takeFileLock, type FileLock, type LockOptions } from './file-lock.ts';
import { readIni, type IniFile } from './ini-file.ts';
import { lastWords } from './last-words.ts';
import type { FileKind } from './profile-section.ts';
import { replaceFile } from './replace-file.ts';
import { findRealFile, holds, refuseReadOnly, takeSnapshot, type Snapshot } from './snapshot.ts';

/** The two files of AWS's, as they are. */
export type BothFiles = Readonly<Record<FileKind, IniFile>>;

export interface PairChange {
  readonly files: AwsFiles;
  /** Which is written first: for a moment programs read that one as it is to be, and the other as it was. */
  readonly first: FileKind;
  /** What is to be done to each, undefined where nothing is. It may be asked several times. */
  readonly plan: (both: BothFiles) => Readonly<Record<FileKind, Edit | undefined>>;
}

type Locks = Readonly<Record<FileKind, FileLock>>;

const mostTries = 100;
const lookAgainMs = 10;

/**
 * Changes both of AWS's files, or neither: nothing is written before both are locked and both changes are known, and where
 * the second cannot be written, the first gets its bytes back.
 *
 * @throws AppError what `plan` throws, `aws_file_malformed`, `aws_file_locked`, `file_failed`: the files are as they were,
 * but for what another program has changed meanwhile
 */
export async function editBoth(
  editor: FileEditor,
  change: PairChange,
  options: FileEditorOptions,
): Promise<void> {
  const { files, first, plan } = change;
  const real: AwsFiles = {
    credentials: await findRealFile(files.credentials),
    config: await findRealFile(files.config),
  };
  const isOne = real.credentials === real.config;
  const before = await readBoth(editor, files);
  const edits = plan(before);
  const changed = inOrder(first).filter((kind) => edits[kind] !== undefined);
  if (isOne || changed.length < 2) {
    // There are no two locks to take.
    for (const kind of changed) {
      const withThis = (ini: IniFile): BothFiles =>
        isOne ? { credentials: ini, config: ini } : { ...before, [kind]: ini };
      await editor.edit(files[kind], (ini) => plan(withThis(ini))[kind]);
    }
    return;
  }
  for (const kind of changed) {
    await makeFolder(dirname(real[kind]));
    await refuseReadOnly(real[kind]);
  }
  const locks = await takeBoth(real, options);
  try {
    await reconcile({ editor, change, real, locks, options });
  } finally {
    await locks.credentials.release();
    await locks.config.release();
  }
}

interface Work {
  readonly editor: FileEditor;
  readonly change: PairChange;
  readonly real: AwsFiles;
  readonly locks: Locks;
  readonly options: FileEditorOptions;
}

/** What stood in a file's place, and what stands there if nobody has changed it since. */
interface Replaced {
  readonly old: Uint8Array | undefined;
  readonly parts: readonly Uint8Array[];
}

async function reconcile(work: Work): Promise<void> {
  const replaced = new Map<FileKind, Replaced>();
  try {
    for (let tries = 0; tries < mostTries; tries++) {
      if (await attempt(work, replaced)) return;
      await work.options.pause(Math.random() * lookAgainMs);
    }
    const path = work.change.files[work.change.first];
    throw new AppError('file_failed', { path, reason: 'other programs keep changing it' });
  } catch (error) {
    // What cannot be undone either is told by the failure that came first.
    for (const [kind, one] of replaced) await putBack(work, kind, one).catch(() => undefined);
    throw error;
  }
}

/** @returns false where another program has changed one of the files: all is to be looked at again */
async function attempt(work: Work, replaced: Map<FileKind, Replaced>): Promise<boolean> {
  const { editor, change, real, locks } = work;
  const { files, first, plan } = change;
  const both = await readBoth(editor, files);
  const edits = plan(both);
  for (const kind of inOrder(first)) {
    const edit = edits[kind];
    if (edit === undefined) continue;
    const { bytes } = both[kind];
    const old = await takeSnapshot(real[kind]);
    try {
      if (!bytes.equals(old?.bytes ?? Buffer.alloc(0))) return false;
      const parts = [
        bytes.subarray(0, edit.start),
        Buffer.from(edit.text, 'latin1'),
        bytes.subarray(edit.end),
      ];
      replaced.set(kind, { old: old?.bytes, parts });
      const outcome = await replaceFile({ file: real[kind], temporary: locks[kind].temporary(), old, parts });
      if (outcome === 'orphaned' && old !== undefined) await adopt(work, kind, { orphan: old, parts });
      if (outcome !== 'done') return false;
    } finally {
      await old?.handle.close();
    }
  }
  return true;
}

async function readBoth(editor: FileEditor, { credentials, config }: AwsFiles): Promise<BothFiles> {
  return { credentials: await editor.read(credentials), config: await editor.read(config) };
}

/** Gives a name again to what another program has written into the file that ours has replaced. */
async function adopt(
  work: Work,
  kind: FileKind,
  { orphan, parts }: { readonly orphan: Snapshot; readonly parts: readonly Uint8Array[] },
): Promise<void> {
  const { bytes } = await lastWords(orphan, work.real[kind], work.options);
  if (bytes.length === 0) return;
  try {
    readIni(work.change.files[kind], bytes);
  } catch (error) {
    // It was cut off: what stands in the file's place now is whole.
    if (hasCode(error, 'aws_file_malformed')) return;
    throw error;
  }
  await putBack(work, kind, { old: bytes, parts });
}

/** Puts other bytes in the place of ours, if these still stand there. */
async function putBack({ real, locks }: Work, kind: FileKind, { old, parts }: Replaced): Promise<void> {
  const file = real[kind];
  const now = await takeSnapshot(file);
  try {
    if (now === undefined || !(await holds(now.handle, parts))) return;
    if (old === undefined) await rm(file);
    else await replaceFile({ file, temporary: locks[kind].temporary(), old: now, parts: [old] });
  } finally {
    await now?.handle.close();
  }
}

/** In an order that is the same for all, so that no two wait for each other. */
async function takeBoth(real: AwsFiles, options: LockOptions): Promise<Locks> {
  const [one, other] = inOrder(real.credentials < real.config ? 'credentials' : 'config');
  const first = await takeFileLock(real[one], options);
  try {
    const second = await takeFileLock(real[other], options);
    return one === 'credentials'
      ? { credentials: first, config: second }
      : { credentials: second, config: first };
  } catch (error) {
    await first.release();
    throw error;
  }
}

function inOrder(first: FileKind): readonly [FileKind, FileKind] {
  return first === 'credentials' ? ['credentials', 'config'] : ['config', 'credentials'];
}

async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw fileFailure(folder, error);
  });
}
