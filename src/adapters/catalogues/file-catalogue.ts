import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { CatalogueWish, Fetched } from '../../core/catalogues/ports.ts';
import { AppError } from '../../core/errors.ts';
import { codeOf } from '../../core/file-failure.ts';
import { largestCatalogue } from '../../core/catalogues/read-catalogue.ts';
import { textOf, tooLarge } from './catalogue-text.ts';

/** Reads a catalogue from a file on this computer, or on a share that is mounted here. */
export async function fetchFromFile(path: string, { source, known }: CatalogueWish): Promise<Fetched> {
  const bytes = await read(path, source.id);
  const blob = createHash('sha256').update(bytes).digest('hex');
  if (known?.blob === blob) return { kind: 'unchanged' };
  return { kind: 'text', text: textOf(source, path, bytes), mark: { blob } };
}

async function read(path: string, catalogue: string): Promise<Buffer> {
  try {
    // Opening a pipe would wait for ever.
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const found = await file.stat();
      if (!found.isFile()) throw unreadable(path, catalogue, 'it is no file');
      if (found.size > largestCatalogue) throw tooLarge(catalogue);
      // It may be growing at this moment.
      const buffer = Buffer.alloc(largestCatalogue + 1);
      let length = 0;
      for (;;) {
        const { bytesRead } = await file.read(buffer, length, buffer.length - length, length);
        // Nothing more comes once the buffer is full, which is one byte too many.
        if (bytesRead === 0) return buffer.subarray(0, length);
        length += bytesRead;
      }
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw unreadable(path, catalogue, codeOf(error) ?? 'it cannot be read', error);
  }
}

function unreadable(path: string, catalogue: string, reason: string, cause?: unknown): AppError {
  return new AppError('catalogue_unreadable', { catalogue, path, reason }, { cause });
}
