import { homedir } from 'node:os';
import { dirname, resolve } from 'node:path';
import type { CatalogueSource } from '../../core/catalogues/catalogue-source.ts';

/** Paths of catalogues made whole: `~` is the user's home, and a relative one starts where the configuration stands. */
export function wholePaths(
  sources: readonly CatalogueSource[],
  configPath: string,
  home = homedir(),
): readonly CatalogueSource[] {
  return sources.map((source) => {
    const { from } = source;
    if (from.kind !== 'file') return source;
    const below = /^~(?:[\\/](.*))?$/s.exec(from.path);
    const path = below === null ? resolve(dirname(configPath), from.path) : resolve(home, below[1] ?? '');
    return { ...source, from: { kind: 'file', path } };
  });
}
