import type { AwsFiles } from '../../src/core/delivery-ports.ts';

/** What a process that changes AWS's files is told on its command line. */
export interface AwsFilesOrder {
  /** Through Tobira's editor, or as another program does that empties the file and fills it again. */
  readonly kind: 'editor' | 'foreign';
  readonly files: AwsFiles;
  /** The editor's own profile. */
  readonly profile: string;
  readonly rounds: number;
  /** Whether it waits for a word on its standard input before it begins. */
  readonly start: boolean;
  readonly dieAfterMs?: number;
}
