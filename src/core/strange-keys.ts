import { carefulKeyMeant } from './careful-keys.ts';
import type { Complaint } from './config-complaint.ts';

/** Keys of an entry that mean nothing there. */
export function strangeKeys(entry: unknown, allowed: readonly string[]): readonly string[] {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return [];
  return Object.keys(entry).filter((key) => !allowed.includes(key));
}

/** What is said of a key of a role that means nothing: only where it may stand for a careful one is the role left out. */
export function strangeRoleKey(
  key: string,
  at: readonly (string | number)[],
  allowed: readonly string[],
): Complaint {
  const meant = carefulKeyMeant(key);
  return meant === undefined
    ? { at: [...at, key], kind: 'unknown-key', key: plainKey(key), allowed }
    : { at: [...at, key], kind: 'doubtful-key', key: plainKey(key), meant };
}

/** A key may be somebody else's text, and is shown. */
export function plainKey(key: string): string {
  return key.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\uFFFD').slice(0, 60);
}
