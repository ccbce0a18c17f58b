import { expect, test } from 'vitest';
import type { CatalogueState } from '../../../src/core/catalogues/catalogue-state.ts';
import type { CatalogueId } from '../../../src/core/model.ts';
import { createState } from '../../../src/core/state.ts';
import { presentCatalogues } from '../../../src/main/present-catalogues.ts';

const id = 'platform' as CatalogueId;

test('a change names by their ids the roles that lead to another one, and tells names from those of other roles', () => {
  const one: CatalogueState = {
    source: { id, from: { kind: 'url', url: 'https://example.com/roles.yaml' } },
    status: 'current',
    roles: 3,
    complaints: [],
    foreign: [],
    change: {
      added: [{ id: 'audit', name: 'Audit' }],
      changed: [
        { id: 'admin', name: 'Admin', from: 'arn:one', to: 'arn:two' },
        { id: 'logs', name: 'Logs' },
      ],
      removed: [
        { id: 'evil', name: 'Production / Admin' },
        { id: 'old', name: 'old' },
      ],
    },
  };
  const state = { ...createState().get(), catalogues: new Map([[id, one]]) };
  const [view] = presentCatalogues(state, new Map(), 'en') ?? [];
  expect(view?.change).toEqual({
    added: ['audit'],
    changed: ['admin', 'logs'],
    removed: ['Production / Admin (evil)', 'old'],
    moved: [{ id: 'admin', from: 'arn:one', to: 'arn:two' }],
  });
});
