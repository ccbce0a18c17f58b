import { lookup } from 'node:dns/promises';
import { readFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import type { FurtherAuthorities, Machine, ProxyUse } from '../../core/doctor/machine.ts';
import type { Environment } from './node-dispatchers.ts';
import { askSecretService } from './secret-service.ts';

interface Options {
  readonly environment: Environment;
  readonly platform: NodeJS.Platform;
  readonly proxyFor: (url: string) => Promise<ProxyUse>;
  /** Whether this program takes the certificates of NODE_EXTRA_CA_CERTS: Electron does not. */
  readonly readsExtraAuthorities: boolean;
}

/** How long a connection or a name may take; milliseconds. */
const patience = 5_000;

/** What the doctor asks of the machine that it runs on. */
export function createMachine({ environment, platform, proxyFor, readsExtraAuthorities }: Options): Machine {
  return {
    proxyFor,
    connects,
    resolve,
    listens,
    async authorities() {
      const path = environment['NODE_EXTRA_CA_CERTS'];
      if (path === undefined || path === '') return { kind: 'none' };
      return readsExtraAuthorities ? readAuthorities(path) : { kind: 'ignored', path };
    },
    // Elsewhere nothing but the round trip can tell.
    keychainState: () =>
      platform === 'linux' ? askSecretService({ ...environment }) : Promise.resolve('unknown'),
  };
}

async function readAuthorities(path: string): Promise<FurtherAuthorities> {
  try {
    const text = await readFile(path, 'latin1');
    const count = text.split('-----BEGIN CERTIFICATE-----').length - 1;
    return count === 0 ? { kind: 'empty', path } : { kind: 'read', path, count };
  } catch (error) {
    return { kind: 'unreadable', path, reason: reasonOf(error) };
  }
}

function connects(host: string, port: number): Promise<string | undefined> {
  return new Promise((done) => {
    const socket = connect({ host, port, timeout: patience });
    const end = (reason: string | undefined) => {
      socket.destroy();
      done(reason);
    };
    socket.once('connect', () => end(undefined));
    socket.once('timeout', () => end('ETIMEDOUT'));
    socket.once('error', (error) => end(reasonOf(error)));
  });
}

async function resolve(host: string): Promise<readonly string[] | { readonly reason: string }> {
  let callOff: NodeJS.Timeout | undefined;
  const late = new Promise<{ readonly reason: string }>((done) => {
    callOff = setTimeout(() => done({ reason: 'ETIMEDOUT' }), patience);
  });
  const found = lookup(host, { all: true }).then(
    (addresses) => addresses.map(({ address }) => address),
    (error: unknown) => ({ reason: reasonOf(error) }),
  );
  try {
    return await Promise.race([found, late]);
  } finally {
    clearTimeout(callOff);
  }
}

function listens(port: number): Promise<string | undefined> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', (error) => done(reasonOf(error)));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => done(undefined)));
  });
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message.slice(0, 200);
}
