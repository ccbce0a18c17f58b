import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { findPaths } from '../adapters/system/paths.ts';
import { refuseConfig, writeSavedFile } from '../adapters/system/saved-file.ts';
import { AppError, hasCode } from '../core/errors.ts';
import { exitCodes } from '../core/guide/guidance.ts';
import { importWords } from '../core/import-guide.ts';
import { exportFormats, exportRoles, exportText, type ExportFormat } from '../core/import/export-roles.ts';
import type { Role } from '../core/model.ts';
import type { Config } from '../core/ports.ts';
import { readArguments } from './arguments.ts';
import { agrees, canAsk } from './confirm.ts';
import { configDefaults, configSource } from './doctor-surroundings.ts';
import { languageOf } from './language.ts';
import { print, say } from './output.ts';
import { quoted } from './quoted.ts';
import { loadTexts } from './texts.ts';
import { unknownRole } from '../core/unknown-role.ts';

const options = {
  format: { type: 'string' },
  out: { type: 'string' },
  yes: { type: 'boolean' },
  'without-identities': { type: 'boolean' },
} as const;

const mostRoles = 20_000;

/** `tobira export`: the roles as others may have them. */
export async function exportConfig(words: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(words, options, mostRoles);
  const format = chooseFormat(values.format);
  const withIdentities = values['without-identities'] !== true;
  const { exports: texts } = await loadTexts();
  if (format === 'config' && !withIdentities) {
    throw new AppError('usage', { message: texts.needIdentities });
  }
  const out = values.out === undefined ? undefined : resolve(values.out);
  const path = findPaths(process.env, values.config).config;
  // Said before the work, not after it.
  if (out !== undefined) await refuseConfig(out, path);
  const isTaken = out !== undefined && existsSync(out) && values.yes !== true;
  if (isTaken && !canAsk()) throw taken(out);

  const config = await configSource(path).load();
  const exported = exportRoles({
    roles: chooseRoles(config, positionals),
    identities: config.identities,
    ...{ format, withIdentities, scopes: configDefaults.scopes },
  });
  const count = positionals.length === 0 ? config.roles.length : new Set(positionals).size;
  const { exportHeading, exportWords } = importWords(languageOf(process.env));
  // JSON is YAML: a catalogue may be either.
  const text =
    values.json === true
      ? `${JSON.stringify(exported.data, null, 2)}\n`
      : exportText(exported, exportHeading);
  for (const note of exported.notes) say(exportWords(note));
  if (out === undefined) {
    print(text);
    return exitCodes.done;
  }
  if (isTaken && !(await agrees(texts.askOverwrite(quoted(out))))) {
    say(texts.declined);
    return exitCodes.login;
  }
  const mayReplace = isTaken || values.yes === true;
  await writeSavedFile(out, text, { mayReplace, config: path }).catch((error: unknown) => {
    throw hasCode(error, 'file_failed') && error.details.reason === 'EEXIST' ? taken(out) : error;
  });
  say(texts.wrote(count, quoted(out)));
  return exitCodes.done;
}

/** All, or those that are named. @throws AppError `unknown_role` */
function chooseRoles(config: Config, wanted: readonly string[]): readonly Role[] {
  const { roles } = config;
  if (wanted.length === 0) return roles;
  const byId = new Map<string, Role>(roles.map((role) => [role.id, role]));
  return [...new Set(wanted)].map((id) => {
    const role = byId.get(id);
    if (role !== undefined) return role;
    throw unknownRole(id, config);
  });
}

function chooseFormat(text = 'catalogue'): ExportFormat {
  const format = exportFormats.find((one) => one === text);
  if (format !== undefined) return format;
  throw new AppError('usage', {
    fault: 'choice-unknown',
    option: 'format',
    name: text,
    known: exportFormats,
  });
}

function taken(path: string): AppError {
  return new AppError('file_failed', {
    path,
    reason: 'there is a file already; remove it or choose another name',
  });
}
