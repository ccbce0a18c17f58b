import { entriesOf, namesOf, type Variables } from './expressible.ts';

/** PowerShell: `tobira credentials ROLE --format powershell | Out-String | Invoke-Expression`, or pasted. */
export function powershell(variables: Variables, unwanted: readonly string[] = []): string {
  const items = namesOf(unwanted).map((name) => `Env:${name}`);
  const removal = items.length === 0 ? '' : `Remove-Item ${items.join(', ')} -ErrorAction Ignore\n`;
  const settings = entriesOf(variables).map(([name, value]) => `$env:${name} = ${quote(value)}\n`);
  return `${removal}${settings.join('')}`;
}

/**
 * Between single quotes PowerShell takes every character as it is, but for single quotes, which are doubled. Four
 * typographic ones count as such: its language specification, section 2.3.5.2, "Characters".
 */
function quote(text: string): string {
  return `'${text.replaceAll(/['\u2018\u2019\u201a\u201b]/g, '$&$&')}'`;
}
