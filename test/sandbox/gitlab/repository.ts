import { createHash } from 'node:crypto';

/** A file as one commit has it. */
export interface RepositoryFile {
  readonly content: string;
  /** What git calls the content: the same wherever the content is the same. */
  readonly blobId: string;
  /** The commit that the ref stands for. */
  readonly commitId: string;
  /** The commit that changed the file last. */
  readonly lastCommitId: string;
}

interface Commit {
  readonly id: string;
  readonly files: ReadonlyMap<string, { readonly content: string; readonly lastCommitId: string }>;
}

interface Project {
  /** The users who see a private project; undefined where every user does. */
  members: readonly number[] | undefined;
  /** By branch or tag, and each commit by its id. */
  readonly refs: Map<string, Commit>;
}

/** What a look for a file found; GitLab says of each which it was. */
export type Found =
  | { readonly kind: 'file'; readonly file: RepositoryFile }
  | { readonly kind: 'no project' | 'no commit' | 'no file' };

const DEFAULT_BRANCH = 'main';

/** The instance's projects and their files, as the repository files API hands them out. */
export class Repository {
  readonly #projects = new Map<string, Project>();
  #commits = 0;

  /** Makes a project private: whoever is no member is told that it does not exist. */
  restrict(project: string, members: readonly number[]): void {
    this.#project(project).members = members;
  }

  /** Commits a file to a branch or tag of a project, replacing what was there. @returns the commit's id */
  put(project: string, path: string, content: string, ref = DEFAULT_BRANCH): string {
    return this.#commit(project, ref, (files, id) => files.set(path, { content, lastCommitId: id }));
  }

  /** Commits that a file is gone. @returns the commit's id */
  remove(project: string, path: string, ref = DEFAULT_BRANCH): string {
    return this.#commit(project, ref, (files) => void files.delete(path));
  }

  /** @param ref a branch, a tag, a commit's id, or HEAD for the default branch */
  find(user: number, project: string, path: string, ref: string): Found {
    const known = this.#projects.get(project);
    if (known === undefined || known.members?.includes(user) === false) return { kind: 'no project' };
    const commit = known.refs.get(ref === 'HEAD' ? DEFAULT_BRANCH : ref);
    if (commit === undefined) return { kind: 'no commit' };
    const file = commit.files.get(path);
    if (file === undefined) return { kind: 'no file' };
    return { kind: 'file', file: { ...file, blobId: blobId(file.content), commitId: commit.id } };
  }

  #commit(
    path: string,
    ref: string,
    change: (files: Map<string, { content: string; lastCommitId: string }>, id: string) => unknown,
  ): string {
    const project = this.#project(path);
    this.#commits += 1;
    const id = createHash('sha1').update(`${path} ${this.#commits}`).digest('hex');
    const files = new Map(project.refs.get(ref)?.files);
    change(files, id);
    project.refs.set(ref, { id, files });
    project.refs.set(id, { id, files });
    return id;
  }

  #project(path: string): Project {
    const known = this.#projects.get(path);
    if (known !== undefined) return known;
    const project: Project = { members: undefined, refs: new Map() };
    this.#projects.set(path, project);
    return project;
  }
}

/** Git's name of a content. */
function blobId(content: string): string {
  const bytes = Buffer.from(content);
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
