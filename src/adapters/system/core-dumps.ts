import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';

/**
 * From now on no crash of this process, or of one that descends from it, leaves its memory in a core file. Works on
 * Linux, where `prlimit` (util-linux) is there; does nothing elsewhere. Never rejects.
 */
export async function preventCoreDumps(): Promise<void> {
  if (process.platform !== 'linux') return;
  const limited = new Set<number>();
  // Ourselves first: whoever is started after that has the limit already. Those who are older, and what they start
  // meanwhile, are looked for until there is nobody new.
  for (let next = [process.pid]; next.length > 0;) {
    await Promise.all(next.map(limit));
    for (const pid of next) limited.add(pid);
    next = (await descendants(process.pid)).filter((pid) => !limited.has(pid));
  }
}

/** The hard limit too: nothing that runs in the process can lift it. */
function limit(pid: number): Promise<void> {
  return new Promise((resolve) => {
    // Where it fails the process has gone, or the system has no such program.
    execFile('prlimit', ['--core=0:0', '--pid', String(pid)], () => resolve());
  });
}

async function descendants(ancestor: number): Promise<readonly number[]> {
  const names = await readdir('/proc').catch(() => []);
  const pids = names.filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = new Map(await Promise.all(pids.map(async (pid) => [pid, await parentOf(pid)] as const)));
  const descends = (pid: number): boolean => {
    const parent = parents.get(pid);
    return parent !== undefined && (parent === ancestor || descends(parent));
  };
  return pids.filter(descends);
}

/** Source: proc(5), /proc/pid/stat: id, name in parentheses, state, parent. A name may hold parentheses itself. */
async function parentOf(pid: number): Promise<number | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const parent = /^.*\) \S (\d+)/s.exec(stat)?.[1];
  return parent === undefined ? undefined : Number(parent);
}
