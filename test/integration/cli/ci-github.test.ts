import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CI_AUDIENCE } from '../../sandbox/sandbox.ts';
import { DEPLOY, expectRefusal, startJob, useLoneCli, type Job } from './ci-world.ts';

const entry = useLoneCli();

interface Asked {
  readonly audience: string | null;
  readonly authorization: IncomingHttpHeaders['authorization'];
}

interface TokenService {
  readonly asked: readonly Asked[];
  /** What GitHub sets for a job that may ask. */
  readonly env: Readonly<Record<string, string>>;
}

/** Stands in for GitHub's token service: one job's address and bearer token, and a token for whatever audience. */
async function startTokenService({ sandbox }: Job, statuses: readonly number[] = []): Promise<TokenService> {
  const asked: Asked[] = [];
  const left = [...statuses];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://127.0.0.1');
    const audience = url.searchParams.get('audience');
    asked.push({ audience, authorization: request.headers.authorization });
    const status = left.shift() ?? (request.headers.authorization === 'Bearer request-canary' ? 200 : 401);
    const value = sandbox.gitlab.ciToken({
      aud: audience ?? '',
      claims: { project_id: undefined, job_id: undefined, repository_id: '74', run_id: '9' },
    });
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(status === 200 ? { count: 1, value } : { message: 'canary' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return {
    asked,
    env: {
      MY_ID_TOKEN: '',
      GITHUB_ACTIONS: 'true',
      ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:${port}/job/oidc?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-canary',
    },
  };
}

describe('at GitHub', () => {
  it('a job asks for a token of the audience that it names, and goes by its repository and run', async () => {
    const job = await startJob(entry());
    const { env, asked } = await startTokenService(job);
    const { code, stderr } = await job.ci(['credentials', ...DEPLOY, '--audience', CI_AUDIENCE], env);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(asked).toEqual([{ audience: CI_AUDIENCE, authorization: 'Bearer request-canary' }]);
    const [issued] = job.sandbox.aws.issuedCredentials;
    expect(issued?.principal.arn).toBe('arn:aws:sts::123456789012:assumed-role/Deploy/github-74-9');
  });

  it("without an audience it is the one of GitHub's own action", async () => {
    const job = await startJob(entry());
    const { env, asked } = await startTokenService(job);
    expectRefusal(await job.ci(['credentials', ...DEPLOY], env), 5, 'sts.amazonaws.com');
    expect(asked).toMatchObject([{ audience: 'sts.amazonaws.com' }]);
  });

  it('a token variable comes first, and GitHub is not asked', async () => {
    const job = await startJob(entry());
    const { env, asked } = await startTokenService(job);
    const { code } = await job.ci(['credentials', ...DEPLOY], { ...env, MY_ID_TOKEN: job.token });
    expect(code).toBe(0);
    expect(asked).toEqual([]);
  });

  it('a console address and a program can be had the same way', async () => {
    const job = await startJob(entry());
    const { env } = await startTokenService(job);
    const words = [...DEPLOY, '--audience', CI_AUDIENCE];
    const console = await job.ci(['console', ...words, '--print'], env);
    expect(console.stdout).toMatch(/SigninToken=/);
    const show = 'console.log(process.env.AWS_ACCESS_KEY_ID)';
    const program = await job.ci(['exec', ...words, '--', process.execPath, '-e', show], env);
    expect(program).toMatchObject({
      code: 0,
      stdout: `${job.sandbox.aws.issuedCredentials[1]?.accessKeyId}\n`,
    });
  });

  it.each(['ACTIONS_ID_TOKEN_REQUEST_URL', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN'])(
    'without %s the permission is what is missing',
    async (name) => {
      const job = await startJob(entry());
      const { env, asked } = await startTokenService(job);
      expectRefusal(await job.ci(['credentials', ...DEPLOY], { ...env, [name]: '' }), 4, 'id-token: write');
      expect(asked).toEqual([]);
    },
  );

  it('what passes by itself is tried again', async () => {
    const job = await startJob(entry());
    const { env, asked } = await startTokenService(job, [503, 500]);
    const { code } = await job.ci(['credentials', ...DEPLOY, '--audience', CI_AUDIENCE], env);
    expect(code).toBe(0);
    expect(asked).toHaveLength(3);
  });

  it('a refusal names the host and the status, and nothing secret', async () => {
    const job = await startJob(entry());
    const { env } = await startTokenService(job);
    const bad = { ...env, ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'wrong-canary' };
    const result = await job.ci(['credentials', ...DEPLOY], bad);
    expectRefusal(result, 5, 'GitHub did not give the job an ID token', 'status 401');
    expect(result.stderr).not.toContain('canary');
    expect(job.sandbox.aws.requests.count()).toBe(0);
  });

  it('the bearer token goes nowhere in the clear', async () => {
    const job = await startJob(entry());
    const { env } = await startTokenService(job);
    const url = 'http://token.example.com/job';
    const result = await job.ci(['credentials', ...DEPLOY], { ...env, ACTIONS_ID_TOKEN_REQUEST_URL: url });
    expectRefusal(result, 5, 'token.example.com', 'https');
  });
});
