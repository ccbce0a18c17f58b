import type { Named } from '../../trust/others-let-in.ts';
import type { TrustVocabulary } from '../trust-vocabulary.ts';
import { grantRefusals } from './grants.ts';
import { trustDangers } from './trust-dangers.ts';
import { trustFaults } from './trust-faults.ts';

/** Trust policies in English. */
export const trustWords: TrustVocabulary = {
  gap: ' ',
  verdicts: {
    allowed: 'This trust policy lets the token in.',
    refused: 'This trust policy refuses the token.',
    unknown:
      'Whether this trust policy lets the token in cannot be known here: it hangs on something that only AWS sees.',
  },
  statement: ({ number, sid, effect, applies }) => {
    const name = `Statement ${number}${sid === undefined || sid === '' ? '' : ` (${sid})`}`;
    const says = {
      yes: effect === 'Allow' ? 'lets it in' : 'denies it, as all that it asks for is true of this token',
      no: effect === 'Allow' ? 'does not let it in' : 'does not concern this token',
      unknown: effect === 'Allow' ? 'may let it in' : 'may deny it',
    };
    return `${name} ${says[applies]}`;
  },
  principal: ({ wanted }, right) =>
    `Principal: the policy names ${list(wanted)}; the token comes through ${right}.`,
  action: ({ wanted, negated }) =>
    `${negated ? 'NotAction' : 'Action'}: ${list(wanted)} ${negated ? 'excludes' : 'does not cover'} sts:AssumeRoleWithWebIdentity.`,
  condition: ({ operator, key, wanted, found, holds }) => {
    const values = wanted.map((one) => (operator === 'Null' ? presence(one) : quoted(one)));
    const head = `${operator} ${key}: the policy wants ${list(values)}`;
    switch (found.kind) {
      case 'values':
        return `${head}; the token has ${list(found.values.map(quoted))}.`;
      case 'absent':
        return `${head}; the request has no such key${holds === 'yes' && operator !== 'Null' ? ', and it holds without' : ''}.`;
      case 'unknown':
        return `${head}; only AWS knows what the request has.`;
    }
  },
  near: {
    'letter-case': ({ right }) => `Only the letter case differs: it must be ${quoted(right)}.`,
    'white-space': ({ right }) => `Only white space differs: it must be ${quoted(right)}.`,
    'trailing-slash': ({ right }) => `Only the slash at the end differs: it must be ${quoted(right)}.`,
    scheme: ({ right }) => `It must be written without http:// or https://: ${quoted(right)}.`,
    'number-form': ({ right }) => `Texts are compared, not numbers: it must be ${quoted(right)}.`,
    'wildcard-not-read': ({ wanted }) =>
      `Wildcards mean nothing under this operator: under StringLike, ${quoted(wanted)} would match.`,
    'other-account': ({ right }) =>
      `The provider stands in another account than the role: it must be ${right}.`,
    'other-partition': ({ right }) =>
      `The provider stands in another partition than the role: it must be ${right}.`,
    'other-issuer': () => 'The policy trusts another issuer than the one of this token.',
    'not-a-provider': () => 'No OpenID Connect provider is named, so no ID token gets in here.',
    'other-application': ({ right }) =>
      `The token was issued for another application: its audience is ${quoted(right)}. Check which application id Tobira is set up with.`,
    'audience-is-address': ({ right }) =>
      `An address is what CI jobs ask for. This token was issued for an application, and has its id: ${quoted(right)}.`,
    'not-signed': () =>
      'A request with an ID token is not signed by keys, so AWS knows of no MFA and no user in it: ask for MFA in GitLab.',
    'user-not-job': () =>
      "The policy names CI jobs; this token is a person's, whose subject is a numeric id.",
    'job-not-user': () => "The policy names people; this token is a CI job's.",
    'name-not-id': ({ right }) =>
      `GitLab names people by their numeric id, not by their user name: ${quoted(right)}.`,
    'other-user': ({ right }) => `The policy names other users: ${quoted(right)} is not listed.`,
    'other-branch': () => 'It is the same project, with another branch, tag or environment.',
    'other-project': () =>
      'It is another project. A project that was moved or renamed has a new path; its project_id stays the same.',
    'project-form': ({ wanted, right }) =>
      `The two name the project in different ways: ${formOf(wanted)} in the policy, ${formOf(right)} in the token.`,
    'claim-not-passed-on': () =>
      'IAM passes on aud and sub of a GitLab token, and none of its other claims: no token meets this. Name users or jobs by sub.',
    'key-of-other-issuer': ({ right }) => `The key belongs to another issuer: for this token it is ${right}.`,
    'misspelled-claim': ({ right }) => `There is no such key: perhaps ${right} was meant.`,
    excluded: ({ right }) => `The policy says that it must not be ${quoted(right)}.`,
  },
  dangers: trustDangers,
  levels: { danger: 'Danger', warning: 'Warning', note: 'Note' },
  changes: {
    'subject-added': ({ statement, subject }) =>
      `Statement ${statement}: ${quoted(subject)} joins the subjects.`,
    'subject-test-added': ({ statement, subject }) =>
      `Statement ${statement}: the subject is tested now, and must be ${quoted(subject)}. Everybody else no longer gets in by it: add the others who are to get in.`,
    'audience-test-added': ({ statement, audience }) =>
      `Statement ${statement}: the audience is tested now, and must be ${quoted(audience)}. Tokens for other applications no longer get in by it.`,
    'value-replaced': ({ statement, key, from, to }) =>
      `Statement ${statement}, ${key}: ${quoted(from)} becomes ${quoted(to)}.`,
    'key-renamed': ({ statement, from, to, leftOut = [] }) =>
      `Statement ${statement}: the key ${from} becomes ${to}.${leftOut.length === 0 ? '' : ` It keeps the audience of this token alone: ${list(leftOut.map(quoted))} never got in by it. Add what is meant to.`}`,
    'provider-replaced': ({ statement, from, to }) =>
      `Statement ${statement}: the provider ${from} becomes ${to}.`,
    'action-added': ({ statement }) => `Statement ${statement}: sts:AssumeRoleWithWebIdentity is allowed.`,
    'statement-added': ({ statement }) => `Statement ${statement} is new, for this token alone.`,
    'limits-carried': ({ statement, from, keys }) =>
      `Statement ${statement} keeps what statement ${from} asks for besides: ${list(keys)}.`,
    'values-dropped': ({ statement, key, values }) =>
      `Statement ${statement}, ${key}: ${list(values.map(quoted))} goes, and whoever got in by it no longer does.`,
    'test-tightened': ({ statement, key, from, to }) =>
      `Statement ${statement}, ${key}: ${from} becomes ${to}. A token without the key no longer gets in.`,
    'principal-narrowed': ({ statement, from, to }) =>
      `Statement ${statement}: the principal ${quoted(from)} becomes ${to}. Other providers and other accounts no longer get in by it.`,
    'provider-dropped': ({ statement, provider }) =>
      `Statement ${statement}: ${provider} goes, as everybody with a token of it got in. Name those who are to get in.`,
    'statement-split': ({ statement, into }) =>
      `Whoever else statement ${statement} names has statement ${into} now, and gets in as before.`,
    'others-let-in': ({ statement, subjects, audiences }) =>
      `Statement ${statement} then lets in others, too: ${[...named('subject', subjects), ...named('audience', audiences)].join('; ')}. Take out whoever is not to get in.`,
  },
  tooLong: (length) =>
    `It has ${length} characters without white space. IAM takes 2,048 unless AWS has raised the limit: split it into several roles.`,
  denied: (statements) =>
    `A Deny wins over every Allow. Whoever wrote statement ${statements.join(', ')} must change it first.`,
  meant: ({ statement, limits }) =>
    `Statement ${statement} keeps this token out by ${list(limits.map(({ operator, key }) => `${operator} ${key}`))}, which somebody meant. No policy around it is suggested: ask whoever wrote it.`,
  unmeetable: ({ statement, limits }) =>
    `Nobody gets in by statement ${statement}: it asks for ${list(limits.map(({ operator, key }) => `${operator} ${key}`))}, and AWS reads nothing but aud and sub from tokens of this issuer. Take that test out and name users or jobs by sub in its place: whom it was meant for, only its author knows.`,
  grants: grantRefusals,
  ...trustFaults,
};

/** What `Null` asks for. */
function presence(value: string): string {
  return value.toLowerCase() === 'true' ? 'no such key' : 'the key to be there';
}

function named(what: string, { kind, values }: Named): readonly string[] {
  const texts = list(values.map(quoted));
  if (kind === 'all-but') return [values.length === 0 ? `every ${what}` : `every ${what} but ${texts}`];
  return values.length === 0 ? [] : [`${what} ${texts}`];
}

function formOf(subject: string): string {
  return subject.split(':', 1)[0] ?? subject;
}

function quoted(text: string): string {
  return `"${text}"`;
}

/** A few of them, and how many more. */
function list(items: readonly string[]): string {
  const some = items.slice(0, 4).join(', ');
  return items.length > 4 ? `${some} and ${items.length - 4} more` : some === '' ? 'nothing' : some;
}
