import type { User } from '../core/model.ts';

/** What to call a user: the name with the user name, or whatever is known. */
export function nameOf({ name, username, email, subject }: User): string {
  const known = username === undefined ? email : `@${username}`;
  if (name === undefined) return known ?? `user ${subject}`;
  return known === undefined ? name : `${name} (${known})`;
}
