import type { Config } from '../ports.ts';
import { failure, finding, type Finding } from './finding.ts';
import type { AwsFileReview, AwsFilesReview, ManagedReview } from './surroundings.ts';

/** AWS's two files: whether its tools can read them, and who else can. */
export function checkAwsFiles({ files }: AwsFilesReview): readonly Finding[] {
  return files.flatMap((file) => [contentOf(file), ...rightsOf(file)]);
}

function contentOf({ path, mode, content }: AwsFileReview): Finding {
  const place = { check: 'aws-files', about: path } as const;
  switch (content.kind) {
    case 'absent':
      return finding(place, 'ok', 'file_absent', { path });
    case 'read':
      if (content.oddLine !== undefined) {
        // Without rights as elsewhere it is Windows, where the encoding of old is what some of AWS's tools go by.
        const level = mode === undefined ? 'warn' : 'fail';
        return finding(place, level, 'file_not_utf8', { path, line: content.oddLine });
      }
      return finding(place, 'ok', 'file_read', {
        path,
        profiles: content.profiles,
        managed: content.managed,
      });
    case 'broken':
      return failure(place, content.error);
  }
}

/** Keys may stand in both files. Others may read neither, nor put one of theirs in the place. */
function rightsOf({ path, mode, folderMode }: AwsFileReview): readonly Finding[] {
  const place = { check: 'aws-files', about: path } as const;
  return [
    ...(mode !== undefined && (mode & 0o077) !== 0
      ? [finding(place, 'warn', 'file_open_to_others', { path, mode: digits(mode) })]
      : []),
    ...(folderMode !== undefined && (folderMode & 0o022) !== 0
      ? [finding(place, 'warn', 'folder_open_to_others', { path: folderOf(path), mode: digits(folderMode) })]
      : []),
  ];
}

function digits(mode: number): string {
  return (mode & 0o777).toString(8).padStart(3, '0');
}

function folderOf(path: string): string {
  return path.replace(/[/\\][^/\\]*$/, '');
}

const hour = 3_600_000;
/** No session of a role lasts longer; hours. */
const longestSession = 12;

/** The profiles that Tobira wrote: whether they do what they are there for. @param config undefined where there is none */
export function checkProfiles(
  { managed, files }: AwsFilesReview,
  config: Config | undefined,
  now: number,
): readonly Finding[] {
  const found = managed.flatMap((profile) => faultsOf(profile, config, now));
  if (found.length > 0) return found;
  const unread = files.some(
    ({ content }) => content.kind === 'broken' || (content.kind === 'read' && content.oddLine !== undefined),
  );
  return unread ? [] : [finding({ check: 'profiles' }, 'ok', 'profiles_good', { count: managed.length })];
}

function faultsOf(
  { profile, role, path, mode, changedAt, hiddenBy }: ManagedReview,
  config: Config | undefined,
  now: number,
): readonly Finding[] {
  const place = { check: 'profiles', about: profile } as const;
  const known = config?.roles.find(({ id }) => id === role);
  const lifetime = known === undefined ? longestSession : (known.durationSeconds ?? 3_600) / 3_600;
  const hours = Math.floor((now - changedAt) / hour);
  return [
    ...hiddenBy.map(({ path: by, keys }) =>
      finding(place, 'fail', 'profile_hidden', { profile, path: by, keys }),
    ),
    ...(config !== undefined && known === undefined
      ? [finding(place, 'warn', 'profile_left', { profile, role, path })]
      : []),
    ...(mode === 'static' && (now - changedAt) / hour > lifetime
      ? [finding(place, 'warn', 'profile_stale', { profile, path, hours })]
      : []),
  ];
}
