import { certificateFault, type CertificateFault } from '../certificates.ts';
import type { Vocabulary } from '../guidance.ts';
import { span } from './phrases.ts';
import { because } from './reasons.ts';

const certificateWords: Readonly<Record<CertificateFault, (authority?: string) => string>> = {
  authority: (authority) =>
    authority === undefined
      ? 'It was issued by an authority that this computer does not know'
      : `It was issued by "${authority}", which this computer does not know`,
  'self-signed': () => 'It is self-signed: no authority vouches for it',
  time: () => 'It has expired, or is not valid yet',
  name: () => 'It was issued for another name',
  other: () => 'It did not pass the check',
};

const addAuthority = () =>
  "If your company has its own certificate authority, add it to the system's certificates (for the CLI: NODE_EXTRA_CA_CERTS). If not, somebody may be listening in: use another network.";
const useAnother = (host: string) =>
  `Check the address. If it is right, tell whoever runs ${host}; somebody may also be listening in.`;

const certificateAdvice: Readonly<Record<CertificateFault, (host: string) => string>> = {
  authority: addAuthority,
  'self-signed': addAuthority,
  time: (host) => `Check the date and time of this computer. If they are right, tell whoever runs ${host}.`,
  name: useAnother,
  other: useAnother,
};

/** The way to other computers. */
export const networkWords = {
  network_unreachable: ({ host, reason }) => ({
    title: `${host} cannot be reached.`,
    happened: `The request failed (${because(reason)}).`,
    advice: 'Check the network, the VPN and the proxy, then try again.',
  }),
  network_timeout: ({ host, seconds }) => ({
    title: `${host} did not answer in time.`,
    happened: `No complete answer arrived within ${span(seconds)}.`,
    advice: 'Check the network, then try again.',
  }),
  network_untrusted: ({ host, reason, authority }) => ({
    title: `The certificate of ${host} is not trusted.`,
    happened: `${certificateWords[certificateFault(reason)](authority)} (${reason}).`,
    advice: certificateAdvice[certificateFault(reason)](host),
  }),
  network_redirected: ({ host }) => ({
    title: `${host} wants to send the request elsewhere.`,
    happened: 'The request carries secrets, so Tobira does not follow the redirect.',
    advice: 'Check the address, and whether a sign-in page of your network is in between.',
  }),
  network_proxy: ({ host, proxy, reason }) =>
    reason === undefined
      ? {
          title: 'The proxy refuses the connection.',
          happened: `${proxy === undefined ? 'It' : `The proxy ${proxy}`} stands between you and ${host}, and asks for a login or forbids the address.`,
          advice: 'Check the proxy settings, or ask whoever runs the proxy to let this address through.',
        }
      : {
          title: `The proxy${proxy === undefined ? '' : ` ${proxy}`} cannot be reached.`,
          happened: `The way to ${host} leads through it (${because(reason)}).`,
          advice:
            'Check the address of the proxy: HTTPS_PROXY and HTTP_PROXY name it, and NO_PROXY what goes past it.',
        },
} satisfies Partial<Vocabulary>;
