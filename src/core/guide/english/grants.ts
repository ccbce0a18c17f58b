import type { GrantVocabulary } from '../trust-vocabulary.ts';

/** Why no policy is written for somebody: set-up and explanations say the same. */
export const grantRefusals: GrantVocabulary = {
  'no-subject': () => ({
    title: 'Nobody is named, so there is no policy.',
    advice:
      'Name users, or a project. A policy that tests the audience alone lets in every CI job of that GitLab: whoever writes a pipeline chooses the audience.',
  }),
  'pattern-too-wide': ({ subject }) => ({
    title: `"${subject}" lets in more than it names.`,
    advice:
      'The whole project and the ":" behind it, or the whole group and the "/" behind it, must stand before the first "*": strangers can make projects, too. Users are named by their ids, one by one.',
  }),
  'wildcard-in-exact': ({ subject }) => ({
    title: `"${subject}" has a wildcard, and would match nothing as it stands.`,
    advice: 'Users are named one by one; jobs can be given as a pattern.',
  }),
  unwritable: ({ field, value }) => ({
    title: value === '' ? `The ${field} is empty.` : `"${value}" cannot stand in a policy as the ${field}.`,
    advice: 'Plain letters can; spaces at the ends, "${" and other scripts cannot.',
  }),
  'too-long': ({ subject }) => ({
    title: `"${subject}" is too long for a policy.`,
    advice: 'A shorter pattern may do.',
  }),
  'bad-issuer': ({ issuer }) => ({
    title: `"${issuer}" is no address of an issuer.`,
    advice: 'It is the address of GitLab, with https:// and nothing behind "?" or "#".',
  }),
  'bad-account': ({ accountId }) => ({
    title: `"${accountId}" is no AWS account id.`,
    advice: 'It has twelve digits.',
  }),
};
