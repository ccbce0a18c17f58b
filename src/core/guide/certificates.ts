/** What is wrong with a certificate, as far as the words about it differ. */
export type CertificateFault = 'authority' | 'self-signed' | 'time' | 'name' | 'other';

/** @param reason OpenSSL's, Node's or Chromium's name for it, in whatever case */
export function certificateFault(reason: string): CertificateFault {
  const words = reason.toLowerCase();
  return faults.find(([, pattern]) => pattern.test(words))?.[0] ?? 'other';
}

/** Sources: verify(1) of OpenSSL, "TLS (SSL) errors" of Node's documentation, net/base/net_error_list.h of Chromium. */
const faults: readonly (readonly [CertificateFault, RegExp])[] = [
  ['self-signed', /^depth zero self signed/],
  ['authority', /authority invalid|self signed cert in chain|issuer cert|verify leaf|cert untrusted/],
  ['time', /expired|not yet valid|date invalid/],
  ['name', /altname|common name|hostname mismatch/],
];
