import { effectOf } from '../complaint-effect.ts';
import type { Complaint, PlacedComplaint } from '../config-complaint.ts';
import { mostComplaints } from './read-catalogue.ts';

/** What is not about one role: several share one such complaint, or none is left out for it. */
const shared: ReadonlySet<Complaint['kind']> = new Set(['no-usual-identity', 'unknown-identity'] as const);
const harmless: ReadonlySet<Complaint['kind']> = new Set(['unknown-key', 'profile-of-other'] as const);

/**
 * How many roles of a catalogue are not in use for what its complaints say. It may be more where the list of them was
 * cut off, or one of them is about several roles.
 */
export function leftOutRoles(complaints: readonly PlacedComplaint[]): {
  readonly count: number;
  readonly isMore: boolean;
} {
  const ofRoles = complaints
    .map(({ complaint }) => complaint)
    .filter((one) => one.at[0] === 'roles' && !harmless.has(one.kind) && effectOf(one) === 'left-out');
  // Several mistakes may be in one entry; what is found beside the configuration names no entry.
  const entries = new Set(ofRoles.map((one, at) => (typeof one.at[1] === 'number' ? one.at[1] : `+${at}`)));
  const isMore = complaints.length >= mostComplaints || ofRoles.some(({ kind }) => shared.has(kind));
  return { count: entries.size, isMore };
}
