import { createWriteStream } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { text } from 'node:stream/consumers';

const FILE_TYPE = 0o170000;
const SYMLINK = 0o120000;

/**
 * Unpacks a zip archive with its permissions and symbolic links (macOS frameworks have them).
 * @param {string} archive path of the zip
 * @param {string} folder where to put the files
 * @param {{ place?: (name: string) => string | undefined, signal?: AbortSignal }} [options] `place` gives an entry's
 *   path inside the folder, undefined leaves it out
 */
export async function unpackZip(archive, folder, { place = (name) => name, signal } = {}) {
  // Loaded here: this module is imported before node_modules exists.
  const { default: yauzl } = await import('yauzl');
  const zip = await yauzl.openPromise(archive);
  try {
    for await (const entry of zip.eachEntry()) {
      signal?.throwIfAborted();
      const name = entry.fileName.endsWith('/') ? undefined : place(entry.fileName);
      if (name === undefined) continue;
      const path = inside(folder, join(folder, name));
      const mode = entry.externalFileAttributes >>> 16;
      await mkdir(dirname(path), { recursive: true });
      const source = await zip.openReadStreamPromise(entry);
      if ((mode & FILE_TYPE) === SYMLINK) await link(folder, path, await text(source));
      else
        await pipeline(source, createWriteStream(path, { flags: 'wx', mode: mode & 0o777 || 0o644 }), {
          signal,
        });
    }
  } finally {
    zip.close();
  }
}

async function link(folder, path, target) {
  inside(folder, resolve(dirname(path), target));
  await symlink(target, path);
}

function inside(folder, path) {
  const way = relative(folder, path);
  if (way === '..' || way.startsWith(`..${sep}`) || resolve(folder, way) !== resolve(path)) {
    throw new Error(`An archive entry points outside its folder: ${path}`);
  }
  return path;
}
