import { finding, type IssuerFinding } from './issuer-finding.ts';

const types = ['RSA', 'EC'] as const;
/** Of each type. */
const mostKeys = 100;
/** What STS accepts signatures of; a key need not name any. */
const algorithms: readonly unknown[] = ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512'];

/** Whether AWS could check signatures with a key set (RFC 7517). */
export function keyFindings(
  keySet: Readonly<Record<string, unknown>>,
  url: string,
): readonly IssuerFinding[] {
  const keys = Array.isArray(keySet['keys']) ? (keySet['keys'] as readonly unknown[]).filter(isObject) : [];
  const tooMany = types.flatMap((type) => {
    const count = keys.filter(({ kty }) => kty === type).length;
    return count > mostKeys ? [finding('keys-too-many', 'fail', { url, type, count })] : [];
  });
  return keys.some(signs) ? tooMany : [finding('keys-none', 'fail', { url }), ...tooMany];
}

function signs({ kty, use, alg }: Readonly<Record<string, unknown>>): boolean {
  const fits = types.some((type) => type === kty) && (use === undefined || use === 'sig');
  return fits && (alg === undefined || algorithms.includes(alg));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
