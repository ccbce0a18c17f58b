import { constants, type Stats } from 'node:fs';
import { open } from 'node:fs/promises';

/** In bytes. Larger than any configuration a person keeps; a file beyond it is something else. */
export const largestConfig = 20_000_000;

/** In bytes. */
const smallestPiece = 4096;

/** What stands at a path is nothing that can be read whole. */
export class UnfitFile extends Error {
  override readonly name = 'UnfitFile';
  /** One that the guides have words for. */
  readonly reason: string;

  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * Reads a file whole, whatever stands at its path: a pipe or a device may never end, and is not read at all.
 *
 * @param largest in bytes
 * @throws UnfitFile, or the platform's own errors
 */
export async function readBoundedFile(path: string, largest: number): Promise<Buffer> {
  // Opening a pipe would wait for whoever writes to it.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const found = await file.stat();
    refuseUnfit(found, largest);
    const pieces: Buffer[] = [];
    let length = 0;
    for (;;) {
      // It may be growing at this moment, or not say how long it is.
      const piece = Buffer.alloc(Math.max(found.size - length + 1, smallestPiece));
      const { bytesRead } = await file.read(piece, 0, piece.length, length);
      if (bytesRead === 0) return Buffer.concat(pieces, length);
      pieces.push(piece.subarray(0, bytesRead));
      length += bytesRead;
      if (length > largest) throw tooLarge();
    }
  } finally {
    await file.close();
  }
}

/** @throws UnfitFile for what is not to be read at all */
export function refuseUnfit(found: Stats, largest: number): void {
  if (found.isDirectory()) throw new UnfitFile('it is a folder, not a file');
  if (!found.isFile()) throw new UnfitFile('it is not a regular file');
  if (found.size > largest) throw tooLarge();
}

function tooLarge(): UnfitFile {
  return new UnfitFile('the file is far too large');
}
