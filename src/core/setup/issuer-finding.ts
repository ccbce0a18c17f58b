import type { ErrorCode, ErrorDetails } from '../errors.ts';

/** All that can stand between an issuer and AWS, with the facts that its words need. Plain data, nothing secret. */
export interface IssuerFindingDetails {
  'address-unreadable': { readonly issuer: string };
  'address-not-https': { readonly issuer: string };
  /** `issuer` is the host alone: a user's part may hold a password. */
  'address-with-user': { readonly issuer: string };
  /** `port` is empty where a colon stands without one. */
  'address-with-port': { readonly issuer: string; readonly port: string };
  'address-with-query': { readonly issuer: string };
  /** A browser would read it as something else, or a shell would; `instead` is empty where nothing can be offered. */
  'address-not-plain': { readonly issuer: string; readonly instead: string };
  'address-with-slash': { readonly issuer: string; readonly instead: string };
  'address-in-capitals': { readonly issuer: string; readonly instead: string };
  'address-too-long': { readonly issuer: string; readonly length: number; readonly longest: number };
  /** AWS cannot come to it from outside. */
  'host-private': HostDetails;
  'host-is-address': HostDetails;
  'host-local-name': HostDetails;
  'document-unreachable': DocumentDetails & { readonly failure: Failure };
  'document-redirected': DocumentDetails;
  'document-status': DocumentDetails & { readonly status: number };
  'document-not-json': DocumentDetails;
  'issuer-differs': { readonly issuer: string; readonly claimed: string };
  /** Discovery names no address of keys, or one that is no URL. */
  'keys-nowhere': { readonly issuer: string };
  'keys-not-https': { readonly url: string };
  /** No key that AWS could check a signature with. */
  'keys-none': { readonly url: string };
  /** AWS takes 100 of each type. */
  'keys-too-many': { readonly url: string; readonly type: 'RSA' | 'EC'; readonly count: number };
  /** Both documents together, as measured from here; AWS waits for about `allowed` seconds. */
  'answers-slow': { readonly seconds: number; readonly allowed: number };
}

interface HostDetails {
  readonly host: string;
  /** Whose host: the issuer's own, or the one that its keys are at. */
  readonly what: 'issuer' | 'keys';
}

interface DocumentDetails {
  readonly document: 'discovery' | 'keys';
  readonly url: string;
}

/** An error as plain data: `AppError` takes the two. */
export type Failure = {
  readonly [Code in ErrorCode]: { readonly code: Code; readonly details: ErrorDetails[Code] };
}[ErrorCode];

export type IssuerFindingCode = keyof IssuerFindingDetails;

/** `fail`: AWS cannot trust this issuer as it is. `warn`: it may not be able to, or it need not matter. */
export type IssuerFindingLevel = 'warn' | 'fail';

export type IssuerFinding<Code extends IssuerFindingCode = IssuerFindingCode> = {
  readonly [Each in Code]: {
    readonly code: Each;
    readonly level: IssuerFindingLevel;
    readonly details: IssuerFindingDetails[Each];
  };
}[Code];

export function finding<Code extends IssuerFindingCode>(
  code: Code,
  level: IssuerFindingLevel,
  details: IssuerFindingDetails[Code],
): IssuerFinding {
  // TypeScript does not see that the three belong together; the parameters say so.
  return { code, level, details } as IssuerFinding;
}
