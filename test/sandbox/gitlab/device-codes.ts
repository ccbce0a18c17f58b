import type { SandboxClock } from './clock.ts';

/** RFC 8628: five minutes, as Doorkeeper's extension has it. */
export const DEVICE_CODE_SECONDS = 300;

/** When each device code was issued and last asked for, on the stand-in's clock. */
export class DeviceCodes {
  readonly #issued = new Map<string, number>();
  readonly #lastPoll = new Map<string, number>();
  readonly #clock: SandboxClock;
  /** Seconds between polls, as told to the client. */
  readonly interval: number;

  constructor(clock: SandboxClock, interval: number) {
    this.#clock = clock;
    this.interval = interval;
  }

  issued(deviceCode: string): void {
    this.#issued.set(deviceCode, this.#clock.milliseconds());
  }

  expired(deviceCode: string): boolean {
    const issued = this.#issued.get(deviceCode);
    return issued !== undefined && this.#clock.milliseconds() - issued >= DEVICE_CODE_SECONDS * 1000;
  }

  /** Notes a poll and tells whether it came before the interval was over. */
  tooSoon(deviceCode: string): boolean {
    const now = this.#clock.milliseconds();
    const last = this.#lastPoll.get(deviceCode);
    this.#lastPoll.set(deviceCode, now);
    return last !== undefined && now - last < this.interval * 1000;
  }
}
