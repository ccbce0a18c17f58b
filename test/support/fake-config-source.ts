import type { AppError } from '../../src/core/errors.ts';
import type { Config, ConfigSource } from '../../src/core/ports.ts';
import { configWith } from './fake-nouns.ts';

/** A configuration that a test can edit, or break. */
export class FakeConfigSource implements ConfigSource {
  config: Config = configWith();
  failure: AppError | undefined;
  loads = 0;

  get path(): string {
    return this.config.path;
  }

  load(): Promise<Config> {
    this.loads += 1;
    return this.failure === undefined ? Promise.resolve(this.config) : Promise.reject(this.failure);
  }
}
