import type { EndpointAnswer, EndpointServer } from '../../src/core/delivery-ports.ts';

/** An endpoint without a network: asking it is a call. */
export class FakeEndpointServer implements EndpointServer {
  readonly served = new Map<string, () => EndpointAnswer>();
  closed = 0;

  serve(role: string, answer: () => EndpointAnswer): Promise<Readonly<Record<string, string>>> {
    this.served.set(role, answer);
    return Promise.resolve({ AWS_CONTAINER_CREDENTIALS_FULL_URI: `http://127.0.0.1:1/${role}` });
  }

  withdraw(role: string): void {
    this.served.delete(role);
  }

  close(): Promise<void> {
    this.served.clear();
    this.closed += 1;
    return Promise.resolve();
  }

  ask(role: string): EndpointAnswer | undefined {
    return this.served.get(role)?.();
  }
}
