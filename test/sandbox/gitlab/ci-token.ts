import { randomUUID } from 'node:crypto';
import { rs256Header, signRs256 } from './jwt.ts';
import type { SigningKey } from './keys.ts';

/** What a test says about the job; every claim can be replaced through `claims`. */
export interface CiTokenInput {
  /** Whatever the pipeline's author wrote under `id_tokens:`. */
  readonly aud: string | readonly string[];
  readonly projectPath?: string;
  readonly ref?: string;
  readonly refType?: 'branch' | 'tag';
  /** Seconds the token lives; GitLab takes the job's timeout, or five minutes without one. */
  readonly lifetimeSeconds?: number;
  /** Added last, so anything can be overridden; undefined removes a claim. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** A job's ID token: same issuer and JWKS as logins, another key, and a `sub` that always holds a colon. */
export function ciToken(input: CiTokenInput, issuer: string, now: number, key: SigningKey): string {
  const { projectPath = 'platform/deploy', ref = 'main', refType = 'branch', lifetimeSeconds = 300 } = input;
  const namespacePath = projectPath.slice(0, projectPath.lastIndexOf('/'));
  const claims = {
    namespace_id: '7',
    namespace_path: namespacePath,
    project_id: '20',
    project_path: projectPath,
    user_id: '42',
    user_login: 'aiko',
    user_email: 'aiko@example.com',
    user_access_level: 'maintainer',
    pipeline_id: '574',
    pipeline_source: 'push',
    job_id: '302',
    ref,
    ref_type: refType,
    ref_path: `refs/${refType === 'tag' ? 'tags' : 'heads'}/${ref}`,
    ref_protected: 'true',
    runner_id: 1,
    runner_environment: 'self-hosted',
    sha: '714a629c0b401fdce83e847fc9589983fc6f46bc',
    project_visibility: 'private',
    ci_config_ref_uri: `${new URL(issuer).host}/${projectPath}//.gitlab-ci.yml@refs/heads/${ref}`,
    ci_config_sha: '714a629c0b401fdce83e847fc9589983fc6f46bc',
    jti: randomUUID(),
    iat: now,
    nbf: now - 5,
    exp: now + lifetimeSeconds,
    iss: issuer,
    sub: `project_path:${projectPath}:ref_type:${refType}:ref:${ref}`,
    aud: input.aud,
    ...input.claims,
  };
  return signRs256({ header: rs256Header(key), claims }, key.privateKey);
}
