import type { Complaint } from '../config-complaint.ts';
import type { AppError, ErrorCode, ErrorDetails } from '../errors.ts';
import type { IssuerFinding, IssuerFindingCode, IssuerFindingDetails } from '../setup/issuer-finding.ts';

/** What is looked at, in the order in which people read of it. */
export const checks = [
  'versions',
  'config',
  'owner',
  'aws-files',
  'profiles',
  'environment',
  'browser',
  'keychain',
  'loopback',
  'proxy',
  'certificates',
  'names',
  'issuer',
  'aws',
  'clock',
  'session',
  'userinfo',
  'role',
] as const;

export type Check = (typeof checks)[number];

/** `skipped`: its ground was missing, which another finding tells of. Only `fail` makes the whole fail. */
export type Level = 'ok' | 'warn' | 'fail' | 'skipped';

/** Why a check could not be made. */
export type Missing =
  | 'config'
  | 'owner'
  | 'keychain'
  | 'session'
  | 'signing-in'
  | 'issuer'
  | 'aws'
  | 'proxy'
  | 'names'
  | 'time'
  | 'nothing-known';

/** Every finding that is no failure of another part of Tobira, with the facts that its words need. Nothing secret. */
export interface FindingDetails {
  skipped: { readonly because: Missing };
  /** The check itself did not come to an end. */
  check_silent: { readonly seconds: number };

  versions: { readonly tobira: string; readonly runtime: string; readonly platform: string };
  runtime_old: { readonly runtime: string; readonly needed: string };

  config_read: { readonly path: string; readonly identities: number; readonly roles: number };
  /** `message` is English; `complaint` is the same, for other languages. */
  config_problem: {
    readonly path: string;
    readonly line?: number;
    readonly column?: number;
    readonly message: string;
    readonly complaint?: Complaint;
  };
  config_empty: { readonly path: string; readonly lacks: 'identities' | 'roles' };

  owner_answers: { readonly kind: 'app' | 'agent'; readonly pid: number; readonly version: string };
  owner_other_version: {
    readonly kind: 'app' | 'agent';
    readonly version: string;
    readonly ours: string;
  };

  file_absent: { readonly path: string };
  /** `profiles` counts all sections, `managed` those that Tobira wrote. */
  file_read: { readonly path: string; readonly profiles: number; readonly managed: number };
  /** AWS's tools give the whole file up where the locale is UTF-8. */
  file_not_utf8: { readonly path: string; readonly line: number };
  /** Octal digits, as in chmod. */
  file_open_to_others: { readonly path: string; readonly mode: string };
  folder_open_to_others: { readonly path: string; readonly mode: string };

  profiles_good: { readonly count: number };
  profile_hidden: { readonly profile: string; readonly path: string; readonly keys: readonly string[] };
  /** Its role is in the configuration no more. */
  profile_left: { readonly profile: string; readonly role: string; readonly path: string };
  /** Nobody has renewed its keys for longer than they last. */
  profile_stale: { readonly profile: string; readonly path: string; readonly hours: number };

  environment_clear: Record<string, never>;
  variable_keys: { readonly variables: readonly string[] };
  variable_old_token: { readonly variable: string };
  variable_profile: { readonly variable: string; readonly profile: string };
  variable_profile_unknown: { readonly variable: string; readonly profile: string };
  /** Whether the profile is there cannot be told: the file at `path` cannot be read. */
  variable_profile_unread: { readonly variable: string; readonly profile: string; readonly path: string };
  variable_container: { readonly variable: string };
  variable_container_both: Record<string, never>;
  variable_endpoint: { readonly variable: string };
  variable_web_identity: { readonly variable: string };
  variable_file: { readonly variable: string; readonly path: string };
  variable_service: { readonly variable: string; readonly host: string };
  variable_region: { readonly variable: string; readonly region: string };
  variable_authorities: { readonly variable: string; readonly path: string };
  variable_authorities_missing: {
    readonly variable: string;
    readonly path: string;
    readonly reason: string;
  };
  variable_unchecked: { readonly variable: string };

  browser_found: { readonly program: string };
  browser_missing: { readonly program: string };
  browser_variable_broken: { readonly program: string };
  browser_no_default: { readonly program: string };
  browser_no_display: Record<string, never>;

  keychain_works: Record<string, never>;
  /** It took a value, and gave back another one or none. */
  keychain_forgets: Record<string, never>;
  /** It asks the user for its password, and nobody has answered so far. */
  keychain_asks: { readonly seconds: number };
  keychain_hangs: { readonly seconds: number };

  loopback_free: Record<string, never>;
  loopback_refused: { readonly reason: string };
  port_free: { readonly port: number };
  port_taken: { readonly port: number; readonly reason: string };

  proxy_none: Record<string, never>;
  /** Its address without a user or a password. */
  proxy_used: { readonly host: string; readonly proxy: string };
  proxy_dead: { readonly proxy: string; readonly reason: string };
  authorities_read: { readonly path: string; readonly count: number };
  authorities_unreadable: { readonly path: string; readonly reason: string };
  authorities_empty: { readonly path: string };
  /** The app asks the system alone. */
  authorities_ignored: { readonly path: string };
  /** The way of the one who holds the session is not that of the terminal; undefined means without a proxy. */
  owner_other_proxy: {
    readonly kind: 'app' | 'agent';
    readonly hosts: readonly string[];
    readonly here?: string;
    readonly there?: string;
  };
  owner_other_authorities: {
    readonly kind: 'app' | 'agent';
    /** The terminal's. */
    readonly path: string;
    readonly ownersPath?: string;
  };
  /** The terminal's, which the one who holds the session does not have. */
  terminal_authorities_broken: { readonly path: string; readonly reason?: string };

  name_known: { readonly host: string };
  name_unknown: { readonly host: string; readonly reason: string };
  name_private: { readonly host: string; readonly address: string; readonly what: 'issuer' | 'aws' };

  issuer_good: { readonly issuer: string };
  aws_reached: { readonly host: string; readonly status: number };

  /** Seconds from this computer's clock to the other one. */
  clock_right: { readonly seconds: number };
  clock_off: { readonly host: string; readonly seconds: number };
  clocks_apart: { readonly host: string; readonly other: string; readonly seconds: number };
  clock_unknown: Record<string, never>;

  session_renewed: { readonly storage: 'keychain' | 'memory' };
  session_in_memory: Record<string, never>;
  userinfo_same: Record<string, never>;

  role_assumed: { readonly roleArn: string };
  role_shortened: { readonly roleArn: string; readonly seconds: number };
}

export type FindingCode = keyof FindingDetails;

interface Frame {
  readonly check: Check;
  /** What of several: an identity, a role, a host, a file, a profile or a variable. */
  readonly about?: string;
  readonly level: Level;
}

export type OwnFinding = {
  readonly [Code in FindingCode]: Frame & { readonly code: Code; readonly details: FindingDetails[Code] };
}[FindingCode];

/** A failure as the error guide knows it. */
export type FailureFinding = {
  readonly [Code in ErrorCode]: Frame & { readonly code: Code; readonly details: ErrorDetails[Code] };
}[ErrorCode];

type TrustCode = Exclude<IssuerFindingCode, 'document-unreachable'>;

/** What keeps AWS from an issuer. */
export type TrustFinding = {
  readonly [Code in TrustCode]: Frame & {
    readonly code: Code;
    readonly details: IssuerFindingDetails[Code];
  };
}[TrustCode];

/** One line of the doctor's: plain data without secrets. Words for it come from the doctor's guide. */
export type Finding = OwnFinding | FailureFinding | TrustFinding;

/** Is told of each finding as it comes. */
export type OnFinding = (finding: Finding) => void;

/** Where a finding stands: its check, and which of several is meant. */
export interface Place {
  readonly check: Check;
  readonly about?: string;
}

export function finding<Code extends FindingCode>(
  place: Place,
  level: Level,
  code: Code,
  details: FindingDetails[Code],
): Finding {
  // TypeScript does not see that code and details belong together; the parameters say so.
  return { ...place, level, code, details } as OwnFinding;
}

export function skipped(place: Place, because: Missing): Finding {
  return finding(place, 'skipped', 'skipped', { because });
}

export function failure(place: Place, error: AppError, level: Level = 'fail'): Finding {
  return { ...place, level, code: error.code, details: error.details } as FailureFinding;
}

/** As it stands in data for programs and reports: English words are enough, and values beside them would say it twice. */
export function withoutComplaints(found: Finding): Finding {
  if (found.code === 'config_problem') {
    const { path, line, column, message } = found.details;
    const place = { ...(line !== undefined && { line }), ...(column !== undefined && { column }) };
    return { ...found, details: { path, ...place, message } };
  }
  if (found.code === 'config_broken') {
    const { path, problems } = found.details;
    return { ...found, details: { path, problems } };
  }
  return found;
}

/** A failure that an issuer's report wraps is told as itself: the error guide has the words. */
export function trouble(place: Place, found: IssuerFinding): Finding {
  if (found.code === 'document-unreachable') {
    const { code, details } = found.details.failure;
    return { ...place, level: found.level, code, details } as FailureFinding;
  }
  return { ...place, ...found };
}

/** Warnings are allowed. */
export function isWell(findings: Iterable<Finding>): boolean {
  return ![...findings].some(({ level }) => level === 'fail');
}
