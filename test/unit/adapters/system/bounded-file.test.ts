import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readBoundedFile } from '../../../../src/adapters/system/bounded-file.ts';
import { createConfigEditor } from '../../../../src/adapters/system/config-editor.ts';
import { putSchemaBeside } from '../../../../src/adapters/system/schema-beside.ts';
import { run } from '../../../support/process.ts';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'tobira-bounded-'))));
afterEach(() => rm(folder, { recursive: true }));

const onUnix = test.runIf(process.platform !== 'win32');

test('a file is read whole, an empty one too', async () => {
  const path = join(folder, 'file');
  await writeFile(path, '');
  expect(await readBoundedFile(path, 10)).toEqual(Buffer.alloc(0));
  await appendFile(path, 'x'.repeat(10));
  expect(await readBoundedFile(path, 10)).toEqual(await readFile(path));
});

test('a file beyond the bounds, and a folder, are told of', async () => {
  const path = join(folder, 'file');
  await writeFile(path, 'x'.repeat(11));
  await expect(readBoundedFile(path, 10)).rejects.toMatchObject({ reason: 'the file is far too large' });
  await expect(readBoundedFile(folder, 10)).rejects.toMatchObject({ reason: 'it is a folder, not a file' });
});

test.runIf(process.platform === 'linux')(
  'what says that it is empty, and is not, is read to its bounds and no further',
  async () => {
    // The system's own files have no size.
    const path = '/proc/self/status';
    expect((await readBoundedFile(path, 100_000)).toString('utf8')).toMatch(
      /^Name:.*\nnonvoluntary_ctxt_switches:/ms,
    );
    await expect(readBoundedFile(path, 10)).rejects.toMatchObject({ reason: 'the file is far too large' });
  },
);

onUnix(
  'an edit waits for no pipe in the place of the file, or of the schema beside it',
  { timeout: 10_000 },
  async () => {
    const path = join(folder, 'config.yaml');
    for (const name of ['config.yaml', 'config.schema.json']) {
      expect((await run('mkfifo', [join(folder, name)])).code).toBe(0);
    }
    const editor = createConfigEditor(
      path,
      { scopes: () => [], region: () => undefined },
      { now: () => 0 },
      () => Promise.resolve({ release: () => Promise.resolve() }),
      { state: folder, isInUse: () => false },
    );
    const refusal = { code: 'file_failed', details: { reason: 'it is not a regular file' } };
    await expect(editor.edit({ kind: 'set', path: ['theme'], value: 'dark' })).rejects.toMatchObject(refusal);
    await expect(putSchemaBeside(path)).rejects.toMatchObject(refusal);
  },
);
