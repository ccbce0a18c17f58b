import { access, constants } from 'node:fs/promises';

/** @returns why a file cannot be read, as the system's code; undefined where it can */
export async function unreadable(path: string): Promise<string | undefined> {
  try {
    await access(path, constants.R_OK);
    return undefined;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  }
}
