import type { Complaint } from '../../core/config-complaint.ts';
import type { AppError, ErrorCode, ErrorDetails } from '../../core/errors.ts';
import type { Finding } from '../../core/doctor/finding.ts';
import type { AwsFiles, ManagedProfile } from '../../core/delivery-ports.ts';
import type { RoleShown } from '../../core/explanations.ts';
import type { HandedCredentials, SessionKey } from '../../core/held-credentials.ts';
import type {
  Access,
  AwsCredentials,
  BrowserChoice,
  DeviceCode,
  FreshIdToken,
  IdentityId,
  Place,
  ProfileMode,
  User,
} from '../../core/model.ts';
import type { OwnerMemory } from '../../core/owner.ts';
import type { LongestDuration, RoleNotice } from '../../core/role-notice.ts';
import type { CatalogueBrief, CatalogueCalls } from './catalogue-reports.ts';
import type { SessionRecord } from '../../core/token-vault.ts';

/**
 * The conversation between the owner and its clients, over a local socket: lines of JSON, one request per
 * connection. The owner says at once that it has read the request: whoever hears nothing need not wait for the rest.
 * It may ask the client to open a page, or to show a code, before it gives its one final answer.
 */
export const protocolVersion = 1;

export interface StatusReport {
  readonly owner: OwnerReport;
  readonly config: { readonly path: string; readonly problems: readonly ProblemReport[] };
  readonly identities: readonly IdentityReport[];
  /** Absent where the configuration names none; an older owner does not tell it. */
  readonly catalogues?: readonly CatalogueBrief<ErrorReport>[];
}

export interface ProblemReport {
  /** Counted from 1. */
  readonly line?: number;
  /** Counted from 1, in characters; an older owner does not tell it. */
  readonly column?: number;
  /** In English. */
  readonly message: string;
  /** The same, for other languages; an older owner does not tell it. */
  readonly complaint?: Complaint;
}

export interface OwnerReport {
  readonly kind: 'app' | 'agent';
  readonly pid: number;
  readonly version: string;
}

export interface IdentityReport {
  readonly id: string;
  readonly issuer: string;
  readonly signedIn: boolean;
  readonly user?: User;
  readonly storage?: 'keychain' | 'memory';
  /** Why nobody is signed in, where that was not the user's own wish. */
  readonly problem?: ErrorReport;
}

/** What asks for credentials, for the list of what was done; a command of its own name where unset. */
export interface CredentialUse {
  readonly command: 'exec' | 'serve';
  /** The name of the program that the command starts, without its words. */
  readonly program?: string;
  /** They are given to programs for as long as the command runs. */
  readonly serves?: true;
}

export interface RoleReport {
  readonly id: string;
  readonly name: string;
  readonly identity: string;
  /** As the configuration has it: with a chain, the first role that is assumed. */
  readonly roleArn: string;
  /** The further ones, in their order: the last one is used. Absent for none. */
  readonly chain?: readonly string[];
  /** Of the role that is used. */
  readonly accountId: string;
  readonly region: string;
  readonly tags: readonly string[];
  /** The catalogue that it comes from; absent where the user's own configuration holds it. */
  readonly catalogue?: string;
  /** Full paths of the GitLab groups that it is for; absent for everybody. */
  readonly groups?: readonly string[];
  /** It is for groups that the user is not in: it is not listed, and can be used all the same. */
  readonly hidden?: true;
  /** A policy of its own limits its sessions; absent where none does. */
  readonly sessionPolicy?: true;
  /** AWS has refused to make its sessions as long as the configuration says; both in seconds. */
  readonly longest?: LongestDuration;
  /** Its sessions may only read, unless full access is asked for; absent where they may do all that the role may. */
  readonly readOnly?: true;
  /** ISO 8601; absent while no credentials with the role's own access are held. */
  readonly credentialsUntil?: string;
}

export interface LockOutcome {
  readonly identities: readonly (
    | { readonly identity: string; readonly signedOut: true; readonly providerTold: boolean }
    | {
        readonly identity: string;
        readonly signedOut: false;
        readonly providerTold: boolean;
        readonly problem: ErrorReport;
      }
  )[];
  /** Why it is not known which sessions the keychain holds; absent where that is known. */
  readonly unlooked?: ErrorReport;
  /** Where lent credentials may still be. */
  readonly notWithdrawn: readonly Place[];
  /** Why they could not be taken back; absent where all of them were. */
  readonly problems?: readonly ErrorReport[];
}

export type ErrorReport = {
  readonly [Code in ErrorCode]: { readonly code: Code; readonly details: ErrorDetails[Code] };
}[ErrorCode];

/** Credentials as `keep` sends them. */
export interface KeptCredentials extends AwsCredentials {
  readonly region: string;
  /** How long they last from now on, whatever this computer's clock says. */
  readonly leftMs: number;
}

/** What a client can ask for, and what it gets. */
export interface OwnerCalls extends CatalogueCalls<ErrorReport> {
  status: { request: Record<string, never>; response: StatusReport };
  roles: { request: Record<string, never>; response: readonly RoleReport[] };
  login: {
    /** `device`: on another device, with a code that the client shows. */
    request: { readonly identity?: string; readonly device?: true };
    response: { readonly identity: string; readonly user: User; readonly storage: 'keychain' | 'memory' };
  };
  logout: {
    request: { readonly identity?: string };
    response: {
      readonly identity: string;
      readonly providerTold: boolean;
      /** Where something that was handed over may still be. The session has ended all the same. */
      readonly notWithdrawn: readonly Place[];
      /** Why it could not be taken back; absent where all of it was. */
      readonly problems?: readonly ErrorReport[];
    };
  };
  /** Signs out of everything and takes back what was lent. What could not be done is in the answer: it never fails. */
  lock: { request: Record<string, never>; response: LockOutcome };
  console: {
    request: {
      /** The one role that can open the destination where unset. */
      readonly role?: string;
      /** What the session may do; the role's own where unset. So below. */
      readonly access?: Access;
      readonly region?: string;
      readonly destination?: string;
      /** The id of a page that has a name. */
      readonly service?: string;
    };
    response: {
      readonly url: string;
      /** Whose console it is; an older owner does not tell it. */
      readonly role?: string;
      /** Where it is to open; the system's own browser where unset. */
      readonly browser?: BrowserChoice;
      readonly notice?: RoleNotice;
      readonly consoleNotice?: RoleNotice;
    };
  };
  credentials: {
    request: { readonly role: string; readonly access?: Access; readonly use?: CredentialUse };
    response: AwsCredentials & {
      readonly region: string;
      /** The role's name in AWS's files. */
      readonly profile: string;
      readonly notice?: RoleNotice;
    };
  };
  /**
   * Keeps a role's credentials fresh for as long as the connection stands: the owner sends them when there are any, and
   * each time they are renewed. It answers when it ends, or when the role is another one; then it is to be asked anew.
   */
  keep: {
    request: { readonly role: string; readonly access?: Access };
    response: Record<string, never>;
  };
  /** What a role is shown, for its trust policy to be judged by. */
  explain: { request: { readonly role: string }; response: RoleShown };
  /** The user has said yes on a terminal to a role that asks for it, or no. */
  confirm: {
    request: { readonly role: string; readonly access?: Access; readonly no?: true };
    response: { readonly forSeconds: number };
  };
  /** Writes a profile into AWS's files, and keeps the keys in it fresh for as long as this owner lives. */
  'profile-write': {
    request: {
      readonly role: string;
      readonly access?: Access;
      readonly mode: ProfileMode;
      /** The role's own where unset. */
      readonly profile?: string;
      readonly overwrite?: true;
      /** The client's: its environment may name others than the owner's. */
      readonly files: AwsFiles;
      /** The words by which other programs can run `tobira`. */
      readonly command: readonly string[];
    };
    response: ManagedProfile;
  };
  'profile-remove': {
    request: { readonly profile: string; readonly files: AwsFiles };
    response: { readonly removed: readonly ManagedProfile[] };
  };
  /** Sends its findings one by one, and answers when there are no more. No roles means all of them. */
  doctor: { request: { readonly roles: readonly string[] }; response: Record<string, never> };
  /** Brings the app's window to the front; the agent has none. */
  show: { request: Record<string, never>; response: { readonly shown: boolean } };
  agent: { request: Record<string, never>; response: OwnerReport };
  stop: { request: Record<string, never>; response: OwnerReport };
  /**
   * Gives what an agent holds to the app that takes its place. The agent ends when the receipt for it comes, and goes
   * on where none does.
   */
  'hand-over': { request: Record<string, never>; response: SerialMemory };
}

export type OwnerCall = keyof OwnerCalls;
export type RequestOf<Call extends OwnerCall> = OwnerCalls[Call]['request'];
export type ResponseOf<Call extends OwnerCall> = OwnerCalls[Call]['response'];

export interface Envelope<Call extends OwnerCall = OwnerCall> {
  readonly version: number;
  /** The configuration that the client means: an owner serves one. */
  readonly config: string;
  readonly call: Call;
  readonly request: RequestOf<Call>;
}

export type OwnerMessage =
  /** The request is read and understood. It comes first, and not where it is refused right away. */
  | { readonly type: 'accepted' }
  | { readonly type: 'open'; readonly url: string; readonly browser?: BrowserChoice }
  /** The client shows the code and where to type it in. */
  | { readonly type: 'code'; readonly code: DeviceCode }
  /** For `keep`: use these from now on. */
  | { readonly type: 'credentials'; readonly value: KeptCredentials }
  /** For `keep`: forget those of before. Whoever needs some asks each time. */
  | { readonly type: 'no-credentials' }
  /** For `doctor`: the next of several. */
  | { readonly type: 'finding'; readonly finding: Finding }
  | { readonly type: 'result'; readonly value: unknown }
  | { readonly type: 'error'; readonly error: ErrorReport }
  | { readonly type: 'version'; readonly version: number };

/** What a client says last where an owner gives away what exists only once. */
export interface Receipt {
  readonly type: 'received';
}

export function isReceipt(line: string): boolean {
  return line === JSON.stringify({ type: 'received' } satisfies Receipt);
}

/** What a starting agent says to the command that started it: it listens, another owner does, or why it cannot. */
export type AgentMessage = 'ready' | 'taken' | ErrorReport;

/** The owner's memory as JSON can carry it. */
export interface SerialMemory {
  readonly idTokens: readonly (readonly [IdentityId, FreshIdToken])[];
  readonly records: readonly (readonly [string, SessionRecord])[];
  readonly credentials: readonly (readonly [SessionKey, HandedCredentials])[];
}

export function toReport(error: AppError): ErrorReport {
  // The pair comes from one AppError, whose constructor ties its details to its code.
  return { code: error.code, details: error.details } as ErrorReport;
}

export function toSerial(memory: OwnerMemory): SerialMemory {
  return {
    idTokens: [...memory.sessions.idTokens],
    records: [...memory.sessions.records],
    credentials: [...memory.credentials],
  };
}

export function fromSerial(memory: SerialMemory): OwnerMemory {
  return {
    sessions: { idTokens: new Map(memory.idTokens), records: new Map(memory.records) },
    credentials: new Map(memory.credentials),
  };
}
