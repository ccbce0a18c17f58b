import type { User } from './model.ts';

const longest = 64;
const shortest = 2;

/** Fits any text to the pattern of STS's RoleSessionName: `[\w+=,.@-]{2,64}`. */
export function sessionName(text: string): string {
  const cleaned = text.replace(/[^\w+=,.@-]/g, '-').slice(0, longest);
  return cleaned.padEnd(shortest, '-');
}

/** What CloudTrail shows of a user: an audit label, chosen by the client and no proof of anything. */
export function userSessionName(user: User): string {
  return sessionName(user.email ?? user.username ?? `user-${user.subject}`);
}
