import type { Finding } from './finding.ts';

/** What is no fault, and still keeps roles from being used. */
export type Hindrance =
  | { readonly kind: 'not-set-up' }
  /** By their ids. */
  | { readonly kind: 'not-signed-in'; readonly identities: readonly string[] };

/** A configuration without roles comes first: there is nobody to sign in for. */
export function hindranceIn(findings: readonly Finding[]): Hindrance | undefined {
  if (findings.some(({ code }) => code === 'config_empty')) return { kind: 'not-set-up' };
  const identities = findings
    .filter(
      ({ check, level, code }) => check === 'session' && level === 'warn' && code !== 'session_in_memory',
    )
    .map(({ about = '' }) => about);
  return identities.length === 0 ? undefined : { kind: 'not-signed-in', identities };
}

/** How many things could not be looked at. */
export function uncheckedIn(findings: readonly Finding[]): number {
  return findings.filter(({ level }) => level === 'skipped').length;
}
