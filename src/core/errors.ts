import type { BrowserApp } from './model.ts';
import type { CatalogueErrors } from './catalogues/catalogue-errors.ts';
import type { CiSystem, Mistaken, UnusableToken } from './ci-faults.ts';
import type { SpoiltToken } from './ci-token-form.ts';
import type { PlacedComplaint } from './config-complaint.ts';
import type { TokenFault } from './unverified-token.ts';
import type { UsageFault } from './usage-fault.ts';

/** What AWS was shown when it refused: all of an ID token that a trust policy can speak of, and the role. */
export interface Shown {
  readonly roleArn: string;
  readonly issuer: string;
  readonly audience: string;
  readonly subject: string;
}

/**
 * Every way Tobira can fail, with the facts its message needs. Details are shown to people and written to logs:
 * no token, key or secret URL may be put there.
 */
export interface ErrorDetails extends CatalogueErrors {
  internal: Record<string, never>;
  usage: UsageFault;

  config_missing: { readonly path: string };
  config_unreadable: { readonly path: string; readonly reason: string };
  /** `problems` are English sentences. `complaints` are the same, for other languages; an older Tobira has none. */
  config_broken: {
    readonly path: string;
    readonly problems: readonly string[];
    readonly complaints?: readonly PlacedComplaint[];
  };
  config_other: { readonly path: string; readonly ownerPath: string };
  /** `problems` counts the complaints about the configuration: the role may be one that was left out. */
  unknown_role: {
    readonly role: string;
    readonly known: readonly string[];
    /** So many are there beside those that are named. */
    readonly more?: number;
    readonly problems: number;
    /** Lists that others keep, and may have taken it out of. */
    readonly catalogues?: readonly string[];
  };
  unknown_identity: {
    readonly identity: string;
    readonly known: readonly string[];
    readonly problems: number;
  };
  no_identity: { readonly path: string; readonly problems: number };
  identity_ambiguous: { readonly known: readonly string[] };
  partition_unsupported: { readonly partition: string };

  login_needed: { readonly identity: string };
  login_cancelled: Record<string, never>;
  /**
   * A program asked for a role that the user wants to be asked about. `role` is its name; a yes holds for `forSeconds`.
   * `declined` says that the user has just said no, and is not asked again for a moment.
   */
  confirmation_needed: {
    readonly role: string;
    readonly id: string;
    readonly forSeconds: number;
    readonly declined?: true;
  };
  confirmation_declined: Record<string, never>;
  /** The user, or whoever asked, wants it no more. */
  work_cancelled: Record<string, never>;
  /** One login at a time waits for the user: `by` names the identity of the one that took its place. */
  login_replaced: { readonly by: string };
  signed_out_meanwhile: Record<string, never>;
  login_denied: { readonly issuer: string };
  login_timeout: { readonly issuer: string; readonly redirectUri: string };
  login_refused: { readonly issuer: string; readonly reason: string };
  login_port_taken: { readonly redirectUri: string };
  /** No login with a code is to be had from this provider. */
  device_unsupported: { readonly issuer: string };
  device_code_expired: { readonly issuer: string };
  session_expired: { readonly identity: string; readonly issuer: string };
  session_unknown: { readonly identity: string };

  issuer_not_oidc: { readonly issuer: string };
  issuer_mismatch: { readonly issuer: string; readonly claimed: string };
  /** `waitSeconds` is what is left of the time for which the issuer asked to be left alone. */
  issuer_failed: { readonly issuer: string; readonly status: number; readonly waitSeconds?: number };
  client_refused: { readonly issuer: string; readonly clientId: string };
  no_refresh_token: { readonly issuer: string };
  no_id_token: { readonly issuer: string };
  id_token_invalid: { readonly issuer: string; readonly reason: string };
  clock_skew: { readonly issuer: string; readonly seconds: number };

  role_refused: Shown;
  sts_token_refused: Shown & { readonly reason: string };
  /** AWS takes a claim for expired or revoked: a new sign-in brings new ones. */
  sts_claim_rejected: Shown & { readonly reason: string };
  /** `agoSeconds` tells how long ago it expired by AWS's clock, where AWS dates its answer. */
  sts_token_expired: Shown & { readonly agoSeconds?: number };
  sts_issuer_unreachable: { readonly issuer: string };
  /**
   * The role before it may not assume this one. `link` is its place in the chain, from 1; `externalId` and
   * `sourceIdentity` tell whether the configuration sets one for it.
   */
  chain_refused: {
    readonly roleArn: string;
    readonly from: string;
    readonly link: number;
    readonly externalId: boolean;
    readonly sourceIdentity: boolean;
  };
  /** Only where one went along, as with the next one. */
  session_policy_refused: { readonly roleArn: string; readonly reason: string };
  /** It is short enough as text, and not as AWS packs it together with tags and other policies. */
  session_policy_too_large: { readonly roleArn: string; readonly reason: string };
  /** A policy beside its own one would give a session more: AWS adds session policies up. `role` is its name. */
  read_only_refused: { readonly role: string };
  sts_duration_refused: { readonly roleArn: string; readonly seconds: number };
  sts_region_disabled: { readonly region: string };
  sts_throttled: { readonly waitSeconds?: number };
  sts_unavailable: { readonly host: string; readonly status: number; readonly waitSeconds?: number };
  sts_not_aws: { readonly host: string; readonly status: number };
  sts_failed: { readonly code: string; readonly reason: string } & (
    | { readonly link?: undefined; readonly roleArn?: undefined }
    /** At a link of a role's chain, counted from 1, which leads to this role. */
    | { readonly link: number; readonly roleArn: string }
  );
  console_refused: { readonly host: string; readonly status: number };

  /** `largest` bytes were wanted at most, and more came. */
  network_unreachable: { readonly host: string; readonly reason: string; readonly largest?: number };
  network_timeout: { readonly host: string; readonly seconds: number };
  /** `authority` is the name of whoever issued the certificate, where that can be read. */
  network_untrusted: { readonly host: string; readonly reason: string; readonly authority?: string };
  network_redirected: { readonly host: string };
  /**
   * `proxy` is its address without a login, where it is known. `reason` says why it cannot be reached; without one it
   * was reached and refuses.
   */
  network_proxy: { readonly host: string; readonly proxy?: string; readonly reason?: string };

  keychain_missing: { readonly reason: string };
  /** It asks for its password, or cannot ask. */
  keychain_locked: Record<string, never>;
  /** It asked for its password, and the window was closed. */
  keychain_dismissed: Record<string, never>;
  /** It worked before in this process, and does not any more. */
  keychain_gone: Record<string, never>;
  /** What is stored is there, and cannot be made sense of. */
  keychain_unreadable: Record<string, never>;
  keychain_failed: { readonly reason: string };

  console_link_visited_twice: Record<string, never>;
  browser_failed: { readonly command: string };
  /** `installed` are those that are there, by their names in the configuration. */
  browser_missing: { readonly app: BrowserApp; readonly installed: readonly BrowserApp[] };
  browser_profile_unknown: {
    readonly app: BrowserApp;
    readonly profile: string;
    readonly known: readonly string[];
  };
  clipboard_failed: { readonly reason: string };
  clipboard_not_cleared: { readonly reason: string };
  file_failed: { readonly path: string; readonly reason: string };

  /** AWS's own tools would refuse the file, too. Lines count from 1. */
  aws_file_malformed: { readonly path: string; readonly line: number; readonly reason: string };
  /** Another Tobira that lives is at it for too long. */
  aws_file_locked: { readonly path: string };
  /** The profile is there, and somebody else wrote it; or it is there for another role, where that is named. */
  profile_taken: { readonly path: string; readonly profile: string; readonly role?: string };
  /** Keys that somebody else wrote would win over what is to be written. */
  profile_shadowed: { readonly path: string; readonly profile: string; readonly keys: readonly string[] };
  /** Nothing of this name is ours. */
  profile_unknown: { readonly profile: string };
  endpoint_failed: { readonly reason: string };
  endpoint_off: Record<string, never>;
  /** `terminal` is what TERMINAL names, empty where it is not set; absent on systems that know no such setting. */
  terminal_failed: { readonly reason: string; readonly terminal?: string };

  owner_unreachable: { readonly path: string; readonly reason: string };
  /** The connection ended without an answer. `begun` tells whether it had begun to do what it was asked. */
  owner_gone: { readonly path: string; readonly begun: boolean };
  /** Somebody listens and says nothing at all. `pid` is 0 where its number is not known. */
  owner_silent: { readonly path: string; readonly pid: number };
  owner_version: { readonly ours: number; readonly theirs: number };
  owner_busy: Record<string, never>;

  /** `alike` names variables that do hold an ID token. `removed` is one that GitLab does not set any more. */
  ci_token_missing: {
    readonly variable: string;
    readonly state: 'unset' | 'empty' | 'removed';
    readonly alike: readonly string[];
    readonly system: CiSystem;
  };
  ci_permission_missing: Record<string, never>;
  /** `status` is 0 where the address may not be asked at all. */
  ci_token_request_failed: { readonly host: string; readonly status: number };
  ci_token_mistaken: { readonly variable: string; readonly mistaken: Mistaken };
  ci_token_unreadable: { readonly variable: string; readonly fault: TokenFault | SpoiltToken };
  /** `found` is the length, the algorithm, the issuer, or the claim with a time and its value. */
  ci_token_unusable: {
    readonly variable: string;
    readonly fault: UnusableToken;
    readonly found: string;
  };
  ci_token_audience: {
    readonly variable: string;
    readonly wanted: string;
    readonly found: readonly string[];
  };
  /** Times are ISO 8601; `lifeSeconds` is how long the token was good for. */
  ci_token_expired: {
    readonly variable: string;
    readonly issuer: string;
    readonly expiredAt: string;
    readonly agoSeconds: number;
    readonly lifeSeconds?: number;
  };
  ci_token_early: { readonly variable: string; readonly startsAt: string; readonly inSeconds: number };
}

export type ErrorCode = keyof ErrorDetails;

/** A failure the user can act on. Adapters translate into it at the edge and keep the original as `cause`. */
export class AppError<Code extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'AppError';
  readonly code: Code;
  readonly details: ErrorDetails[Code];

  constructor(code: Code, details: ErrorDetails[Code], options?: { readonly cause?: unknown }) {
    super(code, options);
    this.code = code;
    this.details = details;
  }
}

export function isAppError(error: unknown): error is AppError {
  return error instanceof AppError;
}

/** Narrows an unknown failure to one code. */
export function hasCode<Code extends ErrorCode>(error: unknown, code: Code): error is AppError<Code> {
  return isAppError(error) && error.code === code;
}

/** Gives every thrown thing a code: what nobody translated is a bug of ours. */
export function asAppError(error: unknown): AppError {
  return isAppError(error) ? error : new AppError('internal', {}, { cause: error });
}

/** Closes a switch over a union: a forgotten member does not compile. */
export function assertNever(value: never): never {
  throw new AppError('internal', {}, { cause: new Error(`unexpected value: ${JSON.stringify(value)}`) });
}

/** The user has gone another way: that is no failure to look at. */
export function isChangeOfMind(error: unknown): boolean {
  return (
    hasCode(error, 'login_cancelled') ||
    hasCode(error, 'login_replaced') ||
    hasCode(error, 'signed_out_meanwhile') ||
    hasCode(error, 'confirmation_declined') ||
    hasCode(error, 'work_cancelled')
  );
}

/** What a login mends: nobody signed in, a session that has ended, or no keychain to hold one. */
export function needsLogin(error: unknown): boolean {
  return (
    hasCode(error, 'login_needed') ||
    hasCode(error, 'session_expired') ||
    hasCode(error, 'session_unknown') ||
    hasCode(error, 'keychain_missing')
  );
}

/** For how many seconds the one that was asked wants to be left alone; undefined where it said nothing of it. */
export function waitOf(error: unknown): number | undefined {
  return hasCode(error, 'issuer_failed') ||
    hasCode(error, 'sts_throttled') ||
    hasCode(error, 'sts_unavailable')
    ? error.details.waitSeconds
    : undefined;
}

/** The request went out and no whole answer came back, so that it may have been carried out. */
export function isUnanswered(error: unknown): boolean {
  return (
    hasCode(error, 'network_timeout') ||
    hasCode(error, 'network_unreachable') ||
    // Whoever asks to slow down has not done anything.
    (hasCode(error, 'issuer_failed') && error.details.status !== 429)
  );
}
