import { AppError } from '../../errors.ts';
import type { IssuerVocabulary } from '../setup-words.ts';
import { english } from '../english.ts';
import type { Vocabulary } from '../guidance.ts';

const documents = { discovery: 'The discovery document', keys: 'The document of keys' } as const;
const hosts = { issuer: 'The issuer', keys: 'The host of its keys' } as const;

export const issuerFindingWords: IssuerVocabulary = {
  'address-unreadable': ({ issuer }) => ({
    title: `"${issuer}" is no address.`,
    advice: 'Give the address of GitLab as it stands in the browser, such as https://gitlab.example.com.',
  }),
  'address-not-https': ({ issuer }) => ({
    title: `${issuer} is not https.`,
    advice: 'AWS trusts issuers over https alone.',
  }),
  'address-with-user': ({ issuer }) => ({
    title: `The address of ${issuer} has a user name in it.`,
    advice: 'Leave out all before the "@": AWS takes no such address.',
  }),
  'address-with-port': ({ issuer, port }) => ({
    title: `${issuer} has a port in it${port === '' ? '' : `: ${port}`}.`,
    advice:
      'AWS takes no issuer with a port. GitLab has to be at the usual one, 443, and to name itself without it.',
  }),
  'address-with-query': ({ issuer }) => ({
    title: `${issuer} has more than a path in it.`,
    advice: 'Leave out "?" or "#" and all behind it.',
  }),
  'address-not-plain': ({ issuer, instead }) => ({
    title: `${issuer} is not written as programs read it.`,
    advice:
      instead === ''
        ? 'A path takes letters without accents, digits and any of "._~-", between single slashes.'
        : `They read ${instead}. If that is what you mean, give that: AWS compares letter by letter.`,
  }),
  'address-with-slash': ({ issuer, instead }) => ({
    title: `${issuer} ends in a slash.`,
    advice: `GitLab's tokens name ${instead}, and AWS compares letter by letter.`,
  }),
  'address-in-capitals': ({ issuer, instead }) => ({
    title: `${issuer} has capital letters before its path.`,
    advice: `AWS compares letter by letter, and tokens mostly name ${instead}.`,
  }),
  'address-too-long': ({ length, longest }) => ({
    title: `The address has ${length} characters.`,
    advice: `AWS takes at most ${longest}.`,
  }),
  'host-private': ({ host, what }) => ({
    title: `${hosts[what]} is at a private address, ${host}.`,
    advice: 'AWS comes from the internet and cannot get there: it could not check any token.',
  }),
  'host-is-address': ({ host, what }) => ({
    title: `${hosts[what]} goes by a number, ${host}, and not by a name.`,
    advice: 'AWS needs a certificate that public authorities vouch for, and those are for names.',
  }),
  'host-local-name': ({ host, what }) => ({
    title: `${hosts[what]} has a name for a private network, ${host}.`,
    advice: 'AWS looks names up on the internet. If it cannot find this one, it could not check any token.',
  }),
  'document-unreachable': ({ document, url, failure }) => {
    const { title, happened, advice } = wordsOf(failure.code, failure.details);
    return {
      title: `${documents[document]} cannot be had from ${url}. ${title}`,
      advice: `${happened} ${advice}`,
    };
  },
  'document-redirected': ({ document, url }) => ({
    title: `${documents[document]} is not at ${url}: the server redirects.`,
    advice: 'AWS does not follow. Give the address that GitLab names itself by (`external_url`).',
  }),
  'document-status': ({ document, url, status }) => ({
    title: `${documents[document]} is not at ${url}: status ${status}.`,
    advice: 'AWS must get it without signing in. Check the address, and what stands in front of GitLab.',
  }),
  'document-not-json': ({ document, url }) => ({
    title: `What is at ${url} is not JSON.`,
    advice: `${documents[document]} should be there. A sign-in page may stand in front of it: AWS must get it without.`,
  }),
  'issuer-differs': ({ issuer, claimed }) => ({
    title: `The issuer calls itself ${claimed === '' ? 'nothing' : claimed}, not ${issuer}.`,
    advice: 'AWS and the tokens go by the name that it gives itself. Use that name everywhere.',
  }),
  'keys-nowhere': ({ issuer }) => ({
    title: `${issuer} does not say where its keys are.`,
    advice: 'AWS reads the address of the keys, `jwks_uri`, from the discovery document.',
  }),
  'keys-not-https': ({ url }) => ({
    title: `The keys are at ${url}, which is not https.`,
    advice: 'AWS fetches keys over https alone.',
  }),
  'keys-none': ({ url }) => ({
    title: `${url} has no key that AWS could check a token with.`,
    advice: 'AWS needs an RSA or EC key for signatures: RS256, RS384, RS512, ES256, ES384 or ES512.',
  }),
  'keys-too-many': ({ url, type, count }) => ({
    title: `${url} has ${count} keys of type ${type}.`,
    advice: 'AWS takes at most 100 of each type.',
  }),
  'answers-slow': ({ seconds, allowed }) => ({
    title: `The issuer took ${seconds} seconds to answer.`,
    advice: `AWS waits for about ${allowed} seconds. It may be faster from there; if not, sign-ins fail now and then.`,
  }),
};

function wordsOf<Code extends keyof Vocabulary>(code: Code, details: AppError<Code>['details']) {
  return english[code](details);
}
