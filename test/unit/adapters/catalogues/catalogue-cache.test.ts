import { mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { createCatalogueCache } from '../../../../src/adapters/catalogues/catalogue-cache.ts';
import type { CatalogueCopy } from '../../../../src/core/catalogues/ports.ts';
import type { CatalogueId } from '../../../../src/core/model.ts';
import { FakeLog } from '../../../support/fake-log.ts';

const id = 'team' as CatalogueId;
const copy: CatalogueCopy = { source: '["url"]', text: 'version: 1\nroles: []\n', fetchedAt: 1_000 };

async function createCache() {
  const state = await mkdtemp(join(tmpdir(), 'tobira-copies-'));
  onTestFinished(() => rm(state, { recursive: true }));
  const folder = join(state, 'catalogues');
  async function path(): Promise<string> {
    const [name = ''] = await readdir(folder);
    return join(folder, name);
  }
  return { ...createCatalogueCache({ state }, new FakeLog()), path };
}

const mark = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.integer({ min: 1, max: 5_000 }).map((length) => `"${'e'.repeat(length)}"`),
);

test('what is kept of a catalogue is there again, whatever its place calls its version', async () => {
  const cache = await createCache();
  await fc.assert(
    fc.asyncProperty(
      fc.record(
        {
          source: fc.string({ maxLength: 20_000 }),
          text: fc.string({ unit: 'binary' }),
          fetchedAt: fc.integer(),
          mark: fc.record({ etag: mark, blob: mark }, { requiredKeys: [] }),
        },
        { requiredKeys: ['source', 'text', 'fetchedAt'] },
      ),
      async (kept) => {
        await cache.save(id, kept);
        const { mark: found = {}, ...rest } = (await cache.load(id)) ?? {};
        const { mark: given = {}, ...others } = kept;
        expect(rest).toEqual(others);
        const short = Object.entries(given).filter(([, text]) => text.length <= 1_000);
        expect(found).toEqual(Object.fromEntries(short));
      },
    ),
    { numRuns: 60 },
  );
});

test('a copy whose mark is none keeps its text', async () => {
  const cache = await createCache();
  await cache.save(id, copy);
  const path = await cache.path();
  const text = await readFile(path, 'utf8');
  for (const wrong of ['"abc"', '7', '{"etag":7,"blob":"b"}', `{"etag":"${'e'.repeat(1_001)}"}`]) {
    await writeFile(path, text.replace('{', `{"mark":${wrong},`));
    expect(await cache.load(id)).toMatchObject(copy);
  }
});

test.skipIf(process.platform === 'win32')('a copy is not read through a link', async () => {
  const cache = await createCache();
  await cache.save(id, copy);
  const path = await cache.path();
  await rename(path, `${path}.elsewhere`);
  await symlink(`${path}.elsewhere`, path);
  expect(await cache.load(id)).toBeUndefined();
  await rename(`${path}.elsewhere`, path);
  expect(await cache.load(id)).toEqual(copy);
});
