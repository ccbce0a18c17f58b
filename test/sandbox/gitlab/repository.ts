import { doorkeeperError } from './doorkeeper-error.ts';
import { jsonReply } from './reply.ts';
import type { Reply } from './reply.ts';
import { bearerOf } from './request.ts';
import type { SandboxRequest } from './request.ts';
import type { Store } from './store.ts';

/** The files of the instance's projects, as the repository files API hands them out. */
export class Repository {
  readonly #files = new Map<string, string>();

  /** Puts a file into a project at a branch or tag, replacing what was there. */
  put(project: string, path: string, content: string, ref = 'main'): void {
    this.#files.set(JSON.stringify([project, path, ref]), content);
  }

  get(project: string, path: string, ref: string): string | undefined {
    return this.#files.get(JSON.stringify([project, path, ref]));
  }
}

const READING_SCOPES = ['read_repository', 'read_api', 'api'];

/**
 * `GET /api/v4/projects/:id/repository/files/:path/raw?ref=…`, project and file path URL-encoded. A file or project
 * the token may not see is 404, as at GitLab.
 */
export function repositoryFile(request: SandboxRequest, repository: Repository, store: Store): Reply {
  const token = store.find('AccessToken', bearerOf(request) ?? '');
  if (!token) return jsonReply(401, { message: '401 Unauthorized' });
  if (!token.scope?.split(' ').some((scope) => READING_SCOPES.includes(scope))) {
    return doorkeeperError('insufficient_scope');
  }
  const match = /^\/api\/v4\/projects\/([^/]+)\/repository\/files\/([^/]+)\/raw$/.exec(request.path);
  const [project = '', path = ''] = (match?.slice(1) ?? []).map(decodeURIComponent);
  const content = repository.get(project, path, request.query.get('ref') ?? 'main');
  if (content === undefined) return jsonReply(404, { message: '404 File Not Found' });
  return { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: content };
}
