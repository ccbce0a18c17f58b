import { entriesOf, namesOf, type Variables } from './expressible.ts';

/** fish: `tobira credentials ROLE --format fish | source`, or pasted. */
export function fish(variables: Variables, unwanted: readonly string[] = []): string {
  const settings = entriesOf(variables).map(([name, value]) => `set -gx ${name} ${quote(value)}\n`);
  return `${removal(namesOf(unwanted))}${settings.join('')}`;
}

/**
 * Variables of this shell go. A universal one would come back to light then; it is of every shell of the user's, for
 * good: it stays, and the user is told.
 */
function removal(names: readonly string[]): string {
  if (names.length === 0) return '';
  const list = names.join(' ');
  const say = 'echo "fish sets $name everywhere: \'set -eU $name\' removes it" >&2';
  return `set -eg ${list}\nbegin; set -l name; for name in ${list}; set -qUx $name; and ${say}; end; true; end\n`;
}

/** Between fish's single quotes a backslash escapes a single quote and itself, and nothing else means anything. */
function quote(text: string): string {
  return `'${text.replaceAll(/['\\]/g, String.raw`\$&`)}'`;
}
