import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { anchors, page, pages, prose, root } from './markdown.ts';

test.each(pages())('every relative link of $path leads somewhere', (current) => {
  const links = [...prose(current).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  const broken = links.filter((target) => !/^https?:/.test(target) && !leadsSomewhere(current.path, target));

  expect(broken).toEqual([]);
});

test('the check sees broken links', () => {
  expect(leadsSomewhere('README.md', 'docs/nowhere.md')).toBe(false);
  expect(leadsSomewhere('README.md', 'docs/cli.md#nothing-of-the-kind')).toBe(false);
  expect(leadsSomewhere('docs/ci.md', '../README.md')).toBe(true);
});

function leadsSomewhere(from: string, target: string): boolean {
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? from : join(dirname(from), path);
  if (!existsSync(join(root, file))) return false;
  return anchor === undefined || (file.endsWith('.md') && anchors(page(file)).has(anchor));
}
