import { expect, test } from 'vitest';
import type { CatalogueState } from '../../../src/core/catalogues/catalogue-state.ts';
import type { CatalogueId } from '../../../src/core/model.ts';
import { createState } from '../../../src/core/state.ts';
import { createCatalogueNews } from '../../../src/main/catalogue-news.ts';

const id = 'platform' as CatalogueId;

const rolesOf = (...ids: readonly string[]) => ids.map((one) => ({ id: one, name: one }));

function stateWith(change?: CatalogueState['change']) {
  const one: CatalogueState = {
    source: { id, from: { kind: 'url', url: 'https://example.com/roles.yaml' } },
    name: 'Platform roles',
    status: 'current',
    roles: 3,
    complaints: [],
    foreign: [],
    ...(change && { change }),
  };
  return { ...createState().get(), catalogues: new Map([[id, one]]) };
}

test('each change is told once, and the first version is none', () => {
  const news = createCatalogueNews();
  expect(news(stateWith())).toEqual([]);
  const change = { added: rolesOf('a', 'b', 'c'), changed: [], removed: rolesOf('old') };
  expect(news(stateWith(change))).toEqual([{ name: 'Platform roles', added: 3, changed: 0, removed: 1 }]);
  expect(news(stateWith(change))).toEqual([]);
  expect(news(stateWith({ ...change, added: rolesOf('d') }))).toMatchObject([{ added: 1 }]);
});

test('what was put away and comes anew is told again', () => {
  const news = createCatalogueNews();
  const change = { added: rolesOf('a'), changed: [], removed: [] };
  expect(news(stateWith(change))).toHaveLength(1);
  expect(news(stateWith())).toEqual([]);
  expect(news(stateWith({ ...change }))).toHaveLength(1);
});
