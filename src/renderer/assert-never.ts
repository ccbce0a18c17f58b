/** Closes a union: a forgotten case does not compile, and a foreign one is an error. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
