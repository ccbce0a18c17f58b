import type { TrustVocabulary } from '../trust-vocabulary.ts';

/** What is wrong with a policy whoever asks. */
export const trustDangers: TrustVocabulary['dangers'] = {
  anyone: () =>
    'The principal is "*": tokens of every provider in the account get in, and other accounts, too.',
  'audience-only': () =>
    'Only the audience is tested. Every CI job of that GitLab may ask for a token with this audience, so every job gets in. Test the subject, too.',
  'nothing-tested': () =>
    'Neither audience nor subject is tested: every user and every CI job of that GitLab gets in.',
  'subject-everyone': ({ value = '' }) => `The subject "${value}" is everybody.`,
  'subject-any-project': ({ value = '' }) =>
    `The subject "${value}" matches projects of others: name the group or the project in full, up to the slash or colon after it.`,
  'subject-users-alike': ({ value = '' }) =>
    `The subject "${value}" matches all users whose ids look like that. Name each id in full.`,
  'subject-any-ref': ({ value = '' }) =>
    `The subject "${value}" does not name the branch in full after ":ref:": whoever may push any such branch there gets in.`,
  'subject-any-project-of-group': ({ value = '' }) =>
    `The subject "${value}" matches several projects of a group: whoever can create a project there gets in.`,
  'subject-range': ({ operator = '', key = '', value = '' }) =>
    `${operator} ${key} ${value} names nobody: ids of users are numbers, and everybody whose id happens to lie there gets in. Name each id in full with StringEquals.`,
  'subject-negative': () =>
    'It only says who is not meant: every user of that GitLab gets in, and no CI job. Fine for a GitLab of your own; IAM refuses it for gitlab.com.',
  'subject-negative-leaky': ({ operator = '', key = '' }) =>
    `${operator} ${key} only says who is not meant, and everybody else gets in. Subjects of CI jobs come in several forms: only "*:*" keeps all of them out.`,
  'shared-issuer': () =>
    'Everybody can have an account at this issuer. IAM takes such a role only where the subject is tested with StringEquals, StringEqualsIgnoreCase or StringLike, and is not everybody.',
  'for-all-values': ({ operator = '', key = '' }) =>
    `${operator} ${key} also holds where a token does not have the key at all.`,
  'if-exists': ({ operator = '', key = '' }) =>
    `${operator} ${key} also holds where a token does not have the key at all.`,
  'no-audience': () =>
    'The audience is not tested: whom the subject lets in gets in with a token for any audience that the provider lists, whatever application it was made for.',
  'several-audiences': ({ value = '' }) =>
    `Several audiences get in (${value}): what is meant for one application works for all of them. Give each a statement of its own.`,
  'wildcard-never-matches': ({ operator = '', value = '' }) =>
    `${operator} takes "${value}" as it stands, so that it never matches. Wildcards need StringLike.`,
  'variable-not-read': ({ value = '' }) =>
    `"${value}" is plain text here: variables are read in policies of version 2012-10-17, and only where texts are compared.`,
  'every-action': () =>
    'It allows more than sts:AssumeRoleWithWebIdentity, which is all that an ID token needs.',
  'other-role': ({ value = '' }) =>
    `This is the policy of another role, ${value}: what is said here says nothing of the role that was asked for.`,
  'too-long': ({ value = '' }) =>
    `The policy has ${value} characters without white space. IAM takes 2,048 unless AWS has raised the limit.`,
};
