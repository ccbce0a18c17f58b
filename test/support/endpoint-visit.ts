import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { EndpointAddress } from '../../src/adapters/sinks/endpoint/credential-endpoint.ts';

/** What came back for a request to the local endpoint. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

export interface Visit {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string;
}

/** Asks the endpoint as one of AWS's clients does, but for what is said otherwise. */
export function visit({ url, token }: EndpointAddress, change: Visit = {}): Promise<Answer> {
  const { port, pathname } = new URL(url);
  const { path = pathname, method = 'GET', body } = change;
  const headers = Object.fromEntries(
    Object.entries({ authorization: token, ...change.headers }).filter(([, value]) => value !== ''),
  );
  return new Promise((resolve, reject) => {
    request(
      { host: '127.0.0.1', port, path, method, headers: headers as Record<string, string>, agent: false },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.once('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
        );
      },
    )
      .once('error', reject)
      .end(body);
  });
}

/** A connection to the endpoint on which nothing has been said yet. */
export function call({ url }: Pick<EndpointAddress, 'url'>): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const connection = connect(Number(new URL(url).port), '127.0.0.1');
    connection.once('error', reject);
    connection.once('connect', () => {
      connection.off('error', reject);
      // It is hung up on in many tests.
      connection.on('error', () => connection.destroy());
      resolve(connection);
    });
  });
}

/** Sends these bytes, and reads until the endpoint hangs up. */
export async function shout(address: Pick<EndpointAddress, 'url'>, bytes: string | Buffer): Promise<string> {
  const connection = await call(address);
  let text = '';
  connection.setEncoding('latin1').on('data', (chunk: string) => (text += chunk));
  connection.write(bytes);
  await hungUp(connection);
  return text;
}

/** Resolves when the connection is over. */
export function hungUp(connection: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (connection.closed) resolve();
    else connection.once('close', () => resolve());
  });
}
