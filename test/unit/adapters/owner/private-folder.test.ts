import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connectToOwner } from '../../../../src/adapters/owner/client.ts';
import { isOwnSocket } from '../../../../src/adapters/owner/private-folder.ts';

let home: string;
let folder: string;
let path: string;
let server: Server;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'tobira-own-'));
  folder = join(home, 'run');
  path = join(folder, 'owner.sock');
  await mkdir(folder, { mode: 0o700 });
  server = createServer((connection) => connection.destroy());
  await new Promise<void>((resolve) => server.listen(path, resolve));
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(home, { recursive: true, force: true });
});

describe.skipIf(process.platform === 'win32')('the socket that a client trusts', () => {
  test('lies in a folder that only this user can change', async () => {
    expect(await isOwnSocket(path)).toBe(true);
    for (const mode of [0o770, 0o707, 0o777]) {
      await chmod(folder, mode);
      expect(await isOwnSocket(path), mode.toString(8)).toBe(false);
      expect(await connectToOwner(path)).toBeUndefined();
    }
  });

  test('is a socket, and no link to one', async () => {
    const link = join(folder, 'link.sock');
    await symlink(path, link);
    expect(await isOwnSocket(link)).toBe(false);
    const file = join(folder, 'file.sock');
    await writeFile(file, '');
    expect(await isOwnSocket(file)).toBe(false);
    expect(await isOwnSocket(join(folder, 'nothing.sock'))).toBe(false);
  });

  test('is not looked for behind a link in the place of its folder', async () => {
    const link = join(home, 'link');
    await symlink(folder, link);
    await expect(connectToOwner(join(link, 'owner.sock'))).rejects.toMatchObject({
      code: 'file_failed',
      details: { path: link, reason: 'it must be a folder of your own' },
    });
  });
});
