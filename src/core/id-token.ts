import type { IdToken, Identity } from './model.ts';

/** AWS must still find the token valid when it arrives there; milliseconds. */
const margin = 20_000;

/** Whether a token can still be traded, and belongs to this identity: its configuration may have been edited. */
export function isUsable(token: IdToken, identity: Identity, now: number): boolean {
  const belongs = token.issuer === identity.issuer && token.audience === identity.clientId;
  return belongs && token.expiresAt - now >= margin;
}
