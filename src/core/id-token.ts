import type { FreshIdToken, IdToken, Identity, IdentityId } from './model.ts';
import type { Clock } from './ports.ts';

/** ID tokens in memory, one per identity. */
export interface HeldIdTokens {
  /** One that can still be traded, and belongs to this identity: its configuration may have been edited. */
  of(identity: Identity): IdToken | undefined;
  /** @param since when it was asked for, by the clock's `steady` */
  put(identity: IdentityId, token: FreshIdToken, since: number): void;
  drop(identity: IdentityId): void;
  /** Drops what can no longer be traded. */
  look(): void;
  /** For the next owner, which has another `steady`: with what is left of their lives. */
  handOver(): ReadonlyMap<IdentityId, FreshIdToken>;
}

interface Held {
  readonly token: FreshIdToken;
  /** By the clock's `steady`. */
  readonly endsAt: number;
}

/** AWS must still find the token valid when it arrives there; milliseconds. */
const margin = 20_000;

export function createHeldIdTokens(clock: Clock): HeldIdTokens {
  const held = new Map<IdentityId, Held>();

  const isUsable = ({ endsAt }: Held) => endsAt - clock.steady() >= margin;

  return {
    of({ id, issuer, clientId }) {
      const entry = held.get(id);
      if (entry === undefined || !isUsable(entry)) return undefined;
      return isSameIssuer(entry.token.issuer, issuer) && entry.token.audience === clientId
        ? entry.token
        : undefined;
    },
    put: (id, token, since) => void held.set(id, { token, endsAt: since + token.lifetimeMs }),
    drop: (id) => void held.delete(id),
    look() {
      for (const [id, entry] of held) if (!isUsable(entry)) held.delete(id);
    },
    handOver() {
      const now = clock.steady();
      return new Map(
        [...held].map(([id, { token, endsAt }]) => [id, { ...token, lifetimeMs: endsAt - now }]),
      );
    },
  };
}

/** Some providers name themselves with a slash at the end; the configuration has none. */
function isSameIssuer(named: string, configured: string): boolean {
  return named === configured || named === `${configured}/`;
}
