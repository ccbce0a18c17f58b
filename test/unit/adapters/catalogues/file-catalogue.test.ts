import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { fetchFromFile } from '../../../../src/adapters/catalogues/file-catalogue.ts';
import { largestCatalogue } from '../../../../src/core/catalogues/read-catalogue.ts';
import type { CatalogueId } from '../../../../src/core/model.ts';

test('a file that grows beyond all bounds while it is read is not taken', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tobira-file-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'roles.yaml');
  await writeFile(path, 'version: 1\n');
  const file = await open(path);
  const small = await file.stat();
  const stat = vi.spyOn(Object.getPrototypeOf(file) as typeof file, 'stat').mockResolvedValueOnce(small);
  onTestFinished(() => stat.mockRestore());
  await file.close();
  await writeFile(path, '#'.repeat(largestCatalogue + 1));
  const source = { id: 'team' as CatalogueId, from: { kind: 'file', path } } as const;
  await expect(fetchFromFile(path, { source })).rejects.toMatchObject({ code: 'catalogue_too_large' });
  expect(stat).toHaveBeenCalledTimes(1);
});
