import { entriesOf, type Variables } from './expressible.ts';

/** bash, zsh and every POSIX shell: `creds="$(tobira credentials ROLE --format env)" && eval "$creds"`, or pasted. */
export function posix(variables: Variables): string {
  return entriesOf(variables)
    .map(([name, value]) => `export ${name}=${quote(value)}\n`)
    .join('');
}

/** Single quotes keep every character as it is; a single quote itself is put between two such strings. */
function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
