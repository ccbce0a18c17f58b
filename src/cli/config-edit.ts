import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import template from '../../resources/templates/config.yaml?raw';
import { writeNewFile } from '../adapters/system/new-file.ts';
import { putSchemaBeside } from '../adapters/system/schema-beside.ts';
import { AppError } from '../core/errors.ts';
import { runProgram } from './role-program.ts';

/** `edited`: the editor is closed. `opened`: another program shows the file, and nobody knows for how long. */
export type EditOutcome =
  | { readonly kind: 'edited' }
  | { readonly kind: 'opened' }
  /** None is named, and there is no screen where the system's own could open. */
  | { readonly kind: 'no-editor' }
  | { readonly kind: 'failed'; readonly program: string };

/**
 * Lets the user edit the configuration, in the editor that the environment names or in the system's own. Where there is
 * no file yet, a commented example is put there first.
 */
export async function editConfig(
  path: string,
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
): Promise<EditOutcome> {
  const editor = editorFor(environment, platform);
  if (editor === undefined) return { kind: 'no-editor' };
  if (!existsSync(path)) await begin(path);
  const env = Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  const code = await runProgram({ program: editor.program, rest: [...editor.words, path] }, env);
  if (code !== 0) return { kind: 'failed', program: editor.name };
  return { kind: editor.stays ? 'edited' : 'opened' };
}

async function begin(path: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeNewFile(path, Buffer.from(template, 'utf8'));
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'it cannot be created';
    throw new AppError('file_failed', { path, reason }, { cause });
  }
  // It only helps: the file is there without it.
  await putSchemaBeside(path).catch(() => undefined);
}

interface Editor {
  readonly program: string;
  readonly words: readonly string[];
  /** As the user knows it. */
  readonly name: string;
  /** It ends when the file is closed. */
  readonly stays: boolean;
}

/** `VISUAL` and `EDITOR` are commands with words of their own, as git, crontab and others take them. */
function editorFor(
  { VISUAL, EDITOR, DISPLAY, WAYLAND_DISPLAY }: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): Editor | undefined {
  const chosen = [VISUAL, EDITOR].find((one) => one !== undefined && one.trim() !== '');
  if (chosen !== undefined) {
    if (platform === 'win32') {
      const [program = chosen, ...words] = wordsOf(chosen);
      return { program, words, name: chosen, stays: true };
    }
    // The path is a word by itself: whatever it holds, the shell does not read it.
    return { program: '/bin/sh', words: ['-c', `${chosen} "$@"`, chosen], name: chosen, stays: true };
  }
  switch (platform) {
    case 'win32':
      return { program: 'notepad', words: [], name: 'notepad', stays: true };
    case 'darwin':
      return { program: 'open', words: ['-t'], name: 'open', stays: false };
    default:
      // It would only say so in many words.
      if ((DISPLAY ?? '') === '' && (WAYLAND_DISPLAY ?? '') === '') return undefined;
      return { program: 'xdg-open', words: [], name: 'xdg-open', stays: false };
  }
}

/** Words are parted by blanks, but for those in quotes: programs are in folders such as `C:\Program Files`. */
function wordsOf(command: string): readonly string[] {
  return Array.from(command.matchAll(/"([^"]*)"|(\S+)/g), ([, within, bare]) => within ?? bare ?? '');
}
