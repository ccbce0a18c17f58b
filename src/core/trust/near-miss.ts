import { withoutSlashes } from '../safe-url.ts';
import { isNegated, isTextual, takesWildcards } from './operators.ts';
import { matchesPattern, placesOf } from './pattern.ts';
import { providerOfRequest, type Found, type TrustRequest } from './request.ts';
import { hasWildcard, kindOf } from './subject.ts';
import type { Condition } from './trust-policy.ts';

/** Why something that was meant to match does not, and what stands there instead. */
export interface NearMiss {
  readonly code: NearMissCode;
  /** The value, the key or the ARN of the policy that is nearly right. */
  readonly wanted: string;
  /** What it would have to be. */
  readonly right: string;
}

export type NearMissCode =
  /** The same but for… */
  | 'letter-case'
  | 'white-space'
  | 'trailing-slash'
  | 'scheme'
  | 'number-form'
  /** `*` and `?` mean themselves under this operator. */
  | 'wildcard-not-read'
  | 'other-account'
  | 'other-partition'
  | 'other-issuer'
  /** The principal is no OpenID Connect provider at all. */
  | 'not-a-provider'
  | 'other-application'
  /** An address is what CI jobs ask for as their audience. */
  | 'audience-is-address'
  | 'user-not-job'
  | 'job-not-user'
  | 'name-not-id'
  | 'other-user'
  | 'other-branch'
  | 'other-project'
  /** One names the project by its path, the other by its number. */
  | 'project-form'
  /** IAM passes no such claim on. */
  | 'claim-not-passed-on'
  | 'key-of-other-issuer'
  | 'misspelled-claim'
  /** Keys that only come with a signed request. */
  | 'not-signed'
  /** The policy says that it must not be this. */
  | 'excluded';

export function principalNearMiss(providers: readonly string[], right: string): NearMiss | undefined {
  for (const wanted of providers) {
    const code = spelling(wanted, right) ?? otherArn(wanted, right);
    if (code !== undefined) return { code, wanted, right };
  }
  const [first] = providers;
  if (first === undefined) return { code: 'not-a-provider', wanted: '', right };
  return {
    code: first.includes(':oidc-provider/') ? 'other-issuer' : 'not-a-provider',
    wanted: first,
    right,
  };
}

function otherArn(wanted: string, right: string): NearMissCode | undefined {
  const [theirs, ours] = [wanted.split(':'), right.split(':')];
  const same = (index: number) => theirs[index] === ours[index];
  const sameName = theirs.slice(5).join(':') === ours.slice(5).join(':');
  if (!sameName) return undefined;
  if (!same(4)) return 'other-account';
  return same(1) ? undefined : 'other-partition';
}

export function conditionNearMiss(
  condition: Condition,
  found: Found,
  request: TrustRequest,
): NearMiss | undefined {
  const { operator, key, values } = condition;
  if (operator.base === 'Null') return undefined;
  if (found.kind === 'absent') return keyNearMiss(key, request);
  const [actual] = found.kind === 'values' ? found.values : [];
  if (actual === undefined) return undefined;
  if (isNegated(operator)) return { code: 'excluded', wanted: values.join(', '), right: actual };
  if (!isTextual(operator)) return undefined;
  for (const wanted of values) {
    const code = spelling(wanted, actual) ?? wildcardNotRead(condition, wanted, actual);
    if (code !== undefined) return { code, wanted, right: actual };
  }
  const claim = claimOf(key, request);
  const [first = ''] = values;
  const isAddress = (text: string) => /^https?:/i.test(text);
  if (claim === 'aud') {
    const code = isAddress(first) && !isAddress(actual) ? 'audience-is-address' : 'other-application';
    return { code, wanted: first, right: actual };
  }
  return claim === 'sub' ? subjectNearMiss(values, actual) : undefined;
}

/** The same but for what is easily overlooked. */
function spelling(wanted: string, right: string): NearMissCode | undefined {
  if (wanted === right) return undefined;
  if (wanted.toLowerCase() === right.toLowerCase()) return 'letter-case';
  if (bare(wanted, /\s+/g) === bare(right, /\s+/g)) return 'white-space';
  if (withoutSlashes(wanted) === withoutSlashes(right)) return 'trailing-slash';
  if (bare(wanted, /https?:\/\//) === bare(right, /https?:\/\//)) return 'scheme';
  const numbers = [wanted, right].map((text) => (/^[+-]?\d+(\.0+)?$/.test(text) ? Number(text) : Number.NaN));
  return numbers[0] === numbers[1] ? 'number-form' : undefined;
}

function bare(text: string, what: RegExp): string {
  return text.replace(what, '');
}

function wildcardNotRead({ operator }: Condition, wanted: string, actual: string): NearMissCode | undefined {
  if (takesWildcards(operator) || !hasWildcard(wanted)) return undefined;
  return matchesPattern(placesOf(wanted, true), actual) ? 'wildcard-not-read' : undefined;
}

function subjectNearMiss(values: readonly string[], right: string): NearMiss | undefined {
  const kind = kindOf(right);
  const near = values.map((wanted) => ({ wanted, code: subjectDifference(wanted, right, kind) }));
  // The one that shares most with the token is the one that was meant.
  const order: readonly NearMissCode[] = ['other-branch', 'project-form', 'other-project', 'other-user'];
  const best =
    order.map((code) => near.find((one) => one.code === code)).find((one) => one !== undefined) ?? near[0];
  return best?.code === undefined ? undefined : { code: best.code, wanted: best.wanted, right };
}

function subjectDifference(
  wanted: string,
  right: string,
  kind: ReturnType<typeof kindOf>,
): NearMissCode | undefined {
  const theirs = kindOf(wanted);
  if (kind === 'user') {
    if (theirs === 'job') return 'user-not-job';
    return theirs === 'other' ? 'name-not-id' : 'other-user';
  }
  if (kind !== 'job') return undefined;
  if (theirs !== 'job') return 'job-not-user';
  const [ours, policys] = [right.split(':'), wanted.split(':')];
  if (ours[0] !== policys[0]) return 'project-form';
  return ours[1] === policys[1] ? 'other-branch' : 'other-project';
}

/** Whether a key comes with the keys that sign a request: a request with a token has none. */
export function isSigned(key: string): boolean {
  return /^aws:(MultiFactorAuth(Present|Age)|TokenIssueTime|username)$/i.test(key);
}

/** What may have been meant by a key that the request does not have. */
function keyNearMiss(key: string, request: TrustRequest): NearMiss | undefined {
  const { name } = providerOfRequest(request);
  const cut = key.lastIndexOf(':');
  const [prefix, claim] = [key.slice(0, cut), key.slice(cut + 1)];
  if (cut === -1) return { code: 'misspelled-claim', wanted: key, right: `${name}:sub` };
  if (prefix.toLowerCase() === name.toLowerCase()) {
    if (claim.toLowerCase() === 'amr') return undefined;
    const meant = /^(subject|subs?)$/i.test(claim)
      ? 'sub'
      : /^(audience|aud|auds|azp|client_id)$/i.test(claim)
        ? 'aud'
        : undefined;
    if (meant !== undefined) return { code: 'misspelled-claim', wanted: key, right: `${name}:${meant}` };
    return { code: 'claim-not-passed-on', wanted: key, right: `${name}:sub` };
  }
  if (isSigned(key)) return { code: 'not-signed', wanted: key, right: key };
  // A key of its own kind: SAML has no issuer in front.
  if (!/^(aud|sub|amr)$/i.test(claim) || /^saml$/i.test(prefix)) return undefined;
  const right = `${name}:${claim.toLowerCase()}`;
  const code =
    spelling(prefix, name) ??
    (/^https?:\/\//.test(prefix) && spelling(bare(prefix, /^https?:\/\//), name) !== undefined
      ? 'scheme'
      : undefined);
  return { code: code ?? 'key-of-other-issuer', wanted: key, right };
}

/** Which claim of the token's own issuer a key tests. */
function claimOf(key: string, request: TrustRequest): string | undefined {
  const prefix = `${providerOfRequest(request).name.toLowerCase()}:`;
  const name = key.toLowerCase();
  return name.startsWith(prefix) ? name.slice(prefix.length) : undefined;
}
