import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { page, root } from './markdown.ts';

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;

test('docs/dependencies.md gives a reason for each package, and names no other', () => {
  const used = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });

  expect([...explained(page('docs/dependencies.md').text)].sort()).toEqual([...used].sort());
});

test('a version that the page speaks of is the one in use', () => {
  const { text } = page('docs/dependencies.md');

  expect(text).toContain(`knip stays at ${manifest.devDependencies['knip'] ?? ''}.`);
  expect(text).toContain(`${manifest.dependencies['keytar'] ?? ''} is the last release`);
});

/** The packages in the first cells of all tables. */
function explained(text: string): readonly string[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|')[1] ?? '')
    .flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));
}
