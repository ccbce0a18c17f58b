import { expect, test, vi } from 'vitest';
import { createPutAway } from '../../../src/main/put-away.ts';
import type { AppView, CatalogueView } from '../../../src/shared/view.ts';
import { appView } from '../../support/renderer-fixtures.ts';

const failed = 'error catalogue_gone It is not there.';

function viewOf(status: CatalogueView['status'], id = 'team'): AppView {
  const from = { kind: 'file', path: '/roles.yaml' } as const;
  const catalogue = { id, name: id, from, status, roles: 0, hidden: 0, problems: [], foreign: [] };
  return appView({ catalogues: [catalogue] });
}
const away = ({ catalogues = [] }: AppView) => catalogues[0]?.putAway;

test('a notice that was put away stays so for every window that opens in the same run', () => {
  const changed = vi.fn<() => void>();
  const { put, mark } = createPutAway(changed);
  expect(away(mark(viewOf('stale')))).toBeUndefined();
  put('team', failed);
  expect(changed).toHaveBeenCalledOnce();
  for (const status of ['stale', 'loading', 'stale'] as const)
    expect(away(mark(viewOf(status)))).toEqual([failed]);
  expect(away(mark(viewOf('stale', 'other')))).toBeUndefined();
});

test('once the catalogue could be read, what goes wrong after that is told again', () => {
  const { put, mark } = createPutAway(() => undefined);
  put('team', failed);
  put('team', 'sign-in');
  expect(away(mark(viewOf('current')))).toBeUndefined();
  expect(away(mark(viewOf('stale')))).toBeUndefined();
});

test('a foreign issuer that was put off is not asked about again, however often the catalogue is read', () => {
  const { put, mark } = createPutAway(() => undefined);
  const foreign = 'foreign https://gitlab.customer.example 77aa';
  put('team', foreign);
  expect(away(mark(viewOf('current')))).toEqual([foreign]);
  expect(away(mark(viewOf('stale')))).toEqual([foreign]);
});

test('no more is kept of a catalogue than anybody puts away', () => {
  const { put, mark } = createPutAway(() => undefined);
  for (let count = 0; count < 200; count += 1) put('team', `foreign ${count}`);
  const kept = away(mark(viewOf('stale'))) ?? [];
  expect(kept).toHaveLength(50);
  expect(kept.at(-1)).toBe('foreign 199');
});
