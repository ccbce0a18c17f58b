import { vi } from 'vitest';
import { createSteadyTime } from '../../../src/adapters/system/system-clock.ts';
import type { Clock } from '../../../src/core/ports.ts';

interface Timer {
  /** In time awake: no timer runs in sleep. */
  readonly due: number;
  readonly task: () => void;
  readonly alarm: NodeJS.Timeout;
}

/**
 * The machine's time, which a test can set, let pass at once, or sleep through. `Date.now` follows it until the test
 * ends: openid-client reads the time there.
 */
export class RigClock implements Clock {
  /** What has passed at once, what was slept through, and by how much the clock was set; in milliseconds. */
  #passed = 0;
  #slept = 0;
  #set = 0;
  readonly #timers = new Set<Timer>();
  /** How long each wait was to be that `after` was asked for, in milliseconds. */
  readonly waits: number[] = [];
  /** Waits shorter than this are over at once: pauses between two tries, which a test need not sit through. */
  hastens = 0;
  /** Told from the two clocks as the program itself does. */
  readonly steady = createSteadyTime({ wall: () => this.now(), monotonic: () => this.#awake() });

  constructor() {
    const now = Date.now.bind(Date);
    vi.spyOn(Date, 'now').mockImplementation(
      () => now() + Math.round(this.#passed + this.#slept + this.#set),
    );
  }

  now(): number {
    return Date.now();
  }

  after(ms: number, task: () => void): () => void {
    this.waits.push(ms);
    const alarm = setTimeout(() => this.#ring(timer), ms < this.hastens ? 0 : ms).unref();
    const timer: Timer = { due: this.#awake() + ms, task, alarm };
    this.#timers.add(timer);
    return () => this.#drop(timer);
  }

  /** Somebody sets the clock: no time passes. */
  set(byMs: number): void {
    this.#set += byMs;
  }

  /** Time passes: what falls due in it is done, in its order. */
  pass(ms: number): void {
    this.#passed += ms;
    const due = [...this.#timers].filter((timer) => timer.due <= this.#awake());
    for (const timer of due.sort((one, other) => one.due - other.due)) this.#ring(timer);
  }

  /** The computer sleeps: time passes, and timers do not notice. */
  sleep(ms: number): void {
    this.#slept += ms;
  }

  #awake(): number {
    return performance.now() + this.#passed;
  }

  #ring(timer: Timer): void {
    if (!this.#timers.has(timer)) return;
    this.#drop(timer);
    timer.task();
  }

  #drop(timer: Timer): void {
    clearTimeout(timer.alarm);
    this.#timers.delete(timer);
  }
}
