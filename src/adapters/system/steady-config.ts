import { asAppError } from '../../core/errors.ts';
import type { Clock, Config, ConfigSource } from '../../core/ports.ts';

/** Whoever writes a file in several steps is done by then; milliseconds. */
const momentTime = 200;

/**
 * Reads a file that others write while it is being read: where it was good a moment ago and is empty, broken or gone now,
 * it is read once more before anybody hears of it. An editor empties a file, and fills it then: what the window showed of
 * that came and went, and took the focus along. A file that stays so is told, and waited for no more.
 */
export function createSteadyConfig(source: ConfigSource, clock: Pick<Clock, 'after'>): ConfigSource {
  let good: Config | undefined;

  async function read(): Promise<Reading> {
    try {
      return { config: await source.load() };
    } catch (error) {
      return { error };
    }
  }

  return {
    path: source.path,
    async load() {
      let reading = await read();
      if (good !== undefined && isDoubtful(good, reading)) {
        await new Promise<void>((resolve) => void clock.after(momentTime, resolve));
        reading = await read();
      }
      if ('error' in reading) {
        good = undefined;
        throw reading.error;
      }
      good = reading.config;
      return good;
    },
  };
}

type Reading = { readonly config: Config } | { readonly error: unknown };

function isDoubtful(before: Config, reading: Reading): boolean {
  if ('error' in reading) return passing.has(asAppError(reading.error).code);
  return isEmptied(before, reading.config);
}

/** What a file says of itself while it is being replaced or written. */
const passing: ReadonlySet<string> = new Set(['config_missing', 'config_broken']);

function isEmptied(before: Config, { identities, roles }: Config): boolean {
  return (
    (before.identities.length > 0 && identities.length === 0) ||
    (before.roles.length > 0 && roles.length === 0)
  );
}
