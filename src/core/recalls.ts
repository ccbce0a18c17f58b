import { AppError } from './errors.ts';
import type { IdentityId } from './model.ts';

/** Work that ends in handing something out. A sign-out recalls it: what has not left by then stays here. */
export interface Recalls {
  /** Fails with `signed_out_meanwhile` where it was recalled before it was done. */
  guard<Value>(identity: IdentityId, work: () => Promise<Value>): Promise<Value>;
  /** Recalls what is under way with this identity, or all of it. */
  recall(identity?: IdentityId): void;
}

export function createRecalls(): Recalls {
  const under = new Set<{ readonly identity: IdentityId }>();
  return {
    async guard(identity, work) {
      const own = { identity };
      under.add(own);
      try {
        const value = await work();
        if (!under.has(own)) throw new AppError('signed_out_meanwhile', {});
        return value;
      } finally {
        under.delete(own);
      }
    },
    recall(identity) {
      for (const one of under) if (identity === undefined || one.identity === identity) under.delete(one);
    },
  };
}
