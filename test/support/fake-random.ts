import type { Random } from '../../src/core/ports.ts';

/** Chance that a test decides. */
export class FakeRandom implements Random {
  /** In the middle, a pause is as long as it says. */
  value = 0.5;

  next(): number {
    return this.value;
  }
}
