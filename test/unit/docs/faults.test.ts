import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { page } from './markdown.ts';

const folder = join(import.meta.dirname, '..', '..', '..', 'docs');
const [, section = ''] = page('docs/security.md').text.split('## When something fails\n');
const [table = ''] = section.split('\n## ');

/** The named tests: title and file. */
const rows = [...table.matchAll(/^\|.*\| \[(.+?)\]\((\S+)\) +\|$/gm)].map(
  ([, title = '', file = '']) => [title, join(folder, file)] as const,
);

test('every row of the table of faults names a test', () => {
  const lines = table.split('\n').filter((line) => line.startsWith('|'));
  expect(rows.length).toBeGreaterThan(40);
  // The heading and the line below it name none.
  expect(rows).toHaveLength(lines.length - 2);
});

test.each(rows)('there is a test "%s"', (title, file) => {
  expect(existsSync(file)).toBe(true);
  const titles = [...readFileSync(file, 'utf8').matchAll(/\(\s*'(.+)',\s*async/g)];
  const said = titles.map(([, words = '']) => words);
  expect(said.filter((words) => words.includes(title))).not.toEqual([]);
});
