import type { Clock } from '../../src/core/ports.ts';

interface Timer {
  /** In time awake: no timer runs in sleep. */
  readonly at: number;
  readonly task: () => void;
}

/** Lets everything run that waits for nothing but promises. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Time that passes only when a test says so. */
export class FakeClock implements Clock {
  private awake = 0;
  private asleep = 0;
  /** What the clock on the wall shows at the start, and what it is set to since. */
  private wall = Date.parse('2026-03-01T12:00:00Z');
  private readonly timers = new Set<Timer>();

  now(): number {
    return this.wall + this.awake + this.asleep;
  }

  steady(): number {
    return this.awake + this.asleep;
  }

  after(ms: number, task: () => void): () => void {
    const timer = { at: this.awake + ms, task };
    this.timers.add(timer);
    return () => this.timers.delete(timer);
  }

  /** Runs what falls due on the way, in its order, and what follows from it. */
  async advance(ms: number): Promise<void> {
    const end = this.awake + ms;
    await settle();
    for (let next = this.nextBefore(end); next !== undefined; next = this.nextBefore(end)) {
      this.timers.delete(next);
      this.awake = next.at;
      next.task();
      await settle();
    }
    this.awake = end;
    await settle();
  }

  /** The computer sleeps: time passes, and timers do not notice. */
  sleep(ms: number): void {
    this.asleep += ms;
  }

  /** Somebody sets the clock on the wall. @param ms how far forward; negative for back */
  set(ms: number): void {
    this.wall += ms;
  }

  /** How many timers are set. */
  waiting(): number {
    return this.timers.size;
  }

  private nextBefore(end: number): Timer | undefined {
    return [...this.timers].filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
  }
}
