import type { Complaint } from './config-complaint.ts';

/** What a mistake comes to: what it is about is left out, or something else is in use instead. */
export type ComplaintEffect = 'left-out' | 'changed';

const changing: ReadonlySet<Complaint['kind']> = new Set([
  'ends-in-slash',
  'chain-duration',
  'chain-console-duration',
  'no-console',
] as const);

export function effectOf({ kind }: Complaint): ComplaintEffect {
  return changing.has(kind) ? 'changed' : 'left-out';
}
