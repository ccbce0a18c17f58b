import type { AppError } from './errors.ts';
import type {
  Access,
  AwsCredentials,
  CopyFormat,
  Place,
  ProfileMode,
  Role,
  Settings,
  SinkId,
} from './model.ts';

/** What handing credentials over needs from the outside. */

/** What is asked for: where something of a role is to go, and how. */
export interface DeliveryOrder {
  readonly sink: SinkId;
  /** The user has said to replace what somebody else wrote. */
  readonly overwrite?: boolean;
  readonly target?: ProfileTarget;
  /** The role's own where unset. */
  readonly access?: Access;
}

/** What a sink can take of a role; each good is obtained when it is asked for, and refused to who signs out meanwhile. */
export interface Delivery {
  readonly role: Role;
  readonly settings: Settings;
  /** The user has said to replace what somebody else wrote. */
  readonly overwrite: boolean;
  /** The format that was copied last; absent where nothing was. */
  readonly format?: CopyFormat;
  /** Which profile is meant, where that has been said; else it is the role's own in the usual files. */
  readonly target?: ProfileTarget;
  /**
   * What is written stays as it is, whatever the configuration says later: `read-only` where it is, `full` where all that
   * the role may do was asked for in so many words. Absent for what goes by the configuration.
   */
  readonly access?: Access;
  readonly credentials: () => Promise<AwsCredentials>;
  /** Whether the user has signed out since: what is not handed over by then stays here. */
  readonly isRecalled: () => boolean;
  /** The address that signs its bearer in to the role's console: a secret. */
  readonly consoleUrl: () => Promise<string>;
  /** The environment variables that lead AWS's clients to the local endpoint: a secret. Fails with `endpoint_*`. */
  readonly endpointVariables: () => Promise<Readonly<Record<string, string>>>;
}

/** The two files in which AWS's tools look for profiles: absolute paths, links not followed. */
export interface AwsFiles {
  readonly credentials: string;
  readonly config: string;
}

export interface ProfileTarget {
  /** The role's own where unset. */
  readonly profile?: string;
  readonly files: AwsFiles;
  /** The words by which other programs can run `tobira`; the app's own where unset. */
  readonly command?: readonly string[];
}

/** What became of a delivery: it stays where it is, it was only lent, or it stands and is kept fresh. */
export type Delivered =
  | {
      readonly kind: 'kept';
      readonly profile?: ManagedProfile;
      /** What may have stood in its place, and does not any more. */
      readonly replaces?: ManagedProfile;
    }
  | {
      readonly kind: 'lent';
      /** It is taken back by itself after this long, in milliseconds. */
      readonly forMs: number;
      /**
       * Resolves when it is gone: `cleared` where it was taken back because its time was up, and was still there. Fails
       * with an AppError where it could not be taken back.
       */
      readonly over: Promise<'cleared' | 'gone'>;
    }
  | ({ readonly kind: 'standing' } & Standing);

/** A profile with keys in it, which end: it gets new ones each time there are any. */
export interface Standing {
  readonly profile: ManagedProfile;
  readonly files: AwsFiles;
  /**
   * Puts the keys there, or back where another program has put older ones of ours. Fails with `aws_file_*`, `file_failed`,
   * and with `profile_taken` and `profile_shadowed` where somebody else's count there.
   *
   * @param role as it was configured when the keys came
   * @returns false where it is not there any more, or not for this role: somebody took it away, and it stays away
   */
  readonly renew: (credentials: AwsCredentials, role: Role) => Promise<boolean>;
  /** The same shortly after a write, which a program that had read the file before may have undone altogether. */
  readonly restore: (credentials: AwsCredentials, role: Role) => Promise<boolean>;
  /** Whether the file has been written to since it was last looked into. Cheap; never fails. */
  readonly hasChanged: () => Promise<boolean>;
  /** Removes it, where it is still there and nothing newer stands in its place. */
  readonly takeBack: () => Promise<void>;
}

export interface ManagedProfile {
  readonly profile: string;
  /** The role's id; the role may be gone from the configuration. */
  readonly role: string;
  /** `static`: keys in the file. `process`: the file names Tobira as the program to ask. */
  readonly mode: ProfileMode;
  readonly path: string;
  /** Absent where it goes by the configuration. */
  readonly access?: Access;
}

/** One way to hand a role's credentials over. */
export interface CredentialSink {
  readonly id: SinkId;
  deliver(delivery: Delivery): Promise<Delivered>;
  /** What stands from earlier runs, of the roles that are there to keep it fresh; `complete` unless a file was unreadable. */
  standing?(
    roles: readonly Role[],
  ): Promise<{ readonly found: readonly Standing[]; readonly complete: boolean }>;
}

/** Where something was handed to, and how it is taken back. */
export interface Withdrawal {
  readonly place: Place;
  /**
   * Takes back at once what was handed over with these roles' credentials, and what is being written right now.
   * @returns why some of it may still be there; empty where nothing is
   */
  readonly withdraw: (isMeant: (role: string) => boolean) => Promise<readonly AppError[]>;
}

/** Removes profiles that Tobira wrote. */
export interface ProfileRemover {
  /** Fails with `profile_unknown` where nothing of this name is ours, and with `aws_file_*`. */
  remove(profile: string, files: AwsFiles): Promise<readonly ManagedProfile[]>;
}

/** Hands credentials to programs on this computer that know a secret address. */
export interface EndpointServer {
  /**
   * The same address for the same role and access until it is withdrawn. Fails with `endpoint_failed`.
   * @param session names both: the role's id, and the access where it is not the role's own
   * @param answer is asked for each request
   * @returns the environment variables that lead AWS's clients there
   */
  serve(session: string, answer: () => EndpointAnswer): Promise<Readonly<Record<string, string>>>;
  withdraw(session: string): void;
  close(): Promise<void>;
}

export type EndpointAnswer =
  | { readonly kind: 'credentials'; readonly credentials: AwsCredentials }
  /** The client shows both to its user. */
  | { readonly kind: 'refused'; readonly code: string; readonly message: string };
