import { createHash } from 'node:crypto';
import type { Access } from '../../../core/model.ts';

/** What the full-line comment says that makes a section ours. */
export interface Marker {
  /** The role's id. */
  readonly role: string;
  /** The role's ARN, beside keys of its: another configuration may call another role by the same id. */
  readonly arn?: string;
  /** What its sessions may do, where that is not as the configuration says. */
  readonly access?: Access;
  /** The id of the key that we wrote. Where another one stands there, somebody else has put it there. */
  readonly key?: string;
  /** What {@link commandMark} makes of the command that we wrote. */
  readonly command?: string;
}

/**
 * The comment that says whose a section is. It stands inside the section, so that nobody can rename or move the one without
 * the other.
 *
 * @param facts an ARN, a key id, a mark: printable ASCII without white space
 */
export function markerFor(role: string, { arn, access, key, command }: Omit<Marker, 'role'> = {}): string {
  const parts = [
    `${opening}${quote(role)}`,
    arn ?? [],
    access === undefined ? [] : accessWords[access],
    key === undefined ? [] : `with the key ${key}`,
    command === undefined ? [] : `with the command ${command}`,
  ];
  return `${parts.flat().join(', ')}${closing}`;
}

/** @returns undefined where the line is not such a comment to the letter */
export function parseMarker(line: string): Marker | undefined {
  if (!line.startsWith(opening) || !line.endsWith(closing)) return undefined;
  const [, quoted = '', arn, words, kind, value] =
    shape.exec(line.slice(opening.length, -closing.length)) ?? [];
  try {
    const role: unknown = JSON.parse(quoted);
    if (typeof role !== 'string') return undefined;
    const marker: Marker = {
      role,
      ...(arn !== undefined && { arn }),
      ...(words !== undefined && { access: words === accessWords.full ? 'full' : 'read-only' }),
      ...(kind === 'key' && value !== undefined && { key: value }),
      ...(kind === 'command' && value !== undefined && { command: value }),
    };
    return markerFor(role, marker) === line ? marker : undefined;
  } catch {
    return undefined;
  }
}

/** Tells one command from others in a few letters. Of ASCII alone, which is read the same in every encoding. */
export function commandMark(line: string): string {
  return createHash('sha256')
    .update(line.replace(/[^ -~]/g, ''))
    .digest('hex')
    .slice(0, 12);
}

const accessWords: Readonly<Record<Access, string>> = { full: 'full access', 'read-only': 'read-only' };

const opening = '# Managed by Tobira for the role ';
const closing = '. What Tobira wrote here, it renews.';
const shape =
  /^("(?:[^"\\]|\\.)*")(?:, (arn:\S+))?(?:, (read-only|full access))?(?:, with the (key|command) (\S+))?$/;

/** How every marker begins: a quick way to see that a file holds none. */
export const markerOpening = opening;

/** As JSON in ASCII: whatever a role is called, it stays on its line and reads the same in every encoding. */
function quote(role: string): string {
  return JSON.stringify(role).replace(
    /[^ -~]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
