/**
 * Whether AWS would fetch documents from an address: https only. Plain http is let through for loopback, which is
 * where other stand-ins live. Names that merely begin like a loopback address are not loopback.
 */
export function mayBeFetched({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

/** `localhost`, 127.0.0.0/8 and ::1, as the URL parser writes them. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
