import { type FileHandle, mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { constants } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { ActivityEntry, Deed } from '../../core/activity.ts';
import type { SinkId } from '../../core/model.ts';
import type { ActivityStore } from '../../core/ports.ts';
import { fileFailure } from '../../core/file-failure.ts';
import type { Paths } from './paths.ts';

const text = z.string().max(500);
const sinks: Readonly<Record<SinkId, true>> = {
  'copy-env': true,
  'copy-fish': true,
  'copy-powershell': true,
  'copy-cmd': true,
  'copy-json': true,
  'copy-dotenv': true,
  'copy-ini': true,
  'copy-console': true,
  'copy-endpoint': true,
  profile: true,
  'profile-process': true,
  terminal: true,
};
const sink = z.custom<SinkId>((value) => typeof value === 'string' && Object.hasOwn(sinks, value));
const deed: z.ZodType<Deed> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('console'), service: text.exactOptional() }),
  z.object({ kind: z.literal('deliver'), sink, profile: text.exactOptional() }),
  z.object({ kind: z.literal('credentials') }),
  z.object({ kind: z.literal('profile-remove'), profile: text }),
  z.object({ kind: z.literal('sign-in') }),
  z.object({ kind: z.literal('sign-out') }),
  z.object({ kind: z.literal('lock') }),
]);
const entry: z.ZodType<ActivityEntry> = z.object({
  at: z.number(),
  deed,
  by: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('app') }),
    z.object({
      kind: z.literal('command'),
      command: text,
      program: text.exactOptional(),
      serves: z.literal(true).exactOptional(),
    }),
  ]),
  role: z
    .object({ id: text, name: text, accountId: text, readOnly: z.literal(true).exactOptional() })
    .exactOptional(),
  identity: text.exactOptional(),
  user: text.exactOptional(),
  until: z.number().exactOptional(),
  failed: text.exactOptional(),
});

/** Several times what the entries take, in bytes. Of a larger file only the end is read. */
const mostRead = 2_000_000;

/**
 * The list of what was done, in `activity.jsonl` of the state folder: a line of JSON for each entry, for this user's eyes
 * alone. A line that was cut short takes none beside it along.
 */
export function createActivityFile({ state: folder }: Pick<Paths, 'state'>): ActivityStore {
  const path = join(folder, 'activity.jsonl');
  /** The last line may have been cut short, here or by whoever wrote before. */
  let isCut = true;

  return {
    async load() {
      const content = await read(path);
      const lines = content.text.split('\n').filter((line) => line !== '');
      const entries = lines.flatMap(readEntry);
      return { entries, worn: content.isPart || entries.length < lines.length };
    },

    async append(added) {
      const line = `${isCut ? '\n' : ''}${JSON.stringify(added)}\n`;
      isCut = true;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      // Not through a link: it may lead anywhere.
      const flags = constants.O_APPEND | constants.O_CREAT | constants.O_WRONLY | constants.O_NOFOLLOW;
      const file = await open(path, flags, 0o600);
      try {
        await file.writeFile(line);
      } finally {
        await file.close();
      }
      isCut = false;
    },

    async replace(entries) {
      try {
        if (entries.length === 0) {
          await rm(path, { force: true });
          return;
        }
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const fresh = `${path}.new`;
        await rm(fresh, { force: true });
        const lines = entries.map((one) => `${JSON.stringify(one)}\n`);
        await writeFile(fresh, lines.join(''), { mode: 0o600, flag: 'wx' });
        await rename(fresh, path);
        isCut = false;
      } catch (error) {
        throw fileFailure(path, error);
      }
    },
  };
}

function readEntry(line: string): readonly ActivityEntry[] {
  try {
    const parsed = entry.safeParse(JSON.parse(line));
    return parsed.success ? [parsed.data] : [];
  } catch {
    return [];
  }
}

/** The end of the file, from a whole line on. Whatever is no plain file holds nothing. */
async function read(path: string): Promise<{ readonly text: string; readonly isPart: boolean }> {
  let file: FileHandle;
  try {
    // Opening a pipe would wait for ever.
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    if (isMissing(error)) return { text: '', isPart: false };
    throw error;
  }
  try {
    const found = await file.stat();
    if (!found.isFile()) return { text: '', isPart: false };
    const length = Math.min(found.size, mostRead);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, found.size - length);
    const text = buffer.toString('utf8', 0, bytesRead);
    const isPart = length < found.size;
    return { text: isPart ? text.slice(text.indexOf('\n') + 1) : text, isPart };
  } finally {
    await file.close();
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
