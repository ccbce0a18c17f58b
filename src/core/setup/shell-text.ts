/** One word for a POSIX shell, whatever is in it (POSIX, "Shell Command Language", 2.2.2). */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
