import type { SandboxClock } from './clock.ts';

/** When each device code was last asked for: RFC 8628 lets a server tell a hasty client to slow down. */
export class PollingTimes {
  readonly #lastPoll = new Map<string, number>();
  readonly #clock: SandboxClock;
  /** Seconds between polls, as told to the client. */
  readonly interval: number;

  constructor(clock: SandboxClock, interval: number) {
    this.#clock = clock;
    this.interval = interval;
  }

  /** Notes a poll and tells whether it came before the interval was over. */
  tooSoon(deviceCode: string): boolean {
    const now = this.#clock.milliseconds();
    const last = this.#lastPoll.get(deviceCode);
    this.#lastPoll.set(deviceCode, now);
    return last !== undefined && now - last < this.interval * 1000;
  }
}
