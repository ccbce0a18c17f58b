import type { ConfigSource } from '../ports.ts';
import type { Catalogues } from './catalogues.ts';

/** The configuration in use: the user's own file, and the catalogues that it names. */
export function createCataloguedConfig(
  source: ConfigSource,
  catalogues: Pick<Catalogues, 'bringTogether'>,
): ConfigSource {
  return {
    path: source.path,
    load: async () => catalogues.bringTogether(await source.load()),
  };
}
