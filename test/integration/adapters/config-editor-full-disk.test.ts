import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');
/** Makes the edits it is given one after the other, and tells what came of each. */
const program = `
import { createConfigEditor } from '${join(root, 'src/adapters/system/config-editor.ts')}';
const [path, edits] = process.argv.slice(1);
let now = Date.parse('2026-05-04T10:20:30.000Z');
const unlocked = () => Promise.resolve({ release: () => Promise.resolve() });
const editor = createConfigEditor(path, { scopes: () => [], region: () => 'us-east-1' }, { now: () => (now += 7_200_000) }, unlocked, { state: path + '-state', isInUse: () => true });
for (const edit of JSON.parse(edits)) {
  const said = await editor.edit(edit).then(() => 'done', ({ code, details }) => code + ' ' + details.reason);
  process.stdout.write(said + '\\n');
}
`;

// A limit of the size of files fails as a full disk does: a part is written, then there is no room for more.
test.skipIf(process.platform === 'win32')(
  'where the disk is full, nothing is left beside the file, and the copies that are there stay',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tobira-full-'));
    const path = join(folder, 'config.yaml');
    const role = (id: string) => `  - id: ${id}
    identity: work
    roleArn: arn:aws:iam::123456789012:role/A
`;
    const long = Array.from({ length: 200 }, (_, line) => `    # line ${line} of much to say`).join('\n');
    const before = `version: 1
identities:
  - { id: work, issuer: https://gitlab.example.com, clientId: x }
roles:
${role('first')}${role('long')}${long}
`;
    await writeFile(path, before);
    const copies = Array.from({ length: 5 }, (_, day) => `config.yaml.2026-05-0${day + 1}T08-00-00-000Z.bak`);
    for (const copy of copies) await writeFile(join(folder, copy), copy);
    const edits = [
      // There is room for the new file, but not for the copy of the old one.
      ...Array.from({ length: 6 }, () => ({ kind: 'remove', list: 'roles', id: 'long' })),
      // There is no room for the new file.
      ...Array.from({ length: 2 }, () => ({ kind: 'set', path: ['theme'], value: 'dark' })),
    ];
    try {
      const child = spawn(
        'sh',
        [
          ...['-c', 'ulimit -f 4; exec "$@"', 'sh', process.execPath],
          ...['--import', 'tsx', '--input-type=module', '-e', program, path, JSON.stringify(edits)],
        ],
        // What it keeps of its own must not be cut short.
        { cwd: root, env: { ...process.env, TSX_DISABLE_CACHE: '1' }, stdio: ['ignore', 'pipe', 'inherit'] },
      );
      const [said] = await Promise.all([text(child.stdout), once(child, 'exit')]);
      expect(said.trimEnd().split('\n')).toEqual(edits.map(() => 'file_failed EFBIG'));
      expect(await readFile(path, 'utf8')).toBe(before);
      const left = (await readdir(folder)).filter((name) => !name.endsWith('-state'));
      expect(left.sort()).toEqual(['config.yaml', ...copies]);
      for (const copy of copies) expect(await readFile(join(folder, copy), 'utf8')).toBe(copy);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
  60_000,
);
