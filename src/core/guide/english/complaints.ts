import type { Complaint, Countable, Found, PlacedComplaint } from '../../config-complaint.ts';
import type { Rule } from '../../config-rules.ts';
import { demandWords, entryOf, faultWords, type ComplaintVocabulary } from '../complaint-words.ts';

const countable: Readonly<Record<Countable, string>> = { characters: 'string', items: 'array' };

const vocabulary: ComplaintVocabulary = {
  fault: {
    'unknown-key': ({ key, allowed }) => `unknown key "${key}": allowed are ${allowed.join(', ')}`,
    'doubtful-key': ({ key, meant }) =>
      `unknown key "${key}": if "${meant}" is meant, the role would be used with less care, so it is left out`,
    'no-mapping': ({ found }) => `${show(found)} stands where a mapping of keys must stand`,
    missing: ({ key }) => `${nameOf(key)} is missing`,
    wrong: ({ key, found, demand }) => `${nameOf(key)} is ${show(found)}: ${demandWords(demand, vocabulary)}`,
    taken: ({ id }) => `"${id}" is taken by an entry above: this one is left out`,
    'unknown-identity': ({ id, known, more }) =>
      `"${id}" is no usable identity: known are ${known.length === 0 ? 'none' : known.join(', ')}${more === 0 ? '' : ` and ${more} more`}`,
    'unsupported-partition': ({ arn, partition }) =>
      `"${arn}": the partition ${partition} is not supported${partition.startsWith('aws-iso') ? ': it is isolated, and how to sign in there is not documented in the open' : ''}`,
    'ends-in-slash': ({ found, instead }) =>
      `"${found}" ends in a slash: GitLab's tokens name ${instead}, which is used instead`,
    'chain-partition': ({ arn, partition }) =>
      `"${arn}": the role is in the partition ${partition}, and AWS lets nobody go from one to another`,
    'source-identity-changed': ({ found, first }) =>
      `"${found}": the chain has the source identity "${first}" by then, and AWS lets nobody change it`,
    'chain-duration': ({ found }) =>
      `${found} is longer than AWS allows where a role is reached through another one: it is 1h instead`,
    'chain-console-duration': () =>
      'AWS takes no console length where a role is reached through another one: the console lasts as long as the credentials',
    'read-only-policy': () =>
      'a role takes "readOnly" or "sessionPolicy", not both: AWS allows what any of them allows, so reading everything would come on top of the policy',
    'login-application': ({ clientId }) =>
      `${clientId} is the application that signs you in: a catalogue needs one of its own, with read_repository alone`,
    'no-console': ({ partition }) =>
      `"destination" is no page of the console of the partition ${partition}: the console opens at its home page`,
    'identity-elsewhere': ({ id, issuer }) =>
      `"${id}" is an identity at ${issuer} already: this one is left out, and its roles with it`,
    'role-of-other': ({ id, catalogue }) =>
      `"${id}" is a role of the catalogue ${catalogue} already: this one is left out`,
    'profile-of-other': ({ id, profile, role, instead }) =>
      `the role "${id}" wants the profile "${profile}", which is the one of the role "${role}": it gets "${instead}"`,
    'no-usual-identity': () => 'it names no identity, and your configuration names none for this catalogue',
    // The parser's words are for people.
    syntax: ({ said }) => said,
    'second-document': () => 'a second document begins here: there must be one',
    alias: () => 'An alias (*name) names nothing above it, or there are too many',
    'too-deep': () => 'too many lists and mappings stand within each other here',
  },
  demand: {
    rule: ({ rule }) => vocabulary.rule[rule],
    'one-of': ({ values }) => `must be one of ${values.join(', ')}`,
    type: ({ expected, received }) => `invalid input: expected ${expected}, received ${received}`,
    'at-least': ({ count, of }) => `too small: expected ${countable[of]} to have >=${count} ${of}`,
    'at-most': ({ count, of }) => `too big: expected ${countable[of]} to have <=${count} ${of}`,
    'policy-length': ({ length, most }) =>
      `AWS takes ${most} characters at most, and this has ${length}, spaces between its parts not counted`,
    pattern: ({ pattern }) => `invalid string: must match pattern ${pattern}`,
    other: ({ said }) => said,
  },
  rule: {
    id: 'must be 1 to 64 letters, digits, ".", "-" or "_", beginning with a letter or digit',
    'safe-url': 'must be an https address (plain http only for loopback hosts)',
    'plain-text': 'must not hold control or direction characters',
    duration: 'must be a duration from 15m to 12h, such as 1h or 90m',
    'profile-name': 'must be 1 to 128 letters, digits or any of "_.@+/-", and not a name like DEFAULT',
    'no-query': 'must not hold a query',
    'redirect-uri':
      'must be a fixed loopback address with a port from 1024 to 65535, such as http://127.0.0.1:49215/callback',
    'client-id': 'must be the application id, without spaces',
    'role-arn': 'must be the ARN of an IAM role, such as arn:aws:iam::123456789012:role/Admin',
    region: 'must be an AWS region, such as eu-central-1',
    page: 'must be an https address',
    version: 'must be 1',
    list: 'must be a list',
    'yes-or-no': 'must be true or false',
    'browser-profile':
      'must be the name of a browser profile: 1 to 100 characters, none of "%\\/, and no "-" first',
    'browser-named':
      'takes a profile, or a private window, only with a browser that is named: the default one can be any',
    feed: 'must be the https address of a folder (plain http only for loopback hosts), without a query',
    'clear-after': 'must be a time from 5s to 10m, such as 30s',
    'confirm-for': 'must be a time from 1m to 12h, such as 15m',
    'before-expiry': 'must be a time from 1m to 1h, such as 10m, or off',
    'chain-link': 'must be the ARN of an IAM role, or a mapping with roleArn, externalId and sourceIdentity',
    'chain-length': 'must be 5 links at most',
    'external-id': 'must be 2 to 1224 letters, digits or any of "_+=,.@:/-"',
    'source-identity': 'must be 2 to 64 letters, digits or any of "_+=,.@-"',
    'policy-json': 'must be a policy: a mapping, or JSON that holds one',
    'policy-version': 'must have a "Version", which is "2012-10-17"',
    'policy-statement':
      'must have a "Statement" with at least one entry, each with "Effect", "Action" and "Resource", and without "Principal"',
    'policy-length': 'must be at most 2048 characters as JSON',
    'catalogue-path': 'must be a path without empty parts, "." and ".."',
    group: 'must be the full path of a GitLab group, such as platform/operations',
    'profile-not-default': 'must not be "default": what names no profile uses that one',
    shortcut: 'must be keys such as CommandOrControl+Shift+A, one of them not a modifier, or off',
  },
};

/** What a rule demands, beginning with its verb. */
export function ruleWords(rule: Rule): string {
  return vocabulary.rule[rule];
}

/** What is wrong, without its line and a full stop: it stands in lists, too. */
export function complaintWords(complaint: Complaint): string {
  return `${entryOf(complaint)}${faultWords(complaint, vocabulary)}`;
}

/** The same as a sentence, with its place. */
export function complaintSentence({ line, column, complaint }: PlacedComplaint): string {
  const words = complaintWords(complaint);
  if (line === undefined) return `${words}.`;
  return column === undefined ? `Line ${line}: ${words}.` : `Line ${line}, column ${column}: ${words}.`;
}

function nameOf(key: string | number): string {
  return typeof key === 'number' ? `entry ${key}` : `"${key}"`;
}

function show(found: Found): string {
  switch (found.is) {
    case 'text':
      return `"${found.text}"`;
    case 'list':
      return 'a list';
    case 'mapping':
      return 'a mapping';
    case 'other':
      return found.text;
  }
}
