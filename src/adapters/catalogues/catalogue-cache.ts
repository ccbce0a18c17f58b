import { createHash, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { chmod, mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { CatalogueCache, CatalogueCopy, FetchMark } from '../../core/catalogues/ports.ts';
import { codeOf } from '../../core/file-failure.ts';
import type { CatalogueId } from '../../core/model.ts';
import type { Log } from '../../core/ports.ts';
import { largestCatalogue } from '../../core/catalogues/read-catalogue.ts';

const schema = z.object({
  version: z.literal(1),
  source: z.string(),
  text: z.string().max(largestCatalogue),
  /** It only saves a download: whatever is wrong with it, the text is good. */
  mark: z.record(z.string(), z.unknown()).optional().catch(undefined),
  fetchedAt: z.number(),
});

/** What a place calls a version is its own text, of any length; in characters. */
const longestMark = 1_000;

/** JSON may write a character as six; a larger file is something else. In bytes. */
const largestFile = 6 * largestCatalogue + 20_000;

/**
 * Last good versions, one file each in `catalogues` of the state folder, for this user's eyes alone. They hold no
 * secret, but say what a company has. Whatever goes wrong here only means that a catalogue comes from its place again.
 */
export function createCatalogueCache(
  { state }: { readonly state: string },
  log: Pick<Log, 'warn'>,
): CatalogueCache {
  const folder = join(state, 'catalogues');
  // Not the id itself: two that differ in case alone are one file on some systems.
  const pathOf = (id: CatalogueId) =>
    join(folder, `${createHash('sha256').update(id).digest('hex').slice(0, 32)}.json`);
  const told = (event: string, id: CatalogueId) => (error: unknown) => {
    log.warn(event, { catalogue: id, code: codeOf(error) ?? 'unknown' });
    return undefined;
  };

  return {
    async load(id) {
      const text = await read(pathOf(id)).catch((error: unknown) =>
        codeOf(error) === 'ENOENT' ? undefined : told('catalogue.copy-not-read', id)(error),
      );
      return text === undefined ? undefined : parse(text);
    },
    async save(id, copy) {
      const path = pathOf(id);
      const fresh = `${path}.${randomBytes(6).toString('hex')}.new`;
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await chmod(folder, 0o700);
        await writeFile(fresh, JSON.stringify({ version: 1, ...withMark(copy, copy.mark) }), {
          mode: 0o600,
          flag: 'wx',
        });
        await rename(fresh, path);
      } catch (error) {
        await rm(fresh, { force: true }).catch(() => undefined);
        told('catalogue.copy-not-kept', id)(error);
      }
    },
    async remove(id) {
      await rm(pathOf(id), { force: true }).catch(told('catalogue.copy-not-removed', id));
    },
  };
}

/** Through no link, and from nothing but a plain file: it may lead anywhere, and a pipe would wait for ever. */
async function read(path: string): Promise<string | undefined> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
  try {
    const found = await file.stat();
    return found.isFile() && found.size <= largestFile ? await file.readFile('utf8') : undefined;
  } finally {
    await file.close();
  }
}

function parse(text: string): CatalogueCopy | undefined {
  try {
    const { version: _known, mark, ...copy } = schema.parse(JSON.parse(text));
    return withMark(copy, mark);
  } catch {
    return undefined;
  }
}

/** Without a mark that is longer than any: it is not sent back, and the catalogue comes as a whole each time. */
function withMark(
  { mark: _any, ...copy }: CatalogueCopy,
  { etag, blob }: { readonly [Key in keyof FetchMark]?: unknown } = {},
): CatalogueCopy {
  const mark = { ...(isMark(etag) && { etag }), ...(isMark(blob) && { blob }) };
  return { ...copy, ...(Object.keys(mark).length > 0 && { mark }) };
}

function isMark(found: unknown): found is string {
  return typeof found === 'string' && found.length <= longestMark;
}
