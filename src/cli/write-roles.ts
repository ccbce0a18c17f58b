import { setTimeout as pause } from 'node:timers/promises';
import { takeFileLock } from '../adapters/sinks/aws-files/file-lock.ts';
import { createConfigEditor } from '../adapters/system/config-editor.ts';
import type { Paths } from '../adapters/system/paths.ts';
import { systemClock } from '../adapters/system/system-clock.ts';
import { AppError } from '../core/errors.ts';
import { importEdit } from '../core/import/import-edit.ts';
import type { ImportedRole } from '../core/import/import-entry.ts';
import { configDefaults } from './doctor-surroundings.ts';

/** How long another process that edits the configuration is waited for, in milliseconds. */
const patienceMs = 15_000;

/** Adds roles to the configuration as the app's own editors do: comments stay, and what is replaced is kept. */
export async function writeRoles(
  { config, state }: Pick<Paths, 'config' | 'state'>,
  roles: readonly ImportedRole[],
): Promise<void> {
  const edit = importEdit(roles);
  if (edit === undefined) return;
  const editor = createConfigEditor(
    config,
    configDefaults,
    systemClock,
    (file) => takeFileLock(file, { patienceMs, pause: (ms) => pause(ms) }),
    // It has just been read.
    { state, isInUse: () => true },
  );
  const complaints = await editor.edit(edit);
  if (complaints.length === 0) return;
  throw new AppError('file_failed', { path: config, reason: 'other programs keep changing it' });
}
