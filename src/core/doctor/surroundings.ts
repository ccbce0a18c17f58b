import type { ManagedProfile } from '../delivery-ports.ts';
import type { AppError } from '../errors.ts';

/** What stands around the user's own programs: it is looked at where these run. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  reviewAwsFiles(): Promise<AwsFilesReview>;
  /** @returns why a file cannot be read; undefined where it can */
  canRead(path: string): Promise<string | undefined>;
  browser(): Promise<BrowserFacts>;
}

/** AWS's two files, as its own tools read them. */
export interface AwsFilesReview {
  readonly files: readonly AwsFileReview[];
  /** All names of profiles, in either file. */
  readonly profiles: readonly string[];
  readonly managed: readonly ManagedReview[];
}

export interface AwsFileReview {
  readonly path: string;
  /** `mode` and `folderMode` are absent where the platform has none, or where there is no regular file or no folder. */
  readonly mode?: number;
  readonly folderMode?: number;
  readonly content:
    | { readonly kind: 'absent' }
    /** `oddLine` is the first that is not UTF-8; absent where all are. */
    | {
        readonly kind: 'read';
        readonly profiles: number;
        readonly managed: number;
        readonly oddLine?: number;
      }
    /** `aws_file_malformed` where AWS's tools would refuse it too, `file_failed` where it cannot be read. */
    | { readonly kind: 'broken'; readonly error: AppError };
}

export interface ManagedReview extends ManagedProfile {
  /** When its file was written to last, by whomever; milliseconds since the epoch. */
  readonly changedAt: number;
  /** Settings that AWS's tools ask first, and the file that has them; empty where ours count. */
  readonly hiddenBy: readonly { readonly path: string; readonly keys: readonly string[] }[];
}

export interface BrowserFacts {
  /** The commands of `$BROWSER`, in their order; empty where it is not set. */
  readonly named: readonly Program[];
  /** The platform's own way. */
  readonly opener: Program;
  /** Whether something opens https addresses; undefined where that cannot be asked. */
  readonly hasDefault: boolean | undefined;
  /** Whether there is a screen; undefined where that cannot be told. */
  readonly hasDisplay: boolean | undefined;
}

interface Program {
  readonly program: string;
  readonly found: boolean;
}
