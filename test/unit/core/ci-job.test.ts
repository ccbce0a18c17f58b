import { expect, test } from 'vitest';
import { createCiJob, type CiRequest } from '../../../src/core/ci-job.ts';
import { AppError } from '../../../src/core/errors.ts';
import { readUnverified, type UnverifiedToken } from '../../../src/core/unverified-token.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { FakeConsoleFederation } from '../../support/fake-console-federation.ts';
import { jwtWith } from '../../support/fake-jwt.ts';
import { roleWith } from '../../support/fake-nouns.ts';
import { FakeRandom } from '../../support/fake-random.ts';
import { FakeRoleAssumer } from '../../support/fake-role-assumer.ts';

const { arn } = roleWith();

function tokenWith(claims: unknown): UnverifiedToken {
  const token = readUnverified(jwtWith(claims));
  if (typeof token === 'string') throw new Error(token);
  return token;
}

function createWorld() {
  const clock = new FakeClock();
  const assumer = new FakeRoleAssumer(clock);
  const federation = new FakeConsoleFederation();
  const claims = {
    iss: 'https://gitlab.example.com',
    aud: 'https://gitlab.example.com',
    sub: 'project_path:grp/proj:ref_type:branch:ref:main',
    exp: clock.now() / 1000 + 300,
    project_id: '7',
    job_id: '1234',
  };
  const job = (change: Partial<CiRequest> = {}) =>
    createCiJob(
      {
        token: tokenWith(claims),
        roleArn: arn,
        region: 'eu-central-1',
        endpoints: {},
        ...change,
      },
      { assumer, federation, clock, random: new FakeRandom() },
    );
  return { clock, assumer, federation, claims, job };
}

test("the job's token is traded for credentials, under the name of the job", async () => {
  const { job, assumer, claims } = createWorld();

  const credentials = await job().credentials(900);

  expect(credentials.accessKeyId).toBe('ASIA-1');
  expect(assumer.asked).toMatchObject([
    {
      roleArn: arn,
      region: 'eu-central-1',
      sessionName: 'gitlab-7-1234',
      durationSeconds: 900,
      idToken: { jwt: jwtWith(claims), subject: claims.sub },
    },
  ]);
});

test("without a duration AWS's own applies", async () => {
  const { job, assumer } = createWorld();
  await job().credentials();
  expect(assumer.asked[0]).not.toHaveProperty('durationSeconds');
});

test('another session name can be chosen, and is made to fit', async () => {
  const { job, assumer } = createWorld();
  await job({ sessionName: 'deploy/main' }).credentials();
  expect(assumer.asked[0]?.sessionName).toBe('deploy-main');
});

test("a job of GitHub's goes by the numbers of its repository and run", async () => {
  const { job, assumer, claims } = createWorld();
  const { project_id: _project, job_id: _job, ...others } = claims;
  await job({ token: tokenWith({ ...others, repository_id: '74', run_id: '9' }) }).credentials();
  expect(assumer.asked[0]?.sessionName).toBe('github-74-9');
});

test('a token without job numbers is named by its subject', async () => {
  const { job, assumer, claims } = createWorld();
  await job({ token: tokenWith({ ...claims, job_id: undefined }) }).credentials();
  expect(assumer.asked[0]?.sessionName).toBe('project_path-grp-proj-ref_type-branch-ref-main');
});

test("the console address is made with the job's credentials", async () => {
  const { job, federation } = createWorld();

  const url = await job().consoleUrl({
    destination: 'https://console.aws.amazon.com/s3',
    sessionSeconds: 3600,
  });

  expect(url).toBe('https://signin.example/login?n=1');
  expect(federation.asked).toMatchObject([
    {
      credentials: { accessKeyId: 'ASIA-1' },
      partition: 'aws',
      issuer: 'https://gitlab.example.com',
      destination: 'https://console.aws.amazon.com/s3',
      sessionSeconds: 3600,
    },
  ]);
});

test('what passes by itself is tried again', async () => {
  const { job, assumer, clock } = createWorld();
  assumer.failWith(new AppError('sts_throttled', {}));
  const credentials = job().credentials();
  await clock.advance(500);
  expect((await credentials).accessKeyId).toBe('ASIA-2');
});

test('a duration that AWS refuses is left out once, and told', async () => {
  const { job, assumer } = createWorld();
  const tooLong = () => new AppError('sts_duration_refused', { roleArn: arn.text, seconds: 43_200 });
  assumer.failWith(tooLong());
  const told: number[] = [];

  const credentials = await job().credentials(43_200, (seconds) => told.push(seconds));

  expect(credentials.accessKeyId).toBe('ASIA-2');
  expect(assumer.asked.map(({ durationSeconds }) => durationSeconds)).toEqual([43_200, undefined]);
  expect(told).toEqual([43_200]);

  assumer.failWith(tooLong(), tooLong());
  await expect(job().credentials(43_200)).rejects.toMatchObject({ code: 'sts_duration_refused' });
});
