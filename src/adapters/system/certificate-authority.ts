import { TLSSocket, type PeerCertificate } from 'node:tls';

/** Who issued the certificate that a connection failed for. */
const authorities = new WeakMap<Error, string>();

/**
 * Watches a connection for the name of the authority of its certificate: Node's error names the fault alone, and the
 * socket has forgotten the certificate by the time the error is heard of.
 *
 * @returns notes the name for an error of that connection
 */
export function watchAuthority(socket: unknown): (error: Error) => void {
  if (!(socket instanceof TLSSocket)) return () => undefined;
  let authority: string | undefined;
  // Comes right before Node checks the certificate, and ends the connection where it does not hold.
  socket.prependOnceListener('secure', () => (authority = nameOf(socket.getPeerCertificate())));
  return (error) => {
    if (authority !== undefined) authorities.set(error, authority);
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
