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
  /** It is done, and nothing recalls it any more. */
  end(): void;
}

export function createRecalls(): Recalls {
  const under = new Set<{ readonly identity: IdentityId; recalled: boolean }>();

  function begin(identity: IdentityId): Errand {
    const own = { identity, recalled: false };
    under.add(own);
    return { isRecalled: () => own.recalled, end: () => void under.delete(own) };
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
      for (const one of under) if (identity === undefined || one.identity === identity) one.recalled = true;
    },
  };
}
