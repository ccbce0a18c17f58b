import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { editText } from '../../../../src/adapters/system/config-text.ts';
import { applyEdit, asData } from '../../../../src/core/config-data.ts';
import type { ConfigEdit } from '../../../../src/core/config-edits.ts';

function edited(text: string, edit: ConfigEdit): string {
  const data = asData(parse(text));
  const after = editText(text, data, edit);
  expect(parse(after)).toEqual(applyEdit(data, edit));
  return after;
}

const removed = (text: string, id: string) => edited(text, { kind: 'remove', list: 'roles', id });

/** As the arrow keys do. */
function step(text: string, id: string, by: -1 | 1): string {
  const ids = idsOf(text);
  const place = ids.indexOf(id) + by;
  const before = ids.filter((one) => one !== id)[place];
  return edited(text, { kind: 'move', list: 'roles', id, ...(before !== undefined && { before }) });
}

function idsOf(text: string): readonly string[] {
  return [...text.matchAll(/^ *- id: (\w+)/gm)].map(([, id = '']) => id);
}

const grouped = `version: 1
roles:
  # Mine
  - id: alpha

  ### Production ###

  # Careful
  - id: beta
    color: red
  - id: gamma

  # --- Old ---
  # - id: gone
  #   color: blue
  - id: delta
  # the end
theme: dark
`;

describe('roles below headings', () => {
  test('one that moves past another leaves all others below their headings', () => {
    expect(step(grouped, 'alpha', 1)).toBe(
      grouped
        .replace('  # Mine\n  - id: alpha\n\n', '')
        .replace('    color: red\n', '    color: red\n\n  # Mine\n  - id: alpha\n'),
    );
    expect(step(grouped, 'beta', -1)).toBe(
      grouped
        .replace('  # Careful\n  - id: beta\n    color: red\n', '')
        .replace('  # Mine\n', '  # Careful\n  - id: beta\n    color: red\n  # Mine\n'),
    );
    expect(step(grouped, 'delta', -1)).toBe(
      grouped.replace('  - id: delta\n', '').replace('  - id: gamma\n', '  - id: delta\n  - id: gamma\n'),
    );
  });

  test('one that moves within its own stays there, and back it is where it was', () => {
    const after = step(grouped, 'gamma', -1);
    expect(after).toBe(
      grouped.replace('  - id: gamma\n', '').replace('  # Careful\n', '  - id: gamma\n  # Careful\n'),
    );
    expect(step(after, 'gamma', 1)).toBe(grouped);
  });

  test('one that goes takes its own comment, and no heading', () => {
    expect(removed(grouped, 'beta')).toBe(grouped.replace('  # Careful\n  - id: beta\n    color: red\n', ''));
  });
});

describe('a role that goes', () => {
  test.each([
    ['the first, with its comment', 'alpha', '  # Mine\n  - id: alpha\n'],
    ['one below an entry that nobody uses', 'delta', '  - id: delta\n'],
  ])('takes nothing that is not its own: %s', (_, id, gone) => {
    expect(removed(grouped, id)).toBe(grouped.replace(gone, ''));
  });

  test.each([
    ['  # - id: old\n', ''],
    ['  #- id: old\n  #  color: red\n', ''],
    ['  # - id: old\n  #   color: red\n  # - id: older\n', '  # Careful\n'],
    ['  ### Production\n', '  # Careful\n'],
    ['  # ==========\n  # Production\n  # ==========\n', ''],
    ['  # Production ----\n', '  # Careful\n  # Very\n'],
    ['# Production\n', ''],
    ['  # Production\n\n', '  # Careful\n'],
  ])('leaves %j, and takes %j', (left, own) => {
    for (const above of ['', '  - id: first\n', '  - id: first\n\n']) {
      const text = `version: 1\nroles:\n${above}${left}${own}  - id: prod\n  - id: last\n`;
      expect(removed(text, 'prod')).toBe(text.replace(`${own}  - id: prod\n`, ''));
    }
  });

  test('also when it is the last of all, or goes with its identity', () => {
    const text = `version: 1\nidentities:\n  - id: work\nroles:
  # - id: old
  # Mine
  - { id: a, identity: work }

  ### Production ###

  - { id: b, identity: work }
  - { id: c, identity: work }`;
    const after = edited(text, { kind: 'remove', list: 'identities', id: 'work' });
    expect(after).toContain('  # - id: old\n');
    expect(after).toContain('  ### Production ###\n');
    expect(after).not.toContain('Mine');
  });
});

interface Entry {
  readonly above: string;
  readonly own: string;
  readonly below: string;
}

const blanks = fc.constantFrom('', '\n', '\n\n');
const unused = '  # - id: old\n  #   color: red\n';
const headings = ['### Production ###', '# -----', '# Set off\n'];

const entriesWith = (standing: fc.Arbitrary<string>): fc.Arbitrary<readonly Entry[]> =>
  fc.array(
    fc.record({
      above: fc.tuple(blanks, standing, blanks).map((parts) => parts.join('')),
      own: fc.constantFrom('', '  # Careful\n', '  # Very\n  # careful\n'),
      below: fc.constantFrom('', '    color: red # it\n', '    # deeper\n'),
    }),
    { minLength: 1, maxLength: 5 },
  );

const ids = ['alpha', 'beta', 'gamma', 'delta', 'omega'];

function fileOf(entries: readonly Entry[], isEnded: boolean, eol: string): string {
  const list = entries.map(({ above, own, below }, at) => `${above}${own}  - id: ${ids[at] ?? ''}\n${below}`);
  const text = `version: 1\nroles: # all\n${list.join('')}`;
  return (isEnded ? text : text.trimEnd()).replaceAll('\n', eol);
}

const ends = [fc.boolean(), fc.constantFrom('\n', '\r\n')] as const;

test('a step up and a step down, or down and up, leave every byte where it was', () => {
  fc.assert(
    fc.property(entriesWith(fc.constantFrom('', unused)), ...ends, fc.nat(4), (entries, isEnded, eol, at) => {
      const id = ids[at % entries.length] ?? '';
      const text = fileOf(entries, isEnded, eol);
      if (at % entries.length > 0) expect(step(step(text, id, -1), id, 1)).toBe(text);
      if (at % entries.length < entries.length - 1) expect(step(step(text, id, 1), id, -1)).toBe(text);
    }),
    { numRuns: 300 },
  );
});

/** What stands above each role, headings and unused entries alone, since the top of the list. */
function headingsAbove(text: string): ReadonlyMap<string, string> {
  const above: string[] = [];
  const found = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const id = idsOf(line)[0];
    if (id !== undefined) found.set(id, above.join('|'));
    else if (/Production|-----|Set off/.test(line)) above.push(line.trim());
  }
  return found;
}

test('whatever is moved or taken out, the others stay below their headings, and all headings stay', () => {
  const standing = fc.constantFrom('', unused, ...headings.map((words) => `  ${words}\n`));
  fc.assert(
    fc.property(
      entriesWith(standing),
      ...ends,
      fc.nat(4),
      fc.nat(4),
      fc.boolean(),
      (entries, isEnded, eol, at, to, isRemoved) => {
        const text = fileOf(entries, isEnded, eol);
        const [id = '', before = ''] = [ids[at % entries.length], ids[to % entries.length]];
        const after = isRemoved
          ? removed(text, id)
          : edited(text, { kind: 'move', list: 'roles', id, ...(before !== id && { before }) });
        const others = (map: ReadonlyMap<string, string>) => [...map].filter(([one]) => one !== id).sort();
        expect(others(headingsAbove(after))).toEqual(others(headingsAbove(text)));
        const standingLines = (all: string) =>
          all.split(eol).filter((line) => /Prod|---|Set off|# {1,3}- |# {3}/.test(line));
        expect(standingLines(after)).toHaveLength(standingLines(text).length);
        if (isRemoved) return;
        expect(after.endsWith('\n')).toBe(isEnded);
        expect(after.split(eol).sort()).toEqual(text.split(eol).sort());
      },
    ),
    { numRuns: 300 },
  );
});
