import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const root = resolve(import.meta.dirname, '../../..');
const program = `
import { createConfigEditor } from '${join(root, 'src/adapters/system/config-editor.ts')}';
const editor = createConfigEditor(process.argv[1], { scopes: () => [], region: () => 'us-east-1' }, { now: () => Date.now() });
process.stdout.write('begun');
for (let turn = 0; ; turn += 1) {
  await editor.edit({ kind: 'set', path: ['theme'], value: turn % 2 === 0 ? 'dark' : 'light' });
}
`;

test('whenever the process is killed, the file is the old one or the new one, whole', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tobira-killed-'));
  const path = join(folder, 'config.yaml');
  const filler = Array.from({ length: 200 }, (_, line) => `# line ${line}`).join('\n');
  const before = `version: 1\n${filler}\ntheme: light\n`;
  await writeFile(path, before);
  try {
    for (let times = 0; times < 4; times += 1) {
      const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program, path], {
        cwd: root,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const ended = once(child, 'exit');
      await once(child.stdout, 'data');
      // Somewhere between two of its steps: each time at another one.
      await new Promise((wake) => setTimeout(wake, 15 + times * 17));
      child.kill('SIGKILL');
      await ended;
      const text = await readFile(path, 'utf8');
      expect([before, before.replace('theme: light', 'theme: dark')]).toContain(text);
      expect(parse(text)).toMatchObject({ version: 1 });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 60_000);
