import type { CatalogueTexts, ChangeCounts } from '../catalogue-texts.ts';
import { inHours } from '../duration.ts';

const roles = (count: number): string => `${count} ${count === 1 ? 'role' : 'roles'}`;

export const englishCatalogues: CatalogueTexts = {
  title: 'Catalogues',
  lead: 'A team keeps its roles in one file, and everyone has them here. Nothing of it is copied into your own file.',
  add: 'Add catalogue',
  roles,
  readAt: (when) => `read ${when}`,
  never: 'not read yet',
  reading: 'Reading…',
  today: (time) => `today, ${time}`,
  onDay: (day, time) => `${day}, ${time}`,
  inUse: (when) => `The version that was read ${when} stays in use.`,
  nothingYet: 'None of its roles can be used until it is read.',
  readAgain: 'Read again',
  signIn: 'Sign in',
  cancelSignIn: 'Cancel the sign-in',
  signOut: 'Sign out',
  signInNeeded: (name) => `${name}: sign in to read it`,
  signInHint:
    'GitLab asks you once whether Tobira may read repositories. Your sign-in for AWS stays as it is.',
  otherUser: (name) => `${name} is read as another GitLab user`,
  otherUserHint: 'Sign out of the catalogue and sign in again as yourself, or leave it so.',
  change: (name, counts) => `${name}: ${changes(counts)}.`,
  show: 'Show',
  showAll: 'Show all',
  gotIt: 'Got it',
  moved: ({ id, from, to }) => `${id} is another role now: ${to}, and no longer ${from}.`,
  gone: (names) => `No longer there: ${names.join(', ')}`,
  goneOrLeftOut: (names) => `No longer in use: ${names.join(', ')}`,
  leftOut: (count) =>
    `${roles(count)} of this version ${count === 1 ? 'is' : 'are'} left out for a mistake in the catalogue: Settings tells where.`,
  hidden: (count) => `${roles(count)} of other groups ${count === 1 ? 'is' : 'are'} hidden.`,
  foreign: (name, issuer) => `${name} wants you to sign in at ${issuer}`,
  foreignHint: (count) => `${roles(count)} cannot be used until you allow it.`,
  foreignWarning: 'Say yes only if you know this address: whoever runs it learns who you are.',
  foreignClient: (clientId) => `Application there: ${clientId}`,
  trust: 'Trust this address',
  notNow: 'Not now',
  problems: (count) =>
    count === 1 ? '1 entry of it cannot be used.' : `${count} entries of it cannot be used.`,
  remove: 'Remove…',
  removeTitle: (name) => `Remove the catalogue “${name}”?`,
  removeGoes: (count) =>
    count === 0
      ? 'Its entry leaves the configuration file.'
      : `Its entry leaves the configuration file, and its ${roles(count)} ${count === 1 ? 'leaves' : 'leave'} the list.`,
  form: {
    title: 'Add a catalogue',
    kind: 'Where it is',
    kinds: { gitlab: 'In a GitLab project', url: 'At a web address', file: 'In a file on this computer' },
    lead: {
      gitlab:
        'It is read with your own GitLab account, through an application of its own that may only read repositories: the one that you sign in with never gets that right.',
      url: 'Whoever has the address can read it: Tobira sends no password along.',
      file: 'It is read again every hour, and when you ask.',
    },
    fileInProject: 'File in the project',
    clientIdHint:
      'Of a second GitLab application: not confidential, with the scope `read_repository` alone and the redirect URI `http://127.0.0.1/callback`.',
    add: 'Add',
  },
  role: {
    menu: 'Details…',
    title: 'Details',
    close: 'Close',
    copy: 'Make a local copy…',
    copyTitle: 'A local copy',
    copyLead: (catalogue) =>
      `It has the same id, so it takes the place of the one in ${catalogue}, and no longer follows it. Delete the copy, and that one is back.`,
    through: (steps) =>
      `through ${steps.map(({ roleName, accountId }) => `${roleName} in ${accountId}`).join(', then ')}`,
    limited: 'Limited',
    longest: (longest, refused) => `${inHours(longest, 'en')} at most: AWS refused ${inHours(refused, 'en')}`,
    fact: {
      arn: 'Role',
      id: 'Id',
      catalogue: 'From',
      groups: 'For groups',
      chain: 'Then',
      policy: 'Limited by',
      access: 'Access',
      duration: 'Lasts',
      externalId: 'External id',
      sourceIdentity: 'Source identity',
    },
    readOnly: 'Read-only unless you ask for more',
    ownFile: 'Your configuration file',
  },
  editor: {
    chainHint: 'Assumed one after the other; the last one is used. Credentials then last 1 hour at most.',
    step: (place) => `Role ${place}`,
    addStep: 'Add a further role',
    removeStep: (place) => `Remove role ${place}`,
    policyHint:
      'A policy in JSON. Sessions may do what both it and the role allow. Not together with read-only.',
    policyLength: (count, most) => `${count.toLocaleString('en')} of ${most.toLocaleString('en')} characters`,
    policyNoJson: 'This is no JSON object.',
    policyTooLong: 'AWS takes no longer policy.',
  },
};

function changes({ added, changed, removed, orLeftOut }: ChangeCounts): string {
  const parts = [
    ...(added > 0 ? [`${roles(added)} added`] : []),
    ...(removed > 0
      ? [`${added > 0 ? removed : roles(removed)} removed${orLeftOut ? ' or left out' : ''}`]
      : []),
    ...(changed > 0 ? [`${added + removed > 0 ? changed : roles(changed)} changed`] : []),
  ];
  return parts.join(', ');
}
