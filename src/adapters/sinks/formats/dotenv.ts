import { entriesOf, inexpressible, plain, type Variables } from './expressible.ts';

/** A .env file. */
export function dotenv(variables: Variables): string {
  return entriesOf(variables)
    .map(([name, value]) => `${name}=${write(name, value)}\n`)
    .join('');
}

/**
 * As the readers agree on it. Without quotes where none are needed: Docker's `--env-file` takes quotes for part of the
 * value. Some readers expand `$` and remove `\` between any quotes, and there is no spelling that the others would
 * understand: both are refused.
 */
function write(name: string, value: string): string {
  if (value === '' || plain.test(value)) return value;
  if (/[$\\]/.test(value)) throw inexpressible(name, 'a line of .env');
  if (!value.includes("'")) return `'${value}'`;
  if (!/["`]/.test(value)) return `"${value}"`;
  throw inexpressible(name, 'a line of .env');
}
