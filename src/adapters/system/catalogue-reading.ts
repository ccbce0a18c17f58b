import type { CatalogueContent } from '../../core/catalogues/ports.ts';
import { readCatalogue } from '../../core/catalogues/read-catalogue.ts';
import type { Complaint, PlacedComplaint } from '../../core/config-complaint.ts';
import { offsetOf } from './complaint-places.ts';
import { faultIn, inOrder, saidBy } from './config-reading.ts';
import { readPlainYaml } from './plain-yaml.ts';
import { placesIn } from './text-places.ts';
import { BeyondBounds, composeYaml } from './yaml-composition.ts';

/** What a catalogue's text came to: plain data, so that it can go from one thread to another. */
export type CatalogueOutcome =
  | { readonly kind: 'content'; readonly content: CatalogueContent }
  /** Nothing of it can be used. */
  | { readonly kind: 'broken'; readonly complaints: readonly PlacedComplaint[] }
  | { readonly kind: 'too-long'; readonly roles: number };

/**
 * Reads a catalogue's text. Nearly every one is plain, and nothing is wrong with it: that is read fast. For any other, the
 * slower reader knows where in the text each thing stands.
 */
export function readCatalogueText(text: string): CatalogueOutcome {
  const plain = readPlainYaml(text);
  const fast = plain && outcomeOf(plain.data, (complaint) => ({ complaint }));
  if (fast !== undefined && !hasComplaints(fast)) return fast;
  try {
    return readPlaced(text);
  } catch (error) {
    if (!(error instanceof BeyondBounds)) throw error;
    // What the fast reader has read is as good without lines.
    if (fast !== undefined && error.kind === 'too-long') return fast;
    const complaint: Complaint = { at: [], kind: 'too-deep' };
    return { kind: 'broken', complaints: [{ ...placesIn(text)(error.at), complaint }] };
  }
}

function readPlaced(text: string): CatalogueOutcome {
  const placeOf = placesIn(text);
  const composition = composeYaml(text);
  const fault = faultIn(composition);
  if (fault !== undefined) {
    return { kind: 'broken', complaints: [{ ...placeOf(fault.at), complaint: fault.complaint }] };
  }
  const placed = (complaint: Complaint): PlacedComplaint => {
    const offset = offsetOf(complaint, composition.document);
    return offset === undefined ? { complaint } : { ...placeOf(offset), complaint };
  };
  let data: unknown;
  try {
    data = saidBy(composition.document);
  } catch {
    return { kind: 'broken', complaints: [placed({ at: [], kind: 'alias' })] };
  }
  return outcomeOf(data, placed);
}

function outcomeOf(data: unknown, placed: (complaint: Complaint) => PlacedComplaint): CatalogueOutcome {
  const reading = readCatalogue(data);
  if ('roles' in reading) return { kind: 'too-long', roles: reading.roles };
  const complaints = reading.complaints.map(placed).sort(inOrder);
  return reading.usable
    ? { kind: 'content', content: { ...reading.content, complaints } }
    : { kind: 'broken', complaints };
}

function hasComplaints(outcome: CatalogueOutcome): boolean {
  return outcome.kind === 'broken' || (outcome.kind === 'content' && outcome.content.complaints.length > 0);
}
