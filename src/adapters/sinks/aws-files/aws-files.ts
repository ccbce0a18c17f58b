import { join, resolve } from 'node:path';
import type { AwsFiles } from '../../../core/delivery-ports.ts';

/**
 * Where the SDKs look: at what `AWS_SHARED_CREDENTIALS_FILE` and `AWS_CONFIG_FILE` name, else in `~/.aws`.
 *
 * @param home the user's home folder: `~/` at the beginning of a variable stands for it, as for the SDKs
 */
export function findAwsFiles(
  environment: Readonly<Record<string, string | undefined>>,
  home: string,
): AwsFiles {
  const find = (variable: string, name: string): string => {
    const named = environment[variable];
    // The SDKs take an empty variable for none.
    if (named === undefined || named === '') return join(home, '.aws', name);
    return named === '~' || /^~[/\\]/.test(named) ? join(home, named.slice(1)) : resolve(named);
  };
  return {
    credentials: find('AWS_SHARED_CREDENTIALS_FILE', 'credentials'),
    config: find('AWS_CONFIG_FILE', 'config'),
  };
}
