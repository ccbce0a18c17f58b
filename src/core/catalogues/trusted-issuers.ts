import * as z from 'zod';
import type { Memory, TrustedIssuer } from '../ports.ts';

/** More than anybody says yes to; beyond it the oldest is forgotten, and asked about again. */
const mostTrusted = 200;

/** Which issuers of which catalogues the user has said yes to. */
export interface TrustedIssuers {
  has(trust: TrustedIssuer): boolean;
  add(trust: TrustedIssuer): void;
}

export function createTrustedIssuers(
  memory: Pick<Memory, 'trustedIssuers' | 'setTrustedIssuers'>,
): TrustedIssuers {
  const isSame = (one: TrustedIssuer, other: TrustedIssuer) =>
    one.catalogue === other.catalogue && one.issuer === other.issuer && one.clientId === other.clientId;

  return {
    has: (trust) => memory.trustedIssuers().some((one) => isSame(one, trust)),
    add({ catalogue, issuer, clientId }) {
      const before = memory.trustedIssuers();
      const trust = { catalogue, issuer, clientId };
      if (before.some((one) => isSame(one, trust))) return;
      memory.setTrustedIssuers([...before, trust].slice(-mostTrusted));
    },
  };
}

const text = z.string().min(1).max(2_000);
const schema = z.object({ catalogue: text, issuer: text, clientId: text });

/** Out of a file that somebody may have edited. */
export function readTrustedIssuers(value: unknown): readonly TrustedIssuer[] {
  if (!Array.isArray(value)) return [];
  return value.slice(-mostTrusted).flatMap((one: unknown) => {
    const { success, data } = schema.safeParse(one);
    return success ? [data] : [];
  });
}
