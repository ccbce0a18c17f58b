/** The stand-in's idea of time, which tests shift instead of waiting. */
export class SandboxClock {
  /** Seconds added to the machine's clock: tokens with their expiry, polling times and the `Date` header all follow. */
  offsetSeconds = 0;
  /** Seconds added to the `Date` header alone: a proxy or a server that tells another time than it signs. */
  dateSkewSeconds = 0;

  /** Whole seconds since the epoch, as they go into tokens. */
  now(): number {
    return Math.floor(this.milliseconds() / 1000);
  }

  /** Milliseconds since the epoch. */
  milliseconds(): number {
    return Date.now() + this.offsetSeconds * 1000;
  }

  /** The value of the `Date` response header. */
  httpDate(): string {
    return new Date(this.milliseconds() + this.dateSkewSeconds * 1000).toUTCString();
  }
}
