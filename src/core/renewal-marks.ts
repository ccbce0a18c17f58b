import type { Held } from './held-credentials.ts';

/** What is handed out should outlast the work it is for; AWS's own clients renew at this mark. */
const wantedLeft = 15 * 60_000;
/** How long before that mark renewing ahead of time begins, at most. */
const longestAhead = 5 * 60_000;

/** When 15 minutes are left, or half where the whole session is short. By the clock's `steady`. */
export function markOf(held: Held): number {
  return held.endsAt - Math.min(wantedLeft, lifetimeOf(held) / 2);
}

/** When renewing ahead of that begins. By the clock's `steady`. */
export function aheadOf(held: Held): number {
  return markOf(held) - Math.min(longestAhead, lifetimeOf(held) / 12);
}

function lifetimeOf({ credentials: { issuedAt, expiresAt } }: Held): number {
  return expiresAt - issuedAt;
}
