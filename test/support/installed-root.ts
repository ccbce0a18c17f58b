import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, startProcess, type ProcessResult } from './process.ts';

/**
 * This machine, for installing something on it: a view of its whole file system that takes changes and forgets them.
 * Needs root. Processes, devices, the network and the temporary folder are the machine's own.
 */
export interface InstalledRoot {
  /** What to put before a command so that it runs in there, as root. */
  readonly enter: readonly [string, ...string[]];
  /** Runs a command in there, as root. */
  run(command: string, ...args: readonly string[]): Promise<ProcessResult>;
  close(): Promise<void>;
}

/**
 * The mounts are private: they end with the process that keeps their namespace, however it ends. The view becomes the
 * root of that namespace, not a chroot: in one of those the kernel grants no user namespaces, and Chromium's sandbox
 * needs them.
 */
const mounts = `
set -e
mount -t tmpfs -o size=2g,mode=755 changes "$1/changes"
mkdir "$1/changes/upper" "$1/changes/work"
mount -t overlay -o "lowerdir=/,upperdir=$1/changes/upper,workdir=$1/changes/work" installed "$1/root"
for folder in proc sys dev run tmp; do mount --rbind "/$folder" "$1/root/$folder"; done
cd "$1/root"
pivot_root . mnt
umount --lazy /mnt
echo ready
exec chroot . cat
`;

/** @throws where the kernel does not let us */
export async function openInstalledRoot(): Promise<InstalledRoot> {
  const folder = await mkdtemp(join(tmpdir(), 'tobira-root-'));
  for (const part of ['changes', 'root']) await mkdir(join(folder, part));
  // Others walk through it to what is installed.
  await run('chmod', ['-R', '755', folder]);
  const options = ['--mount', '--propagation', 'private', 'sh', '-c', mounts, 'sh', folder];
  const keeper = startProcess('unshare', options, { deadline: 600_000 });
  await keeper.output((stdout) => stdout.includes('ready'));
  const inside = [`--mount=/proc/${keeper.pid}/ns/mnt`];
  return {
    enter: ['nsenter', ...inside],
    run: (command, ...args) => run('nsenter', [...inside, command, ...args], { deadline: 120_000 }),
    close: async () => {
      keeper.kill();
      await keeper.result;
      await rm(folder, { recursive: true });
    },
  };
}
