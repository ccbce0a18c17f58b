import { expect, test } from 'vitest';
import { reportOf } from '../../../src/adapters/owner/catalogue-reports.ts';
import type { CatalogueState } from '../../../src/core/catalogues/catalogue-state.ts';
import { AppError } from '../../../src/core/errors.ts';
import type { CatalogueId, Language } from '../../../src/core/model.ts';
import { createState } from '../../../src/core/state.ts';
import { presentCatalogues } from '../../../src/main/present-catalogues.ts';

const id = 'team' as CatalogueId;

test('what is wrong with a catalogue is told with its line and column', () => {
  const complaint = { at: ['roles', 0, 'id'], kind: 'taken', id: 'prod' } as const;
  const one: CatalogueState = {
    source: { id, from: { kind: 'file', path: '/roles.yaml' } },
    ...{ status: 'current', roles: 3, complaints: [{ line: 7, column: 9, complaint }], foreign: [] },
  };
  const state = { ...createState().get(), catalogues: new Map([[id, one]]) };
  const places = [{ line: 7, column: 9 }];
  expect(presentCatalogues(state, new Map(), 'en')).toMatchObject([{ problems: places }]);
  expect(reportOf(one, 0, () => undefined).complaints).toMatchObject(places);
});

test('the window is told how many roles a mistake keeps out, as they may be among those that are gone', () => {
  const one: CatalogueState = {
    source: { id, from: { kind: 'file', path: '/roles.yaml' } },
    ...{ status: 'current', roles: 3, foreign: [] },
    complaints: [{ line: 7, complaint: { at: ['roles', 0, 'id'], kind: 'taken', id: 'prod' } }],
  };
  const viewOf = (state: CatalogueState) =>
    presentCatalogues({ ...createState().get(), catalogues: new Map([[id, state]]) }, new Map(), 'en')?.[0];
  expect(viewOf(one)?.leftOut).toBe(1);
  expect(viewOf({ ...one, complaints: [] })).not.toHaveProperty('leftOut');
});

test('a catalogue that failed is called as the window calls it', () => {
  const details = { catalogue: id, place: 'platform/aws-roles', missing: 'file' } as const;
  const one: CatalogueState = {
    source: { id, name: 'Platform roles', from: { kind: 'file', path: '/roles.yaml' } },
    ...{ status: 'stale', roles: 3, complaints: [], foreign: [] },
    error: new AppError('catalogue_not_found', details),
  };
  const state = { ...createState().get(), catalogues: new Map([[id, one]]) };
  const titleIn = (language: Language) => presentCatalogues(state, new Map(), language)?.[0]?.error?.title;
  expect(titleIn('en')).toBe('The catalogue “Platform roles” is not there.');
  expect(titleIn('ja')).toBe('カタログ Platform roles が見つかりません。');
});

test('the key in the query of a catalogue’s address is shown by neither the window nor the terminal', () => {
  const url = 'https://roles.example.com/team/roles.yaml?key=sEcReTkEy';
  const one: CatalogueState = {
    source: { id, from: { kind: 'url', url } },
    ...{ status: 'current', roles: 3, complaints: [], foreign: [] },
  };
  const report = reportOf(one, 0, () => undefined);
  const state = { ...createState().get(), catalogues: new Map([[id, one]]) };
  const view = presentCatalogues(state, new Map(), 'en');
  expect(JSON.stringify([report, view])).not.toContain('sEcReTkEy');
  expect(report.from).toBe('https://roles.example.com/team/roles.yaml');
  expect(view).toMatchObject([{ from: { url: 'https://roles.example.com/team/roles.yaml' } }]);
});
