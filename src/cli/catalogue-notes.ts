import type { StatusReport } from '../adapters/owner/protocol.ts';
import type { Texts } from './texts.ts';

/** What somebody who looks at roles has to know of catalogues: which are not as they should be. */
export function catalogueNotes(
  { catalogues = [] }: Pick<StatusReport, 'catalogues'>,
  { catalogues: texts }: Texts,
): readonly string[] {
  return catalogues.flatMap(({ id, status, roles, leftOut, leftOutMore }) => [
    ...(status === 'stale' ? [texts.notes.stale(id, roles)] : []),
    ...(status === 'sign-in-needed' ? [texts.notes.signIn(id)] : []),
    ...(leftOut === undefined ? [] : [texts.notes.leftOut(id, leftOut, leftOutMore === true)]),
  ]);
}
