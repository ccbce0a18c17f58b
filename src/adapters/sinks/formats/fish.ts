import { entriesOf, type Variables } from './expressible.ts';

/** fish: `tobira credentials ROLE --format fish | source`, or pasted. */
export function fish(variables: Variables): string {
  return entriesOf(variables)
    .map(([name, value]) => `set -gx ${name} ${quote(value)}\n`)
    .join('');
}

/** Between fish's single quotes a backslash escapes a single quote and itself, and nothing else means anything. */
function quote(text: string): string {
  return `'${text.replaceAll(/['\\]/g, String.raw`\$&`)}'`;
}
