import type { LinkNeed } from '../../../core/role-chain.ts';
import type { SubjectKind } from '../../../core/trust/subject.ts';

/** `tobira explain` */
export const explain = {
  role: 'Role',
  issued: 'Issued',
  expires: 'Expires',
  key: 'Key',
  clock: 'Clock',
  provider: 'Provider',
  subject: (subject: string, kind: SubjectKind) => `${subject}${kinds[kind]}`,
  /** A time of day here, and how far it is: below 0 it is over. */
  time: (date: Date, fromNow: number) => `${localTime(date)} (${distance(fromNow)})`,
  clockAgrees: "this computer's clock agrees with the issuer's",
  clockDiffers: (seconds: number) =>
    `this computer's clock is ${span(Math.abs(seconds))} ${seconds > 0 ? 'behind' : 'ahead of'} the issuer's`,
  mustTrust: 'For this token, the trust policy of the role must name:',
  readyPolicy: 'A trust policy that lets in this user and nobody else:',
  giveYours: "To see what the role's own policy says, give it with --trust-policy FILE.",
  malformed: 'This is no trust policy that IAM would take.',
  corrected: 'Corrected policy:',
  links:
    'All this is about the first role of the chain, which the token is for. From there on the trust policy of each role must allow:',
  link: ({ roleArn, from, actions, externalId }: LinkNeed, place: number) =>
    `Link ${place}, ${roleArn}: ${actions.join(' and ')} to ${from}${externalId ? ', with the external id that `chain` names' : ''}.`,
  /** The end of a title, with a list below it or without. */
  end: (title: string, more: boolean) => `${title}${more ? ':' : '.'}`,
};

const kinds: Readonly<Record<SubjectKind, string>> = {
  user: ' (the id of a user)',
  job: ' (a CI job)',
  other: '',
};

function localTime(date: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

function distance(milliseconds: number): string {
  const far = span(Math.abs(milliseconds) / 1000);
  return milliseconds > 0 ? `in ${far}` : `${far} ago`;
}

function span(seconds: number): string {
  const [count, unit] =
    seconds < 120
      ? [Math.round(seconds), 'second']
      : seconds < 7200
        ? [Math.round(seconds / 60), 'minute']
        : [Math.round(seconds / 3600), 'hour'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
