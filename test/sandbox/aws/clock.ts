/** The stand-in's own time: real time plus an offset that tests may move. */
export class Clock {
  /** Milliseconds added to the machine's time. */
  offsetMs: number;

  constructor(offsetMs = 0) {
    this.offsetMs = offsetMs;
  }

  /** Milliseconds since 1970 as the stand-in sees them. */
  now(): number {
    return Date.now() + this.offsetMs;
  }

  /** Moves the stand-in's time forward (or back, with a negative number) by `ms`. */
  advance(ms: number): void {
    this.offsetMs += ms;
  }
}

/** AWS writes times to the second: `2026-11-22T10:00:00Z`. */
export function toAwsTime(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
