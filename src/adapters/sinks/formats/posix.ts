import { entriesOf, namesOf, type Variables } from './expressible.ts';

/** bash, zsh and every POSIX shell: `creds="$(tobira credentials ROLE --format env)" && eval "$creds"`, or pasted. */
export function posix(variables: Variables, unwanted: readonly string[] = []): string {
  const names = namesOf(unwanted).join(' ');
  const exports = entriesOf(variables).map(([name, value]) => `export ${name}=${quote(value)}\n`);
  return `${names === '' ? '' : `unset ${names}\n`}${exports.join('')}`;
}

/** Single quotes keep every character as it is; a single quote itself is put between two such strings. */
function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
