import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { configJsonSchema, schemaMark } from '../../core/config-json-schema.ts';
import { AppError } from '../../core/errors.ts';
import { readBoundedFile, UnfitFile } from './bounded-file.ts';
import { writeNewFile } from './new-file.ts';

const schemaName = 'config.schema.json';
/** In bytes: far beyond any schema of ours. */
const largestSchema = 2_000_000;

/** Begins a configuration that Tobira writes: editors find there what may stand in the file. */
export const schemaComment = `# yaml-language-server: $schema=./${schemaName}`;

/** `foreign` is a file of that name that somebody else has written: it stays. */
export type SchemaOutcome = 'written' | 'current' | 'foreign';

export function schemaPathFor(configPath: string): string {
  return join(dirname(configPath), schemaName);
}

/**
 * Puts the configuration's JSON Schema beside the configuration, all or nothing of it.
 *
 * @throws AppError `file_failed`
 */
export async function putSchemaBeside(configPath: string): Promise<SchemaOutcome> {
  const path = schemaPathFor(configPath);
  const text = configJsonSchema();
  const temporary = `${path}.${randomBytes(6).toString('hex')}.new`;
  try {
    const found = await textAt(path);
    if (found === text) return 'current';
    if (found !== undefined && !isOurs(found)) return 'foreign';
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeNewFile(temporary, Buffer.from(text, 'utf8'));
    await rename(temporary, path);
    return 'written';
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => undefined);
    const reason = cause instanceof UnfitFile ? cause.reason : (codeOf(cause) ?? 'it cannot be written');
    throw new AppError('file_failed', { path, reason }, { cause });
  }
}

/** @returns undefined where there is no file */
async function textAt(path: string): Promise<string | undefined> {
  try {
    return (await readBoundedFile(path, largestSchema)).toString('utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** With a new version, what stands there may be too little. Never fails: it only helps whoever edits by hand. */
export async function renewSchemaBeside(configPath: string): Promise<void> {
  const found = await textAt(schemaPathFor(configPath)).catch(() => undefined);
  if (found !== undefined) await putSchemaBeside(configPath).catch(() => undefined);
}

function isOurs(text: string): boolean {
  try {
    const said: unknown = JSON.parse(text);
    return typeof said === 'object' && said !== null && Reflect.get(said, '$comment') === schemaMark;
  } catch {
    return false;
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
