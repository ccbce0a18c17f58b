import type { Browser } from '../../src/core/ports.ts';

/** Remembers the pages that were to be shown. */
export class FakeBrowser implements Browser {
  readonly pages: string[] = [];
  failure: Error | undefined;

  open(url: string): Promise<void> {
    if (this.failure !== undefined) return Promise.reject(this.failure);
    this.pages.push(url);
    return Promise.resolve();
  }
}
