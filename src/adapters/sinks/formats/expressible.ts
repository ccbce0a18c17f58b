import { AppError } from '../../../core/errors.ts';

/** The names and values that become variables of a program's environment. */
export type Variables = Readonly<Record<string, string>>;

/** Characters that mean themselves to every reader there is. What AWS gives out has no others. */
export const plain = /^[\w+/=.:@-]+$/;

// Control characters, what Unicode calls line ends, and halves of characters: each could end a line, or become another
// character on its way.
const breaking = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u;

/**
 * Entries of variables that can be written on a line of their own.
 * @throws AppError `internal` where a name or a value could break out of its line
 */
export function entriesOf(variables: Variables): readonly (readonly [name: string, value: string])[] {
  return Object.entries(variables).map(([name, value]) => [checkedName(name), oneLine(name, value)] as const);
}

/**
 * Names of variables that are to be removed.
 * @throws AppError `internal` where one could break out of its line
 */
export function namesOf(unwanted: readonly string[]): readonly string[] {
  return unwanted.map(checkedName);
}

function checkedName(name: string): string {
  if (!/^[A-Za-z_]\w*$/.test(name)) throw inexpressible('a name', 'a variable');
  return name;
}

/** @throws AppError `internal` where the value could break out of its line */
export function oneLine(name: string, value: string): string {
  if (breaking.test(value)) throw inexpressible(name, 'one line');
  return value;
}

/** Says what could not be written, and never its value. */
export function inexpressible(name: string, form: string): AppError<'internal'> {
  return new AppError('internal', {}, { cause: new Error(`${name} cannot be written as ${form}`) });
}
