/** Whether a host, as a URL has it or as a resolver gives it, is an address and no name. */
export function isIpAddress(host: string): boolean {
  return host.includes(':') || /^\d{1,3}(\.\d{1,3}){3}$/.test(host);
}

export function isLoopbackAddress(address: string): boolean {
  return bare(address) === '::1' || v4Of(address).startsWith('127.');
}

/** Loopback, private (RFC 1918, RFC 4193), shared (RFC 6598) and link-local addresses: nobody outside gets there. */
export function isPrivateAddress(address: string): boolean {
  const text = bare(address);
  if (text === '::' || text === '::1' || /^(f[cd]|fe[89ab])[0-9a-f]{0,2}:/.test(text)) return true;
  const [a = -1, b = -1] = v4Of(address).split('.').map(Number);
  return (
    a === 0 ||
    a === 10 ||
    a === 127 ||
    (a === 100 && b >= 64 && b < 128) ||
    (a === 169 && b === 254) ||
    (a === 172 && b >= 16 && b < 32) ||
    (a === 192 && b === 168)
  );
}

/** An IPv4 address may come dressed as one of IPv6 (RFC 4291, section 2.5.5.2). */
function v4Of(address: string): string {
  const [, dressed] = /^::ffff:(\d+(?:\.\d+){3})$/.exec(bare(address)) ?? [];
  return dressed ?? (/^\d+(\.\d+){3}$/.test(address) ? address : '');
}

function bare(address: string): string {
  return address.replace(/^\[|\]$/g, '').toLowerCase();
}
