import { readFile } from 'node:fs/promises';
import type { Socket } from 'node:net';

/**
 * Whose process is at the other end of a loopback connection. Linux only: the kernel lists every socket's user.
 * @returns undefined where that cannot be known
 */
export async function peerUser({ remotePort, localPort }: Socket): Promise<number | undefined> {
  if (process.platform !== 'linux' || remotePort === undefined || localPort === undefined) return undefined;
  const table = await readFile('/proc/net/tcp', 'latin1').catch(() => '');
  // The peer's own row: its local end is what is remote here. Source: proc(5), /proc/net/tcp.
  const ends = `0100007F:${hexPort(remotePort)} 0100007F:${hexPort(localPort)}`;
  const row = table.split('\n').find((line) => line.includes(ends));
  const user = row?.trim().split(/\s+/)[7];
  return user === undefined ? undefined : Number(user);
}

function hexPort(port: number): string {
  return port.toString(16).toUpperCase().padStart(4, '0');
}
