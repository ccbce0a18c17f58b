import type { AwsFiles } from '../../src/core/delivery-ports.ts';

/** What a process that changes AWS's files is told on its command line. */
export interface AwsFilesOrder {
  /**
   * Through Tobira's own sinks: with keys alone, or from keys to a process and back, which changes both files. Or as another
   * program does that empties the file and fills it again.
   */
  readonly kind: 'keys' | 'switch' | 'foreign';
  readonly files: AwsFiles;
  /** The sinks' own profile. */
  readonly profile: string;
  readonly rounds: number;
  /** A file that tells the other program to end soon: it goes on until then, however many rounds that takes. */
  readonly until?: string;
  /** Whether it waits for a word on its standard input before it begins. */
  readonly start: boolean;
  readonly dieAfterMs?: number;
}

/** What such a process says when it is done. Times are in milliseconds of a clock that all processes share. */
export interface AwsFilesReport {
  readonly rounds: number;
  /** How many of its updates were not in the file when it looked. */
  readonly unseen: number;
  /** Of each update of ours that was found missing: when it was done. */
  readonly missing: readonly number[];
  /** When the last update was done. */
  readonly lastDone: number;
  /** Of each update of the other program: when it had read the file, and when it had written it. */
  readonly spans: readonly (readonly [read: number, written: number])[];
}
