import { homedir } from 'node:os';
import { findAwsFiles } from '../adapters/sinks/aws-files/aws-files.ts';
import { findPaths } from '../adapters/system/paths.ts';
import { thisCommand } from '../adapters/system/this-command.ts';
import { AppError } from '../core/errors.ts';
import { profileModes, type ProfileMode } from '../core/model.ts';
import { isProfileName } from '../core/profile-name.ts';
import { accessOptions, readAccess } from './access-options.ts';
import { readArguments, required } from './arguments.ts';
import { printJson, say } from './output.ts';
import { ask } from './owner.ts';
import { quoted, quotedIn } from './quoted.ts';
import { loadTexts } from './texts.ts';

/** `tobira profile write|remove`: a role as a profile in AWS's files. */
export async function profile([verb, ...words]: readonly string[]): Promise<void> {
  switch (verb) {
    case 'write':
      return write(words);
    case 'remove':
      return remove(words);
    default:
      throw new AppError('usage', {
        fault: 'command-choice',
        commands: ['profile write ROLE', 'profile remove NAME'],
      });
  }
}

async function write(words: readonly string[]): Promise<void> {
  const own = {
    ...accessOptions,
    profile: { type: 'string' },
    mode: { type: 'string' },
    overwrite: { type: 'boolean' },
  } as const;
  const { values, positionals } = readArguments(words, own, 1);
  const role = required(positionals[0], 'ROLE');
  const mode = chooseMode(values.mode);
  checkName(values.profile);
  const written = await ask(values.config, 'profile-write', {
    role,
    ...readAccess(values),
    mode,
    ...(values.profile !== undefined && { profile: values.profile }),
    ...(values.overwrite === true && { overwrite: true }),
    // This environment's: the owner may have been started from another.
    files: findAwsFiles(process.env, homedir()),
    command: thisCommand(findPaths(process.env, values.config).config),
  });
  if (values.json) {
    printJson(written);
    return;
  }
  const { common, profile: texts } = await loadTexts();
  const { profile, path } = quotedIn(written);
  say(common.join([texts.wrote(profile, path), texts.kept[written.mode]]));
}

async function remove(words: readonly string[]): Promise<void> {
  const { values, positionals } = readArguments(words, {}, 1);
  const name = required(positionals[0], 'NAME');
  checkName(name);
  const answer = await ask(values.config, 'profile-remove', {
    profile: name,
    files: findAwsFiles(process.env, homedir()),
  });
  if (values.json) {
    printJson(answer);
    return;
  }
  const { profile: texts } = await loadTexts();
  for (const { path } of answer.removed) say(texts.removed(name, quoted(path)));
}

function chooseMode(text = 'static'): ProfileMode {
  const mode = profileModes.find((one) => one === text);
  if (mode !== undefined) return mode;
  throw new AppError('usage', { fault: 'choice-unknown', option: 'mode', name: text, known: profileModes });
}

/** The characters that all of AWS's tools read alike. */
function checkName(name: string | undefined): void {
  if (name === undefined || isProfileName(name)) return;
  throw new AppError('usage', { fault: 'no-profile-name', name });
}
