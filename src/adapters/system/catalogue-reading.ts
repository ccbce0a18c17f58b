import type { CatalogueContent } from '../../core/catalogues/ports.ts';
import { readCatalogue, type CatalogueReading } from '../../core/catalogues/read-catalogue.ts';
import type { Complaint, PlacedComplaint } from '../../core/config-complaint.ts';
import { faultIn, placed, placeOfFault } from './complaint-places.ts';
import { placePlainly } from './plain-places.ts';
import { readPlainYaml } from './plain-yaml.ts';
import { BeyondBounds, composeYaml, saidBy } from './yaml-composition.ts';

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
  const fast = plain && readCatalogue(plain.data);
  try {
    const complaints = plain && fast && placePlainly(text, plain.data, complaintsOf(fast));
    return fast && complaints ? outcomeOf(fast, complaints) : readPlaced(text);
  } catch (error) {
    if (!(error instanceof BeyondBounds)) throw error;
    // What the fast reader has read is as good without lines.
    if (fast !== undefined && error.kind === 'too-long') {
      return outcomeOf(
        fast,
        complaintsOf(fast).map((complaint) => ({ complaint })),
      );
    }
    const complaint: Complaint = { at: [], kind: 'too-deep' };
    return { kind: 'broken', complaints: [placeOfFault(text, { at: error.at, complaint })] };
  }
}

function readPlaced(text: string): CatalogueOutcome {
  const composition = composeYaml(text);
  const fault = faultIn(composition);
  if (fault !== undefined) return { kind: 'broken', complaints: [placeOfFault(text, fault)] };
  const { document } = composition;
  let data: unknown;
  try {
    data = saidBy(document);
  } catch {
    return { kind: 'broken', complaints: placed(text, document, [{ at: [], kind: 'alias' }]) };
  }
  const reading = readCatalogue(data);
  return outcomeOf(reading, placed(text, document, complaintsOf(reading)));
}

function outcomeOf(reading: CatalogueReading, complaints: readonly PlacedComplaint[]): CatalogueOutcome {
  if ('roles' in reading) return { kind: 'too-long', roles: reading.roles };
  return reading.usable
    ? { kind: 'content', content: { ...reading.content, complaints } }
    : { kind: 'broken', complaints };
}

function complaintsOf(reading: CatalogueReading): readonly Complaint[] {
  return 'roles' in reading ? [] : reading.complaints;
}
