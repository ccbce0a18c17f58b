import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Desktop } from '../../support/desktop.ts';
import { filesBelow } from './files.ts';

/** Words before a program that let it leave core files as large as the system allows. */
export const withCoreFiles = ['sh', '-c', 'ulimit -S -c "$(ulimit -H -c)" && exec "$@"', 'sh'] as const;

/** The core files and crash reports that are anywhere in the desktop's home. */
export async function crashFiles(desktop: Desktop): Promise<readonly string[]> {
  const files = await filesBelow(desktop.home);
  // The browser has reports of its own, and settings about them.
  return files.filter(
    (path) =>
      !path.startsWith('chromium/') && (/^core(\.\d+)?$/.test(basename(path)) || path.endsWith('.dmp')),
  );
}

/**
 * Whether a program that crashes on this desktop leaves a core file: not where the system's limit is zero, or where it
 * hands core files to a program of its own.
 */
export async function crashesLeaveFiles(desktop: Desktop): Promise<boolean> {
  const before = await crashFiles(desktop);
  await desktop.start([...withCoreFiles, process.execPath, '-e', 'process.abort()']).result;
  return (await crashFiles(desktop)).length > before.length;
}

/** The limits of a process's core file, soft and hard, in bytes. Source: proc(5), /proc/pid/limits. */
export async function coreLimits(pid: number): Promise<string> {
  const limits = await readFile(`/proc/${pid}/limits`, 'utf8');
  const [, soft, hard] = /^Max core file size\s+(\S+)\s+(\S+)/m.exec(limits) ?? [];
  return `${soft} ${hard}`;
}
