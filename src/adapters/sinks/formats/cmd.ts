import { entriesOf, inexpressible, namesOf, type Variables } from './expressible.ts';

/**
 * Windows' command prompt, pasted or as a .cmd file. Between the double quotes `& | < > ^ ( )` and spaces mean
 * themselves. What cannot be written for both readers is refused: `%` is doubled in a file and must not be at the
 * prompt; `!` is read where delayed expansion is on; `"` would end the quotes; and what is beyond ASCII depends on the
 * code page. AWS gives out none of these.
 */
export function cmd(variables: Variables, unwanted: readonly string[] = []): string {
  const removals = namesOf(unwanted).map((name) => `set "${name}="\r\n`);
  const settings = entriesOf(variables).map(([name, value]) => {
    const line = `set "${name}=${value}"`;
    // An empty value would remove the variable.
    if (!/^[ -~]+$/.test(value) || /["%!]/.test(value) || line.length > longestLine)
      throw inexpressible(name, 'a line for cmd');
    return `${line}\r\n`;
  });
  return [...removals, ...settings].join('');
}

/** What cmd reads at once, in characters. */
const longestLine = 8191;
