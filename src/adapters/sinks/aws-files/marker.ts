/**
 * The full-line comment that says a section is ours, and for which role. It stands inside the section, so that nobody can
 * rename or move the one without the other.
 */
export function markerFor(role: string): string {
  return `${opening}${quote(role)}${closing}`;
}

/** @returns the role's id; undefined where the line is not such a comment to the letter */
export function parseMarker(line: string): string | undefined {
  if (!line.startsWith(opening) || !line.endsWith(closing)) return undefined;
  const quoted = line.slice(opening.length, -closing.length);
  try {
    const role: unknown = JSON.parse(quoted);
    return typeof role === 'string' && quote(role) === quoted ? role : undefined;
  } catch {
    return undefined;
  }
}

const opening = '# Managed by Tobira for the role ';
const closing = '. What Tobira wrote here, it renews.';

/** How every marker begins: a quick way to see that a file holds none. */
export const markerOpening = opening;

/** As JSON in ASCII: whatever a role is called, it stays on its line and reads the same in every encoding. */
function quote(role: string): string {
  return JSON.stringify(role).replace(
    /[^ -~]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
