import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import type { EndpointAddress } from '../../src/adapters/sinks/endpoint/credential-endpoint.ts';

/** Where the two servers of the other process are. */
export interface EndpointPlaces {
  readonly ours: EndpointAddress;
  readonly bare: { readonly url: string };
}

/** The local endpoint in a process of its own, and a bare server beside it. */
export interface EndpointRig extends EndpointPlaces {
  /** How often credentials were given out so far. */
  given(): Promise<number>;
  close(): void;
}

export async function startEndpointRig(): Promise<EndpointRig> {
  const child = fork(join(import.meta.dirname, 'endpoint-process.ts'), { execArgv: ['--import', 'tsx'] });
  const [places] = (await once(child, 'message')) as [EndpointPlaces];
  return {
    ...places,
    async given() {
      const answer = once(child, 'message') as Promise<[{ given: number }]>;
      child.send('given');
      return (await answer)[0].given;
    },
    close: () => child.disconnect(),
  };
}

export interface Asker {
  /** Resolves with the status when the whole answer is there; with 0 where it was cut off. */
  ask(change?: {
    readonly path?: string;
    readonly headers?: Readonly<Record<string, string>>;
  }): Promise<number>;
  close(): void;
}

/** Asks one of the servers over connections that are kept. @param connections how many at most */
export function createAsker(
  { url, token }: { readonly url: string; readonly token?: string },
  connections: number,
): Asker {
  const { port, pathname } = new URL(url);
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const usual = { ...(token !== undefined && { authorization: token }) };
  return {
    ask: ({ path = pathname, headers = usual } = {}) =>
      new Promise((resolve) => {
        request({ host: '127.0.0.1', port, path, headers, agent }, (response) => {
          response.resume();
          response.once('close', () => resolve(response.complete ? (response.statusCode ?? 0) : 0));
        })
          .once('error', () => resolve(0))
          .end();
      }),
    close: () => agent.destroy(),
  };
}
