import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { findPaths } from '../adapters/system/paths.ts';
import { AppError, hasCode } from '../core/errors.ts';
import { exitCodes } from '../core/guide/guidance.ts';
import { readArguments } from './arguments.ts';
import { checkConfigFile } from './config-check.ts';
import { report, tell } from './config-report.ts';
import { print, printJson, say, show } from './output.ts';
import { quoted } from './quoted.ts';
import { loadTexts } from './texts.ts';

const own = { write: { type: 'boolean' } } as const;

/** `tobira config check [FILE] | path | edit | schema [--write]`: the file itself, whoever holds the session. */
export async function config(words: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(words, own, 2);
  const [name, file] = positionals;
  if (file !== undefined && name !== 'check')
    throw new AppError('usage', { fault: 'word-unexpected', word: file });
  if (values.write !== undefined && name !== 'schema')
    throw new AppError('usage', { fault: 'option-unknown', option: '--write' });
  const usual = findPaths(process.env, values.config).config;
  const json = values.json === true;
  switch (name) {
    case 'check':
      return file === undefined ? check(usual, json) : checkNamed(resolve(file), json);
    case 'path':
      return path(usual, json);
    case 'edit':
      return edit(usual);
    case 'schema':
      return values.write === true ? writeSchema(usual, json) : printSchema();
    default:
      throw new AppError('usage', {
        fault: 'command-choice',
        commands: ['config check', 'config path', 'config edit', 'config schema'],
      });
  }
}

async function check(file: string, json: boolean): Promise<number> {
  return report(await checkConfigFile(file), json);
}

/** A file that somebody names is not one that is yet to be written: it is only not there. */
async function checkNamed(path: string, json: boolean): Promise<number> {
  return check(path, json).catch((cause: unknown) => {
    if (!hasCode(cause, 'config_missing')) throw cause;
    throw new AppError('config_unreadable', { path, reason: 'ENOENT' }, { cause });
  });
}

function path(file: string, json: boolean): number {
  if (json) printJson({ path: file, exists: existsSync(file) });
  else show(`${file}\n`);
  return exitCodes.done;
}

async function edit(file: string): Promise<number> {
  const { editConfig } = await import('./config-edit.ts');
  const texts = (await loadTexts()).config;
  const outcome = await editConfig(file, process.env);
  if (outcome.kind === 'no-editor') {
    say(texts.noEditor);
    return exitCodes.file;
  }
  if (outcome.kind === 'failed') {
    say(texts.editorFailed(quoted(outcome.program)));
    return exitCodes.file;
  }
  if (outcome.kind === 'opened') {
    say(texts.opened(quoted(file)));
    return exitCodes.done;
  }
  const review = await checkConfigFile(file);
  await tell(review);
  if (!review.ok) say(texts.again);
  return review.ok ? exitCodes.done : exitCodes.configuration;
}

async function printSchema(): Promise<number> {
  const { configJsonSchema } = await import('../core/config-json-schema.ts');
  print(configJsonSchema());
  return exitCodes.done;
}

async function writeSchema(file: string, json: boolean): Promise<number> {
  const { putSchemaBeside, schemaComment, schemaPathFor } =
    await import('../adapters/system/schema-beside.ts');
  const outcome = await putSchemaBeside(file);
  const written = schemaPathFor(file);
  if (outcome === 'foreign')
    throw new AppError('file_failed', {
      path: written,
      reason: 'there is a file already; remove it or choose another name',
    });
  if (json) printJson({ path: written, written: outcome === 'written' });
  else say((await loadTexts()).config.schemaWritten(quoted(written), schemaComment));
  return exitCodes.done;
}
