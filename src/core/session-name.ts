import type { User } from './model.ts';

const longest = 64;
const shortest = 2;

/** Fits any text to the pattern of STS's RoleSessionName: `[\w+=,.@-]{2,64}`. Letters lose their accents first. */
export function sessionName(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '');
  const cleaned = plain.replace(/[^\w+=,.@-]/gu, '-').slice(0, longest);
  return cleaned.padEnd(shortest, '-');
}

/**
 * What CloudTrail shows of a user: an audit label, chosen by the client and no proof of anything. A user name that can
 * stand there as it is says more than an e-mail address with letters missing.
 */
export function userSessionName({ email, username, subject }: User): string {
  const known = [email, username].filter((name) => name !== undefined);
  return known.find((name) => sessionName(name) === name) ?? sessionName(known[0] ?? `user-${subject}`);
}
