import { entriesOf, type Variables } from './expressible.ts';

/** Any program: the variables as one JSON object. */
export function json(variables: Variables): string {
  return `${JSON.stringify(Object.fromEntries(entriesOf(variables)), null, 2)}\n`;
}
