import { isDeepStrictEqual } from 'node:util';
import type { Complaint, PlacedComplaint } from '../../core/config-complaint.ts';
import { faultIn, placed } from './complaint-places.ts';
import { composeYaml, saidBy } from './yaml-composition.ts';

/**
 * Where in the text complaints stand, for a text that the fast reader has read. Of ten thousand roles one may have a
 * mistake: the reader that knows places is given the text with all other roles emptied, line for line.
 *
 * @param data what the fast reader made of the text
 * @returns undefined where the emptied text does not say the same of what is complained about
 * @throws BeyondBounds
 */
export function placePlainly(
  text: string,
  data: unknown,
  complaints: readonly Complaint[],
): readonly PlacedComplaint[] | undefined {
  if (complaints.length === 0) return [];
  const roles = rolesIn(data);
  const wanted = new Set(complaints.map(({ at: [list, index] }) => (list === 'roles' ? index : undefined)));
  if (roles === undefined) return undefined;
  const sparse = withoutOthers(text, wanted, roles.length);
  if (sparse === undefined) return undefined;
  const composition = composeYaml(sparse);
  if (faultIn(composition) !== undefined) return undefined;
  const { document } = composition;
  const left = rolesIn(saidBy(document));
  const isSame = roles.every((role, index) => !wanted.has(index) || isDeepStrictEqual(left?.[index], role));
  if (!isSame || left?.length !== roles.length) return undefined;
  return placed(sparse, document, complaints);
}

function rolesIn(data: unknown): readonly unknown[] | undefined {
  if (typeof data !== 'object' || data === null || !('roles' in data)) return undefined;
  return Array.isArray(data.roles) ? data.roles : undefined;
}

/** @returns the text with nothing left of the roles that are not wanted but their dashes */
function withoutOthers(
  text: string,
  wanted: ReadonlySet<string | number | undefined>,
  count: number,
): string | undefined {
  const lines = text.split('\n');
  const head = lines.findIndex((line) => /^roles:\s*(?:#|$)/.test(line));
  if (head === -1) return undefined;
  let dash: string | undefined;
  let index = -1;
  for (let at = head + 1; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (/^\s*(?:#|$)/.test(line)) continue;
    dash ??= /^ *-(?=\s)/.exec(line)?.[0];
    if (dash === undefined) return undefined;
    const begins = line.startsWith(dash) && /^\s/.test(line.slice(dash.length));
    if (!begins && line.search(/\S/) < dash.length) break;
    if (begins) index += 1;
    if (!wanted.has(index)) lines[at] = begins ? dash : '';
  }
  return index + 1 === count ? lines.join('\n') : undefined;
}
