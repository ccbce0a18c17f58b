import type { GitLab } from './gitlab.ts';

/** How a team keeps its roles at GitLab; everything has a default. */
export interface CatalogueInput {
  readonly project?: string;
  readonly file?: string;
  readonly text?: string;
  /** What the application may do; one scope, as the setting is meant. */
  readonly scope?: 'read_repository' | 'read_api';
  /** The users who see the project; every user where absent. */
  readonly members?: readonly number[];
}

/** A file of roles in a project, and the application that may read it. */
export interface SandboxCatalogue {
  /** Of the second application: public, with one scope that reads. */
  readonly clientId: string;
  readonly project: string;
  readonly file: string;
  readonly scope: 'read_repository' | 'read_api';
  /** Commits a new version. @returns the commit's id */
  readonly push: (text: string) => string;
  /** Its entry in config.yaml. @param identity the id of the account whose GitLab it is */
  readonly entry: (identity?: string) => Readonly<Record<string, string>>;
}

const EMPTY = 'version: 1\nroles: []\n';

/** Makes the second application and puts a catalogue into a project. */
export function addCatalogue(
  { applications, repository }: Pick<GitLab, 'applications' | 'repository'>,
  input: CatalogueInput = {},
): SandboxCatalogue {
  const { project = 'platform/aws-roles', file = 'roles.yaml', text = EMPTY, members } = input;
  const scope = input.scope ?? 'read_repository';
  const { uid } = applications.register({
    name: 'Tobira catalogue',
    confidential: false,
    redirectUris: ['http://127.0.0.1/callback', 'http://[::1]/callback'],
    scopes: [scope],
  });
  if (members !== undefined) repository.restrict(project, members);
  repository.put(project, file, text);
  return {
    clientId: uid,
    project,
    file,
    scope,
    push: (next) => repository.put(project, file, next),
    entry: (identity = 'work') => ({
      identity,
      clientId: uid,
      project,
      file,
      ref: 'main',
      ...(scope === 'read_api' && { scope }),
    }),
  };
}
