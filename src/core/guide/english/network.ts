import type { Vocabulary } from '../guidance.ts';
import { sentence } from './phrases.ts';

/** The way to other computers. */
export const networkWords = {
  network_unreachable: ({ host, reason }) => ({
    title: `${host} cannot be reached.`,
    happened: `No connection came about (${reason}).`,
    advice: 'Check the network, the VPN and the proxy, then try again. Your session is kept.',
  }),
  network_timeout: ({ host, seconds }) => ({
    title: `${host} did not answer in time.`,
    happened: `Nothing whole arrived within ${seconds} s.`,
    advice: 'Check the network, then try again. Your session is kept.',
  }),
  network_untrusted: ({ host, reason }) => ({
    title: `The certificate of ${host} is not trusted.`,
    happened: sentence(reason),
    advice:
      "If your company has its own certificate authority, add it to the system's certificates (for the CLI: NODE_EXTRA_CA_CERTS). If not, somebody may be listening in: use another network.",
  }),
  network_redirected: ({ host }) => ({
    title: `${host} wants to send the request elsewhere.`,
    happened: 'Tobira follows no redirect with secrets in hand.',
    advice: 'Check the address, and whether a sign-in page of your network stands in between.',
  }),
  network_proxy: ({ host }) => ({
    title: 'The proxy refuses the connection.',
    happened: `It stands between you and ${host}, and asks for a login or forbids the address.`,
    advice: 'Check the proxy settings, or ask whoever runs the proxy to let this address through.',
  }),
} satisfies Partial<Vocabulary>;
