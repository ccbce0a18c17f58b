import { readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Says, next to the socket, which process listens there: one that hangs cannot say it itself. */
export async function noteOwnerPid(socket: string): Promise<void> {
  const path = pidPath(socket);
  try {
    // Whatever an owner that is gone has left must not be taken for this one's.
    await rm(path, { force: true });
    await writeFile(path, `${process.pid}\n`, { flag: 'wx', mode: 0o600 });
  } catch {
    // It only makes a message better.
  }
}

export async function removeOwnerPid(socket: string): Promise<void> {
  await rm(pidPath(socket), { force: true }).catch(() => undefined);
}

/** @returns undefined where it is not known, as on Windows */
export async function readOwnerPid(socket: string): Promise<number | undefined> {
  const text = await readFile(pidPath(socket), 'utf8').catch(() => '');
  return /^[1-9]\d{0,9}\n$/.test(text) ? Number(text) : undefined;
}

function pidPath(socket: string): string {
  return join(dirname(socket), 'owner.pid');
}
