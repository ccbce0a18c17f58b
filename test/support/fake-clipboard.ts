import type { Clipboard } from '../../src/adapters/sinks/clipboard.ts';

/** A clipboard that can be looked into, that fails on demand, and that remembers how often it was cleared. */
export class FakeClipboard implements Clipboard {
  text = '';
  /** Whether the last text came as a secret. */
  secret = false;
  cleared = 0;
  /** How many of the next calls of each kind fail. */
  readonly failing = { read: 0, write: 0, clear: 0 };
  /** Where set, reading waits for it. */
  gate: Promise<void> | undefined;
  /** Where set, writing waits for it. */
  writeGate: Promise<void> | undefined;

  async read(): Promise<string> {
    this.mayFail('read');
    const { text } = this;
    await this.gate;
    return text;
  }

  async write(text: string, { secret } = { secret: false }): Promise<void> {
    await this.writeGate;
    return this.attempt('write', () => {
      this.text = text;
      this.secret = secret;
    });
  }

  clear(): Promise<void> {
    return this.attempt('clear', () => {
      this.text = '';
      this.cleared += 1;
    });
  }

  private async attempt(kind: 'write' | 'clear', work: () => void): Promise<void> {
    await Promise.resolve();
    this.mayFail(kind);
    work();
  }

  private mayFail(kind: 'read' | 'write' | 'clear'): void {
    if (this.failing[kind] === 0) return;
    this.failing[kind] -= 1;
    throw new Error(`${kind} is not possible now`);
  }
}
