import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Desktop } from '../../support/desktop.ts';

/** A text editor on the desktop that only notes what it was given. */
export interface Editor {
  /** The paths it was started with, in order. */
  opened(): Promise<readonly string[]>;
}

const types = ['application/yaml', 'application/x-yaml', 'text/yaml', 'text/x-yaml', 'text/plain'];

/** Makes an editor the desktop's program for YAML and text files; web addresses keep theirs. */
export async function installEditor({ home }: Desktop): Promise<Editor> {
  const record = join(home, 'run', 'edited-files');
  const program = join(home, 'run', 'editor');
  const applications = join(home, '.local', 'share', 'applications');
  await mkdir(applications, { recursive: true });
  await writeFile(program, `#!/bin/sh\necho "$1" >> '${record}'\n`, { mode: 0o755 });
  await writeFile(
    join(applications, 'test-editor.desktop'),
    `[Desktop Entry]\nType=Application\nName=Editor\nExec=${program} %f\nMimeType=${types.join(';')};\n`,
  );
  const list = join(home, '.config', 'mimeapps.list');
  const before = await readFile(list, 'utf8').catch(() => '[Default Applications]\n');
  await writeFile(list, `${before}${types.map((type) => `${type}=test-editor.desktop\n`).join('')}`);
  return {
    opened: async () => {
      const text = await readFile(record, 'utf8').catch(() => '');
      return text.split('\n').filter((line) => line !== '');
    },
  };
}
