import { readdir, readFile, readlink } from 'node:fs/promises';

const listening = '0A';

/** The TCP addresses at which a process listens, such as `127.0.0.1:40123`, as the kernel has them (Linux). */
export async function listeningAddresses(pid: number): Promise<readonly string[]> {
  const sockets = await socketsOf(pid);
  const tables = await Promise.all(
    ['tcp', 'tcp6'].map((name) => readFile(`/proc/${pid}/net/${name}`, 'utf8')),
  );
  return tables
    .flatMap((table) => table.trim().split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , , state, , , , , , inode = '']) => state === listening && sockets.has(inode))
    .map(([, address = '']) => readable(address))
    .sort();
}

async function socketsOf(pid: number): Promise<ReadonlySet<string>> {
  const folder = `/proc/${pid}/fd`;
  const links = await Promise.all(
    // A descriptor may be closed while the list is read.
    (await readdir(folder)).map((name) => readlink(`${folder}/${name}`).catch(() => '')),
  );
  return new Set(links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []));
}

/** The kernel writes IPv4 addresses as one number in the machine's byte order, here little-endian. */
function readable(address: string): string {
  const [host = '', port = ''] = address.split(':');
  const number = Number.parseInt(port, 16);
  if (host.length !== 8) return `[${host}]:${number}`;
  const bytes = Buffer.from(host, 'hex').reverse();
  return `${bytes.join('.')}:${number}`;
}
