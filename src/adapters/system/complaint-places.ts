import { isAlias, isMap, isNode, visit, type Alias, type Document, type Node } from 'yaml';
import type { Complaint, PlacedComplaint } from '../../core/config-complaint.ts';
import { placesIn } from './text-places.ts';
import type { Composition } from './yaml-composition.ts';
import { pairIn } from './yaml-text.ts';

/** What makes a text no YAML, and at which offset of it. */
interface Fault {
  readonly at: number;
  readonly complaint: Complaint;
}

/** The first thing that makes it no YAML. */
export function faultIn({ document: { errors }, second }: Composition): Fault | undefined {
  const [syntax] = errors;
  if (syntax !== undefined) {
    const { code, message, pos } = syntax;
    // A second document has no such error: it is told of by itself.
    if (code !== 'MULTIPLE_DOCS')
      return { at: pos[0], complaint: { at: [], kind: 'syntax', code, said: message } };
  }
  return second === undefined ? undefined : { at: second, complaint: { at: [], kind: 'second-document' } };
}

export function placeOfFault(text: string, { at, complaint }: Fault): PlacedComplaint {
  return { ...placesIn(text)(at), complaint };
}

/** @returns the complaints with their lines, those without one first */
export function placed(
  text: string,
  document: Document,
  complaints: readonly Complaint[],
): readonly PlacedComplaint[] {
  const placeOf = placesIn(text);
  return complaints
    .map((complaint): PlacedComplaint => {
      const offset = offsetOf(complaint, document);
      return offset === undefined ? { complaint } : { ...placeOf(offset), complaint };
    })
    .sort((one, other) => (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0));
}

/** @returns where in the text a complaint points, or the nearest thing around it that the text does say */
function offsetOf(complaint: Complaint, document: Document): number | undefined {
  const { at, kind } = complaint;
  if (kind === 'alias') return faultyAlias(document)?.range?.[0];
  if (kind === 'unknown-key' || kind === 'doubtful-key') {
    const key = startOf(keyAt(at, document));
    if (key !== undefined) return key;
  }
  for (let depth = at.length; depth > 0; depth--) {
    const start = startOf(document.getIn(at.slice(0, depth), true));
    if (start !== undefined) return start;
  }
  // Of an empty file, the beginning is all there is.
  return kind === 'missing' || kind === 'no-mapping' ? (startOf(document.contents) ?? 0) : undefined;
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

/** The key itself: what stands behind it is not what is wrong. */
function keyAt(at: Complaint['at'], document: Document): unknown {
  const holder = at.length === 1 ? document.contents : document.getIn(at.slice(0, -1), true);
  return isMap(holder) ? pairIn(holder, String(at.at(-1)))?.key : undefined;
}

/** The first one that names nothing; where all do, there are too many of them. */
function faultyAlias(document: Document): Alias | undefined {
  const names = new Set<string>();
  let first: Alias | undefined;
  let lost: Alias | undefined;
  visit(document, {
    Node(_key, node: Node) {
      if (!isAlias(node)) {
        if (node.anchor !== undefined) names.add(node.anchor);
        return undefined;
      }
      first ??= node;
      if (names.has(node.source)) return undefined;
      lost = node;
      return visit.BREAK;
    },
  });
  return lost ?? first;
}
