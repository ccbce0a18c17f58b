/** A place in a file as compilers write it, and as editors and terminals understand it: `config.yaml:22:15`. */
export function placeIn(
  path: string,
  { line, column }: { readonly line?: number | undefined; readonly column?: number | undefined },
): string {
  if (line === undefined) return path;
  return column === undefined ? `${path}:${line}` : `${path}:${line}:${column}`;
}
