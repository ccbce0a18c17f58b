import { describe, expect, it } from 'vitest';
import { mergedEntry, stillDisputed } from '../../../src/renderer/entry-merge.ts';

const base = { name: 'Shop', tags: 'a', browser: { app: 'default' } };
const untouched = { base, draft: base, disputed: [] };

describe('an entry that changes in the file while it is edited', () => {
  it('is shown as it is now where nobody has touched it', () => {
    const now = { ...base, name: 'Store', browser: { app: 'firefox' } };
    expect(mergedEntry(untouched, now)).toEqual({ base: now, draft: now, disputed: [] });
  });

  it('keeps what was typed, and disputes it only where the file has another value', () => {
    const typed = { ...untouched, draft: { ...base, name: 'Mine', tags: 'b' } };
    const merged = mergedEntry(typed, { ...base, name: 'Store', tags: 'b' });
    expect(merged.draft).toMatchObject({ name: 'Mine', tags: 'b' });
    expect(merged.disputed).toEqual(['name']);
  });

  it('disputes nothing that did not change there', () => {
    const typed = { ...untouched, draft: { ...base, name: 'Mine' } };
    const merged = mergedEntry(typed, { ...base, tags: 'c' });
    expect(merged).toEqual({
      base: { ...base, tags: 'c' },
      draft: { ...base, name: 'Mine', tags: 'c' },
      disputed: [],
    });
  });

  it('stays in dispute when something else changes, until both say the same', () => {
    const typed = { ...untouched, draft: { ...base, name: 'Mine' } };
    const once = mergedEntry(typed, { ...base, name: 'Store' });
    const twice = mergedEntry(once, { ...base, name: 'Store', tags: 'c' });
    expect(twice.disputed).toEqual(['name']);
    expect(stillDisputed(twice)).toEqual(['name']);
    expect(stillDisputed({ ...twice, draft: { ...twice.draft, name: 'Store' } })).toEqual([]);
    expect(mergedEntry(twice, { ...base, name: 'Mine' }).disputed).toEqual([]);
  });
});
