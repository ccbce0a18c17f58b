import type { Log } from '../../src/core/ports.ts';

/** Keeps each event as one line of text. */
export class FakeLog implements Log {
  readonly lines: string[] = [];

  info(event: string, fields?: Readonly<Record<string, string | number>>): void {
    this.lines.push(`info ${event} ${JSON.stringify(fields ?? {})}`);
  }

  warn(event: string, fields?: Readonly<Record<string, string | number>>): void {
    this.lines.push(`warn ${event} ${JSON.stringify(fields ?? {})}`);
  }
}
