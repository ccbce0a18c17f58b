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
import { takeFileLock } from '${join(root, 'src/adapters/sinks/aws-files/file-lock.ts')}';
const editor = createConfigEditor(process.argv[1], { scopes: () => [], region: () => 'us-east-1' }, { now: () => Date.now() }, (file) =>
  takeFileLock(file, { patienceMs: 20_000, pause: (ms) => new Promise((wake) => setTimeout(wake, ms)) }), { state: process.argv[1] + '-state', isInUse: () => true });
process.stdout.write('begun');
for (let turn = 0; ; turn += 1) {
  await editor.edit({ kind: 'set', path: ['theme'], value: turn % 2 === 0 ? 'dark' : 'light' });
}
`;

test('edits by several processes at once are all made', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tobira-editors-'));
  const path = join(folder, 'config.yaml');
  const before =
    'version: 1\nidentities:\n  - { id: work, issuer: https://gitlab.example.com, clientId: x }\n';
  await writeFile(path, before);
  const turns = 10;
  const adding = program.slice(0, program.indexOf('process.stdout')).concat(`
for (let turn = 0; turn < ${turns}; turn += 1) {
  const fields = { id: process.argv[2] + '-' + turn, identity: 'work', roleArn: 'arn:aws:iam::123456789012:role/A' };
  const complaints = await editor.edit({ kind: 'add', list: 'roles', fields });
  if (complaints.length > 0) throw new Error('refused');
}`);
  try {
    const names = ['a', 'b', 'c'];
    const ends = await Promise.all(
      names.map(async (name) => {
        const child = spawn(
          process.execPath,
          ['--import', 'tsx', '--input-type=module', '-e', adding, path, name],
          { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
        );
        await once(child, 'exit');
        return child.exitCode;
      }),
    );
    expect(ends).toEqual([0, 0, 0]);
    const said = parse(await readFile(path, 'utf8')) as {
      readonly roles: readonly { readonly id: string }[];
    };
    const wanted = names.flatMap((name) => Array.from({ length: turns }, (_, turn) => `${name}-${turn}`));
    expect(said.roles.map(({ id }) => id).sort()).toEqual(wanted.sort());
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 60_000);

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
