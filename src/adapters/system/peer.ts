import { readdir, readFile, readlink } from 'node:fs/promises';
import { endianness } from 'node:os';
import { basename } from 'node:path';
import type { Visitor } from '../../core/ports.ts';

/** What the kernel needs to find a connection: IPv4 addresses, also in their IPv6 form (`::ffff:127.0.0.1`). */
export interface Ends {
  readonly remoteAddress?: string | undefined;
  readonly remotePort?: number | undefined;
  readonly localAddress?: string | undefined;
  readonly localPort?: number | undefined;
}

/** The other end of a loopback connection, as the kernel's tables have it. */
export type Peer =
  | {
      readonly kind: 'found';
      readonly userId: number;
      /** The number of its socket. */
      readonly inode: string;
    }
  /** The tables were read, and nobody on this system holds the other end: it has gone, or was never here. */
  | { readonly kind: 'missing' }
  /** The system does not say: it is no Linux, or keeps its tables to itself. */
  | { readonly kind: 'untold' };

/** Finds out who has opened a connection. */
export interface PeerLookup {
  readonly find: (ends: Ends) => Promise<Peer>;
  readonly visitorAt: (peer: Peer) => Promise<Visitor | undefined>;
}

/** What the kernel tells. */
export const kernelTables: PeerLookup = { find: (ends) => findPeer(ends), visitorAt };

/** A client may well come from an IPv6 socket to an IPv4 one: then only the second table has its end. */
const tables = ['/proc/net/tcp', '/proc/net/tcp6'];
/** The kernel hands a table over in parts: a row can slip through between two of them. */
const readings = 3;

/** Whose socket is at the other end of a loopback connection. Linux only: the kernel lists every socket's user. */
export async function findPeer(
  ends: Ends,
  read: (path: string) => Promise<string> = readTable,
): Promise<Peer> {
  if (process.platform !== 'linux') return { kind: 'untold' };
  for (let reading = 0; reading < readings; reading++) {
    const texts = await Promise.all(tables.map((path) => read(path).catch(() => undefined)));
    const known = texts.filter((text) => text !== undefined);
    if (known.length === 0) return { kind: 'untold' };
    const peer = findRow(known.join('\n'), ends);
    if (peer !== undefined) return peer;
  }
  return { kind: 'missing' };
}

/**
 * Which program holds the other end. Only while the connection is open. Another user's processes cannot be looked
 * into: of them only the user is known.
 * @returns undefined where that cannot be known
 */
export async function visitorAt(peer: Peer): Promise<Visitor | undefined> {
  if (peer.kind !== 'found') return undefined;
  if (peer.userId !== process.getuid?.()) return { kind: 'other-user', userId: peer.userId };
  const link = `socket:[${peer.inode}]`;
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name)).map(Number);
  const pid = await firstHolder(pids, link);
  return pid === undefined ? undefined : { kind: 'program', pid, name: await nameOf(pid) };
}

/** Source: proc(5), /proc/net/tcp. */
function findRow(
  text: string,
  { remoteAddress, remotePort, localAddress, localPort }: Ends,
): Peer | undefined {
  // The peer's own row: its local end is what is remote here.
  const theirs = hexEnd(remoteAddress, remotePort);
  const ours = hexEnd(localAddress, localPort);
  if (theirs === undefined || ours === undefined) return undefined;
  for (const line of text.split('\n')) {
    const [, local = '', remote = '', , , , , user, , inode] = line.trim().split(/\s+/);
    const matches = withoutMapping(local) === theirs && withoutMapping(remote) === ours;
    // A socket that nobody holds any more has no number, and is shown as root's.
    if (!matches || user === undefined || inode === undefined || inode === '0') continue;
    return { kind: 'found', userId: Number(user), inode };
  }
  return undefined;
}

/** An end as the tables write it: the address as one number in this machine's byte order. */
function hexEnd(address: string | undefined, port: number | undefined): string | undefined {
  const bytes = (address ?? '')
    .replace(/^::ffff:/i, '')
    .split('.')
    .map(Number);
  if (bytes.length !== 4 || port === undefined) return undefined;
  return `${hexWord(bytes)}:${port.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** An IPv4 address in the IPv6 table, without what marks it as one. */
function withoutMapping(end: string): string {
  return end.startsWith(mapping) ? end.slice(mapping.length) : end;
}

function hexWord(bytes: readonly number[]): string {
  const ordered = endianness() === 'LE' ? bytes.toReversed() : bytes;
  return ordered.map((byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join('');
}

const mapping = `${'0'.repeat(16)}${hexWord([0, 0, 0xff, 0xff])}`;

function readTable(path: string): Promise<string> {
  return readFile(path, 'latin1');
}

/** The oldest that holds it, as a copy made by a fork may hold it too. What cannot change that is not looked at. */
async function firstHolder(pids: readonly number[], link: string): Promise<number | undefined> {
  let first: number | undefined;
  const isOfUse = (pid: number) => first === undefined || pid < first;
  await Promise.all(
    pids.map(async (pid) => {
      if (await holds(pid, link, isOfUse)) first = pid;
    }),
  );
  return first;
}

async function holds(pid: number, link: string, isOfUse: (pid: number) => boolean): Promise<boolean> {
  const folder = `/proc/${pid}/fd`;
  // Processes and descriptors come and go, and those of others cannot be read.
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    if (!isOfUse(pid)) return false;
    if ((await readlink(`${folder}/${name}`).catch(() => '')) === link) return isOfUse(pid);
  }
  return false;
}

/** The file that runs; where that cannot be read, the name that the process gives itself. */
async function nameOf(pid: number): Promise<string> {
  const file = await readlink(`/proc/${pid}/exe`).catch(() =>
    readFile(`/proc/${pid}/comm`, 'utf8').catch(() => ''),
  );
  // Whoever chooses a file's name may want to write in the window: only a name gets through.
  return basename(file.trim().replace(/ \(deleted\)$/, ''))
    .replace(/[^\p{L}\p{N} ._+-]/gu, '?')
    .slice(0, 40);
}
