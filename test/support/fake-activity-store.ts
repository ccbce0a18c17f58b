import type { ActivityEntry } from '../../src/core/activity.ts';
import type { ActivityStore } from '../../src/core/ports.ts';

/** Keeps the list of what was done as long as the test runs. */
export class FakeActivityStore implements ActivityStore {
  entries: ActivityEntry[] = [];
  worn = false;
  /** What the next look or write fails with. */
  failure: Error | undefined;
  /** How often all of it was written anew. */
  replaced = 0;

  load() {
    return this.#unless(() => ({ entries: [...this.entries], worn: this.worn }));
  }

  append(entry: ActivityEntry) {
    return this.#unless(() => void this.entries.push(entry));
  }

  replace(entries: readonly ActivityEntry[]) {
    return this.#unless(() => {
      this.replaced += 1;
      this.worn = false;
      this.entries = [...entries];
    });
  }

  #unless<Value>(work: () => Value): Promise<Value> {
    return this.failure === undefined ? Promise.resolve(work()) : Promise.reject(this.failure);
  }
}
