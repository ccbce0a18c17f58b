import { isDeepStrictEqual } from 'node:util';
import { parseDocument } from 'yaml';
import { interpretConfig, type Defaults } from '../../core/config.ts';
import { applyEdit, asData, type ConfigData } from '../../core/config-data.ts';
import { complaintsAbout } from '../../core/config-edit-check.ts';
import type { ConfigEdit, ConfigEditor, EditComplaint } from '../../core/config-edits.ts';
import { AppError } from '../../core/errors.ts';
import type { Clock } from '../../core/ports.ts';
import { readConfigText } from './config-file.ts';
import { editYaml } from './config-text.ts';
import { findConfigPlace, readBytes, replaceConfig } from './config-replacement.ts';
import { readYaml, Unspliceable, type YamlText } from './yaml-text.ts';

/** So often is an edit made anew on what somebody else has written meanwhile. */
const mostTries = 2;

/**
 * Edits the configuration file where it is, links followed. A file that is broken is left alone; one that changes while
 * it is being edited is edited as it is then. What is replaced is kept beside it.
 */
export function createConfigEditor(
  path: string,
  defaults: Defaults,
  clock: Pick<Clock, 'now'>,
): ConfigEditor {
  let last: Promise<unknown> = Promise.resolve();

  async function read(): Promise<ConfigData> {
    const bytes = await readBytes(await findConfigPlace(path));
    return bytes === undefined ? {} : opened(decode(path, bytes), path, defaults).data;
  }

  async function make(edit: ConfigEdit): Promise<readonly EditComplaint[]> {
    const place = await findConfigPlace(path);
    let bytes = await readBytes(place);
    for (let tries = 0; tries < mostTries; tries += 1) {
      const outcome = edited(bytes, edit, path, defaults);
      if ('complaints' in outcome) return outcome.complaints;
      if (outcome.text === undefined) return [];
      const found = await replaceConfig(place, bytes, Buffer.from(outcome.text, 'utf8'), clock.now());
      if (found === 'done') return [];
      bytes = found.bytes;
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
  /** Undefined where nothing is to be done. */
  | { readonly text: string | undefined };

function edited(bytes: Buffer | undefined, edit: ConfigEdit, path: string, defaults: Defaults): Outcome {
  const text = bytes === undefined ? '' : decode(path, bytes);
  const { yaml, data } = opened(text, path, defaults);
  const before = isEmpty(data) ? { version: 1 } : data;
  const complaints = complaintsAbout(before, edit, defaults);
  if (complaints.length > 0) return { complaints };
  const after = applyEdit(before, edit);
  if (isDeepStrictEqual(after, before)) return { text: undefined };
  try {
    const result = editYaml(yaml, data, edit);
    // The last word has the parser: it must read exactly what was asked for, nothing more and nothing less.
    if (!isDeepStrictEqual(plain(result), after)) throw new Unspliceable('another meaning');
    return { text: result };
  } catch (cause) {
    const reason = 'this part of it is written in a way that only a person should edit';
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
    const said: unknown = yaml.document.toJS({ maxAliasCount: 100 });
    if (interpretConfig(said, defaults).usable) return { yaml, data: asData(said) };
  } catch {
    // What is wrong is said below.
  }
  readConfigText(text, path, defaults);
  throw new AppError('file_failed', {
    path,
    reason: 'it is written in a way that only a person should edit',
  });
}

function plain(text: string): unknown {
  const document = parseDocument(text, { prettyErrors: false, uniqueKeys: true });
  if (document.errors.length > 0) throw new Unspliceable('no valid YAML');
  return document.toJS({ maxAliasCount: 100 });
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
