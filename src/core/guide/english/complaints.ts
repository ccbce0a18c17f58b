import type { Complaint, Countable, Found, PlacedComplaint } from '../../config-complaint.ts';
import { demandWords, entryOf, faultWords, type ComplaintVocabulary } from '../complaint-words.ts';

const countable: Readonly<Record<Countable, string>> = { characters: 'string', items: 'array' };

const vocabulary: ComplaintVocabulary = {
  fault: {
    'unknown-key': ({ key, allowed }) => `unknown key "${key}": allowed are ${allowed.join(', ')}`,
    'no-mapping': ({ found }) => `${show(found)} stands where a mapping of keys must stand`,
    missing: ({ key }) => `${nameOf(key)} is missing`,
    wrong: ({ key, found, demand }) => `${nameOf(key)} is ${show(found)}: ${demandWords(demand, vocabulary)}`,
    taken: ({ id }) => `"${id}" is taken by an entry above: this one is left out`,
    'unknown-identity': ({ id, known, more }) =>
      `"${id}" is no usable identity: known are ${known.length === 0 ? 'none' : known.join(', ')}${more === 0 ? '' : ` and ${more} more`}`,
    'unsupported-partition': ({ arn, partition }) => `"${arn}": the partition ${partition} is not supported`,
    'ends-in-slash': ({ found, instead }) =>
      `"${found}" ends in a slash: GitLab's tokens name ${instead}, which is used instead`,
    // The parser's words are for people.
    syntax: ({ said }) => said,
    'second-document': () => 'a second document begins here: there must be one',
    alias: () => 'An alias (*name) names nothing above it, or there are too many',
  },
  demand: {
    rule: ({ rule }) => vocabulary.rule[rule],
    'one-of': ({ values }) => `must be one of ${values.join(', ')}`,
    type: ({ expected, received }) => `invalid input: expected ${expected}, received ${received}`,
    'at-least': ({ count, of }) => `too small: expected ${countable[of]} to have >=${count} ${of}`,
    'at-most': ({ count, of }) => `too big: expected ${countable[of]} to have <=${count} ${of}`,
    pattern: ({ pattern }) => `invalid string: must match pattern ${pattern}`,
    other: ({ said }) => said,
  },
  rule: {
    id: 'must be 1 to 64 letters, digits, ".", "-" or "_"',
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
    shortcut: 'must be keys such as CommandOrControl+Shift+A, one of them not a modifier, or off',
  },
};

/** What is wrong, without its line and a full stop: it stands in lists, too. */
export function complaintWords(complaint: Complaint): string {
  return `${entryOf(complaint)}${faultWords(complaint, vocabulary)}`;
}

/** The same as a sentence, with its line. */
export function complaintSentence({ line, complaint }: PlacedComplaint): string {
  const words = complaintWords(complaint);
  return line === undefined ? `${words}.` : `Line ${line}: ${words}.`;
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
