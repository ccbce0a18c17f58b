import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Defaults } from '../../core/config.ts';
import { applyEdit, asData, type ConfigData } from '../../core/config-data.ts';
import { complaintsAbout } from '../../core/config-edit-check.ts';
import type { ConfigEdit, ConfigEditor, EditComplaint } from '../../core/config-edits.ts';
import { outlineSchema } from '../../core/config-schema.ts';
import { AppError, hasCode } from '../../core/errors.ts';
import type { Clock } from '../../core/ports.ts';
import { readConfigText } from './config-reading.ts';
import { editYaml } from './config-text.ts';
import {
  findConfigPlace,
  makeFolderFor,
  readBytes,
  replaceConfig,
  type ConfigPlace,
} from './config-replacement.ts';
import { readPlainYaml } from './plain-yaml.ts';
import { putSchemaBeside, renewSchemaBeside, schemaComment } from './schema-beside.ts';
import { refusalReason } from './yaml-refusal.ts';
import { readYaml, Unspliceable, type YamlText } from './yaml-text.ts';
import { saidBy } from './yaml-composition.ts';

/** So often is an edit made anew on what somebody else has written meanwhile. */
const mostTries = 2;

/**
 * Waits until nobody else of us edits a file, and keeps it so. Fails with `aws_file_locked` where a living process keeps
 * it too long.
 *
 * @param file the real file, links followed; its folder is there
 */
type TakeConfigLock = (file: string) => Promise<{ readonly release: () => Promise<void> }>;

interface Surroundings {
  /** The folder where the app keeps what it knows. */
  readonly state: string;
  /** Whether the app goes by what the file has said, so that there is something to lose. */
  readonly isInUse: () => boolean;
}

/**
 * Edits the configuration file where it is, links followed. A file that is broken is left alone; one that changes while
 * it is being edited is edited as it is then. What is replaced is kept beside it.
 * One that is gone while it is in use is not begun anew.
 */
export function createConfigEditor(
  path: string,
  defaults: Defaults,
  clock: Pick<Clock, 'now'>,
  takeLock: TakeConfigLock,
  { state, isInUse }: Surroundings,
): ConfigEditor {
  let last: Promise<unknown> = Promise.resolve();
  /** What the file said when it was looked at last: the page asks for the same again and again. */
  let known: { readonly digest: string; readonly data: ConfigData } | undefined;

  /** @returns undefined where there is no file, and none is missed */
  async function bytesOf(place: ConfigPlace): Promise<Buffer | undefined> {
    const bytes = await readBytes(place);
    if (bytes !== undefined || !isInUse()) return bytes;
    throw new AppError('file_failed', {
      path,
      reason: 'it is gone; put it back, or quit Tobira to begin anew',
    });
  }

  async function read(): Promise<ConfigData> {
    const bytes = await bytesOf(await findConfigPlace(path));
    if (bytes === undefined) return {};
    const digest = digestOf(bytes);
    if (known?.digest !== digest) known = { digest, data: dataOf(decode(path, bytes), path, defaults) };
    return known.data;
  }

  async function make(edit: ConfigEdit): Promise<readonly EditComplaint[]> {
    const place = await findConfigPlace(path);
    // Before a folder is made for it.
    await bytesOf(place);
    await makeFolderFor(place);
    const lock = await takeLock(place.file).catch(asOurs(path));
    try {
      let bytes = await bytesOf(place);
      for (let tries = 0; tries < mostTries; tries += 1) {
        const outcome = edited(bytes, edit, path, defaults);
        if ('complaints' in outcome) return outcome.complaints;
        if (outcome.text === undefined) return [];
        const wanted = Buffer.from(outcome.text, 'utf8');
        const found = await replaceConfig(place, {
          ...{ before: bytes, after: wanted, now: clock.now(), state },
          need: edit.kind === 'remove' ? 'own' : 'shared',
        });
        if (found === 'done') {
          await offerSchema(path, bytes === undefined);
          known = { digest: digestOf(wanted), data: outcome.data };
          return [];
        }
        bytes = found.bytes ?? (await bytesOf(place));
      }
    } finally {
      await lock.release();
    }
    throw new AppError('file_failed', { path, reason: 'other programs keep changing it' });
  }

  return {
    read,
    async check(edit) {
      return complaintsAbout(await read(), edit, defaults);
    },
    edit(edit) {
      const making = last.then(() => make(edit));
      last = making.catch(() => undefined);
      return making;
    },
  };
}

type Outcome =
  | { readonly complaints: readonly EditComplaint[] }
  /** Without a text where nothing is to be done. */
  | { readonly text: string | undefined; readonly data: ConfigData };

function edited(bytes: Buffer | undefined, edit: ConfigEdit, path: string, defaults: Defaults): Outcome {
  const text = bytes === undefined ? `${schemaComment}\n` : decode(path, bytes);
  const { yaml, data } = opened(text, path, defaults);
  const before = isEmpty(data) ? { version: 1 } : data;
  const complaints = complaintsAbout(before, edit, defaults);
  if (complaints.length > 0) return { complaints };
  const after = applyEdit(before, edit);
  if (isDeepStrictEqual(after, before)) return { text: undefined, data };
  try {
    const result = editYaml(yaml, data, edit);
    // The last word has the parser: it must read exactly what was asked for, nothing more and nothing less.
    if (!isDeepStrictEqual(saidBy(result.document), after)) throw new Unspliceable('another meaning');
    return { text: result.text, data: after };
  } catch (cause) {
    const reason = refusalReason(yaml, data, edit, cause);
    throw new AppError('file_failed', { path, reason }, { cause });
  }
}

interface Opened {
  readonly yaml: YamlText;
  readonly data: ConfigData;
}

/**
 * Reads a text once, however long it is.
 *
 * @throws AppError `config_broken`
 */
function opened(text: string, path: string, defaults: Defaults): Opened {
  try {
    const yaml = readYaml(text);
    // Comments alone say nothing, and are no reason to refuse.
    if (yaml.document.contents === null) return { yaml, data: {} };
    const said = saidBy(yaml.document);
    if (outlineSchema.safeParse(said).success) return { yaml, data: asData(said) };
  } catch {
    // What is wrong is said below.
  }
  readConfigText(text, path, defaults);
  throw new AppError('file_failed', {
    path,
    reason: 'it is written in a way that only a person should edit',
  });
}

/** What a text says, without what it takes to edit it. */
function dataOf(text: string, path: string, defaults: Defaults): ConfigData {
  const plain = readPlainYaml(text);
  if (plain !== undefined && outlineSchema.safeParse(plain.data).success) return asData(plain.data);
  return opened(text, path, defaults).data;
}

/** It only helps whoever edits by hand: an edit is made without it. */
async function offerSchema(path: string, isNew: boolean): Promise<void> {
  if (isNew) await putSchemaBeside(path).catch(() => undefined);
  else await renewSchemaBeside(path);
}

function digestOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('base64');
}

/** The lock speaks of AWS's files, as they are its trade. */
function asOurs(path: string): (error: unknown) => never {
  return (error) => {
    if (!hasCode(error, 'aws_file_locked')) throw error;
    throw new AppError(
      'file_failed',
      { path, reason: 'another Tobira is just changing it' },
      { cause: error },
    );
  };
}

function isEmpty(data: ConfigData): boolean {
  return Object.keys(data).length === 0;
}

/** Bytes that are no text would be lost. */
function decode(path: string, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new AppError('file_failed', { path, reason: 'it is not written in UTF-8' }, { cause });
  }
}
