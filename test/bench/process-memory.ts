import { readdir, readFile } from 'node:fs/promises';

/**
 * The memory of a process and of all that descend from it: proportional set size, where what several processes share
 * counts as so many parts. Source: proc_pid_smaps(5), `smaps_rollup`.
 * @returns MiB
 */
export async function treeMemory(first: number): Promise<number> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = new Map(await Promise.all(pids.map(async (pid) => [pid, await parentOf(pid)] as const)));
  const descends = (pid: number): boolean => {
    const parent = parents.get(pid);
    return pid === first || (parent !== undefined && descends(parent));
  };
  const sizes = await Promise.all(pids.filter(descends).map(memoryOf));
  return sizes.reduce((sum, size) => sum + size, 0) / 1024;
}

async function parentOf(pid: number): Promise<number | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const parent = /^.*\) \S (\d+)/s.exec(stat)?.[1];
  return parent === undefined ? undefined : Number(parent);
}

/** In KiB; 0 for one that has ended meanwhile. */
async function memoryOf(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss:\s+(\d+) kB$/m.exec(text)?.[1] ?? 0);
}
