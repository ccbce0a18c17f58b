import { assertNever } from '../core/errors.ts';
import type { Identity, Language } from '../core/model.ts';
import type { LockReport } from '../core/lock-report.ts';
import type { LockState } from '../core/state.ts';
import type { LeftoverView, LockView } from '../shared/lock-view.ts';
import { presentError } from './present-error.ts';
import { labelOf } from './present-identity.ts';

/** @param known every identity that the report may name */
export function presentLock(lock: LockState, known: readonly Identity[], language: Language): LockView {
  switch (lock.status) {
    case 'asking':
    case 'locking':
      return lock;
    case 'locked':
      return { status: 'locked', leftovers: leftovers(lock.report, known, language) };
    default:
      return assertNever(lock);
  }
}

function leftovers(
  { identities, unlooked, notWithdrawn }: LockReport,
  known: readonly Identity[],
  language: Language,
): readonly LeftoverView[] {
  const label = (id: string) => {
    const identity = known.find((one) => one.id === id);
    return identity === undefined ? id : labelOf(identity, known);
  };
  const blind = unlooked && presentError(unlooked, language);
  return [
    ...(blind ? [{ kind: 'sessions-unknown' as const, reason: blind.title, advice: blind.advice }] : []),
    ...notWithdrawn.map((place): LeftoverView => ({ kind: 'not-withdrawn', place })),
    ...identities.flatMap((one): readonly LeftoverView[] => {
      if (!one.signedOut) {
        const { title: reason, advice } = presentError(one.error, language);
        return one.providerTold
          ? [{ kind: 'session-worthless', label: label(one.identity), reason }]
          : [{ kind: 'session-kept', label: label(one.identity), reason, advice }];
      }
      return one.providerTold ? [] : [{ kind: 'provider-not-told', label: label(one.identity) }];
    }),
  ];
}
