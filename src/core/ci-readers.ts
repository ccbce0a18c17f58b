import type { JobEnvironment } from './ci-environment.ts';
import type { UnverifiedToken } from './unverified-token.ts';

/** Who can read the log of the job: whoever has access to the project, all who sign in, or everybody. */
export type LogReaders = 'project' | 'users' | 'everybody' | 'unknown';

const visibilities: ReadonlyMap<unknown, LogReaders> = new Map<unknown, LogReaders>([
  ['private', 'project'],
  ['internal', 'users'],
  ['public', 'everybody'],
]);

/** The token says it at GitLab and at GitHub, a variable at GitLab alone: the wider of the two counts. */
export function logReaders({ claims }: UnverifiedToken, environment: JobEnvironment): LogReaders {
  const said = [
    claims['project_visibility'],
    claims['repository_visibility'],
    environment['CI_PROJECT_VISIBILITY'],
  ].map((word) => visibilities.get(word));
  return (['everybody', 'users', 'project'] as const).find((readers) => said.includes(readers)) ?? 'unknown';
}
