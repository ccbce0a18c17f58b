import type { ConsoleFederation, ConsoleRequest } from '../../src/core/ports.ts';

/** Gives a numbered login URL for each request. */
export class FakeConsoleFederation implements ConsoleFederation {
  readonly asked: ConsoleRequest[] = [];

  loginUrl(request: ConsoleRequest): Promise<string> {
    this.asked.push(request);
    return Promise.resolve(`https://signin.example/login?n=${this.asked.length}`);
  }
}
