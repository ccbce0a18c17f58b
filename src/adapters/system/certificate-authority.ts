import { TLSSocket, type PeerCertificate } from 'node:tls';
import { buildConnector } from 'undici';

/** Who issued the certificate that a connection failed for. */
const authorities = new WeakMap<Error, string>();

/**
 * Connects as undici does, and keeps the name of the authority where a certificate does not hold: Node's error names
 * the fault alone, and the socket has forgotten the certificate by the time the error is heard of.
 */
export function connectorNamingAuthorities(options: buildConnector.BuildOptions): buildConnector.connector {
  const connect: unknown = buildConnector(options);
  if (typeof connect !== 'function') throw new TypeError('undici has changed its connector');
  return (target, callback) => {
    let authority: string | undefined;
    const done: buildConnector.Callback = (...result) => {
      const [error] = result;
      if (error !== null && authority !== undefined) authorities.set(error, authority);
      callback(...result);
    };
    const socket: unknown = Reflect.apply(connect, undefined, [target, done]);
    if (!(socket instanceof TLSSocket)) return;
    // Comes right before Node checks the certificate, and ends the connection where it does not hold.
    socket.prependOnceListener('secure', () => (authority = nameOf(socket.getPeerCertificate())));
  };
}

/** @returns undefined where it is not known, as behind a proxy */
export function authorityBehind(error: unknown): string | undefined {
  for (let current = error; current instanceof Error; current = current.cause) {
    const found = authorities.get(current);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The name that people know it by: what Chromium shows too. */
function nameOf({ issuer }: Partial<PeerCertificate>): string | undefined {
  const names: readonly (string | string[] | undefined)[] = [issuer?.CN, issuer?.O];
  return names.flat().find((name) => name !== undefined && name !== '');
}
