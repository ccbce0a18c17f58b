import { readdir, readFile, readlink } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Visitor } from '../../core/ports.ts';

/** What the kernel needs to find a connection. */
interface Ends {
  readonly remotePort?: number | undefined;
  readonly localPort?: number | undefined;
}

/** The other end of a loopback connection, as the kernel's table has it. */
interface Peer {
  readonly userId: number;
  /** The number of its socket. */
  readonly inode: string;
}

/**
 * Whose process is at the other end of a loopback connection. Linux only: the kernel lists every socket's user.
 * @returns undefined where that cannot be known
 */
export async function peerUser(socket: Ends): Promise<number | undefined> {
  return (await findPeer(socket))?.userId;
}

/**
 * Which program is at the other end of a loopback connection. Linux only, and only while the connection is open.
 * Another user's processes cannot be looked into: of them only the user is known.
 * @returns undefined where that cannot be known
 */
export async function peerVisitor(socket: Ends): Promise<Visitor | undefined> {
  const peer = await findPeer(socket);
  if (peer === undefined) return undefined;
  if (peer.userId !== process.getuid?.()) return { kind: 'other-user', userId: peer.userId };
  const link = `socket:[${peer.inode}]`;
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const holders = await Promise.all(pids.map(async (pid) => ((await holds(pid, link)) ? pid : undefined)));
  const holder = holders.find((pid) => pid !== undefined);
  return holder === undefined
    ? undefined
    : { kind: 'program', pid: Number(holder), name: await nameOf(holder) };
}

/** Source: proc(5), /proc/net/tcp. */
async function findPeer({ remotePort, localPort }: Ends): Promise<Peer | undefined> {
  if (process.platform !== 'linux' || remotePort === undefined || localPort === undefined) return undefined;
  const table = await readFile('/proc/net/tcp', 'latin1').catch(() => '');
  // The peer's own row: its local end is what is remote here.
  const ends = `0100007F:${hexPort(remotePort)} 0100007F:${hexPort(localPort)}`;
  const row = table.split('\n').find((line) => line.includes(ends));
  const [, , , , , , , user, , inode] = row?.trim().split(/\s+/) ?? [];
  return user === undefined || inode === undefined ? undefined : { userId: Number(user), inode };
}

async function holds(pid: string, link: string): Promise<boolean> {
  const folder = `/proc/${pid}/fd`;
  // Processes and descriptors come and go, and those of others cannot be read.
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    if ((await readlink(`${folder}/${name}`).catch(() => '')) === link) return true;
  }
  return false;
}

/** The file that runs; where that cannot be read, the name that the process gives itself. */
async function nameOf(pid: string): Promise<string> {
  const file = await readlink(`/proc/${pid}/exe`).catch(() =>
    readFile(`/proc/${pid}/comm`, 'utf8').catch(() => ''),
  );
  // Whoever chooses a file's name may want to write in the window: only a name gets through.
  return basename(file.trim().replace(/ \(deleted\)$/, ''))
    .replace(/[^\p{L}\p{N} ._+-]/gu, '?')
    .slice(0, 40);
}

function hexPort(port: number): string {
  return port.toString(16).toUpperCase().padStart(4, '0');
}
