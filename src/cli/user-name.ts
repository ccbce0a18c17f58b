import type { User } from '../core/model.ts';
import { quotedIn } from './quoted.ts';
import type { Texts } from './texts.ts';

/** What to call a user: the name with the user name, or whatever is known. */
export function nameOf(user: User, texts: Texts['common']): string {
  const { name, username, email, subject } = quotedIn(user);
  const known = username === undefined ? email : `@${username}`;
  if (name === undefined) return known ?? texts.unnamedUser(subject);
  return known === undefined ? name : `${name} (${known})`;
}
