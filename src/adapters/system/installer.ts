import { existsSync } from 'node:fs';

/** Where the Debian package puts the app, and what dpkg notes of it (dpkg(1), "Files"). */
const debianFolder = '/opt/Tobira/';
const debianNote = '/var/lib/dpkg/info/tobira.list';

interface Surroundings {
  readonly platform: NodeJS.Platform;
  /** The running program. */
  readonly program: string;
  readonly exists?: (path: string) => boolean;
}

/** @returns what installed the running program; undefined where that cannot be told */
export function installedBy({ platform, program, exists = existsSync }: Surroundings): 'debian' | undefined {
  const isInPlace = platform === 'linux' && program.startsWith(debianFolder);
  return isInPlace && exists(debianNote) ? 'debian' : undefined;
}
