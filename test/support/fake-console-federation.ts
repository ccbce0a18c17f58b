import type { ConsoleFederation, ConsoleRequest } from '../../src/core/ports.ts';

/** Gives a numbered login URL for each request. */
export class FakeConsoleFederation implements ConsoleFederation {
  readonly asked: ConsoleRequest[] = [];
  /** As where AWS refuses the length of the console session. */
  shortens = false;

  loginUrl(request: ConsoleRequest, onShortened?: (seconds: number) => void): Promise<string> {
    this.asked.push(request);
    if (this.shortens && request.sessionSeconds !== undefined) onShortened?.(request.sessionSeconds);
    return Promise.resolve(`https://signin.example/login?n=${this.asked.length}`);
  }
}
