import { AppError } from './errors.ts';
import type { IdentityId } from './model.ts';

/** Work that ends in handing something out. A sign-out recalls it: what has not left by then stays here. */
export interface Recalls {
  /** Fails with `signed_out_meanwhile` where it was recalled before it was done. */
  guard<Value>(identity: IdentityId, work: () => Promise<Value>): Promise<Value>;
  /** For work that looks for itself. */
  begin(identity: IdentityId): Errand;
  /** Recalls what is under way with this identity, or all of it. */
  recall(identity?: IdentityId): void;
}

export interface Errand {
  isRecalled(): boolean;
  /** Aborted with `signed_out_meanwhile` as soon as it is recalled. */
  readonly signal: AbortSignal;
  /** It is done, and nothing recalls it any more. */
  end(): void;
}

export function createRecalls(): Recalls {
  const under = new Set<{ readonly identity: IdentityId; readonly recall: AbortController }>();

  function begin(identity: IdentityId): Errand {
    const recall = new AbortController();
    const own = { identity, recall };
    under.add(own);
    const { signal } = recall;
    return { isRecalled: () => signal.aborted, signal, end: () => void under.delete(own) };
  }

  return {
    begin,
    async guard(identity, work) {
      const errand = begin(identity);
      try {
        const value = await work();
        if (errand.isRecalled()) throw new AppError('signed_out_meanwhile', {});
        return value;
      } finally {
        errand.end();
      }
    },
    recall(identity) {
      const meant = [...under].filter((one) => identity === undefined || one.identity === identity);
      for (const one of meant) one.recall.abort(new AppError('signed_out_meanwhile', {}));
    },
  };
}
