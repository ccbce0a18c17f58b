import { createHash } from 'node:crypto';
import { userInfo } from 'node:os';
import { join } from 'node:path';

/** Where the owner listens: a socket in a folder that only this user may enter, or a named pipe on Windows. */
export function socketPath(runtimeFolder: string): string {
  if (process.platform !== 'win32') return join(runtimeFolder, 'owner.sock');
  // Pipes share one name space among all users of the machine.
  const name = createHash('sha256')
    .update(`${userInfo().username}\0${runtimeFolder}`)
    .digest('hex')
    .slice(0, 32);
  return `\\\\.\\pipe\\tobira-${name}`;
}
