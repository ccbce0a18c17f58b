import { describe, expect, it } from 'vitest';
import { chainTrustPolicy } from '../../sandbox/aws/trust-policies.ts';
import { sandboxRoleArn } from '../../sandbox/sandbox.ts';
import { openConsolePage } from '../../support/console-visit.ts';
import { shown } from '../sandbox/aws-browser.ts';
import { DEPLOY, expectRefusal, startJob, useLoneCli, type Job } from './ci-world.ts';

const entry = useLoneCli();
const hub = 'arn:aws:iam::210987654321:role/Hub';
const spoke = 'arn:aws:iam::320987654321:role/team/Spoke';
const chain = [
  ...['--chain-role-arn', hub],
  ...['--chain-role-arn', spoke, '--external-id', 'acme:7', '--source-identity', 'deployer'],
];

async function startCiJob(): Promise<Job> {
  const job = await startJob(entry());
  const { iam } = job.sandbox.aws;
  iam.addRole({ arn: hub, trustPolicy: chainTrustPolicy([sandboxRoleArn('Deploy')]) });
  iam.addRole({
    arn: spoke,
    trustPolicy: chainTrustPolicy([hub], { externalId: 'acme:7', sourceIdentity: true }),
  });
  return job;
}

const asked = ({ sandbox }: Job) =>
  sandbox.aws.requests.all
    .filter(({ action }) => action.startsWith('AssumeRole'))
    .map(({ action, parameters }) => [action, parameters['RoleArn'], parameters['DurationSeconds']]);

describe('a job that goes on to further roles', () => {
  it('has the keys of the last one, in a section that is named after it', async () => {
    const job = await startCiJob();
    const { code, stdout, stderr } = await job.ci(['credentials', ...DEPLOY, ...chain, '--format', 'ini']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(asked(job)).toEqual([
      ['AssumeRoleWithWebIdentity', sandboxRoleArn('Deploy'), '900'],
      ['AssumeRole', hub, '900'],
      ['AssumeRole', spoke, undefined],
    ]);
    const issued = job.sandbox.aws.issuedCredentials;
    expect(issued.map(({ sourceIdentity }) => sourceIdentity)).toEqual([undefined, undefined, 'deployer']);
    expect(stdout.split('\n').slice(0, 2)).toEqual([
      '[Spoke]',
      `aws_access_key_id = ${issued[2]?.accessKeyId ?? '-'}`,
    ]);
  });

  it('has an hour at most, and is told so', async () => {
    const job = await startCiJob();
    const { code, stderr } = await job.ci(['credentials', ...DEPLOY, ...chain, '--duration', '2h']);
    expect(stderr).toBe(
      'AWS does not allow the role to last for 2h: it lasts for 1h. Choose a shorter `--duration`.\n',
    );
    expect(code).toBe(0);
    expect(asked(job).at(-1)).toEqual(['AssumeRole', spoke, '3600']);
  });

  it('runs programs as the last one', async () => {
    const job = await startCiJob();
    const print = 'console.log(process.env.AWS_ACCESS_KEY_ID, process.env.TOBIRA_ROLE)';
    const { stdout } = await job.ci(['exec', ...DEPLOY, ...chain, '--', process.execPath, '-e', print]);
    const key = job.sandbox.aws.issuedCredentials[2]?.accessKeyId ?? '-';
    expect(stdout.trim()).toBe(`${key} ${spoke}`);
  });

  it('opens the console of the last one, with no length of its own', async () => {
    const job = await startCiJob();
    const { stdout, stderr } = await job.ci([
      ...['console', ...DEPLOY, ...chain, '--print', '--json', '--duration', '8h'],
    ]);
    const { url } = JSON.parse(stdout) as { url: string };
    const page = await openConsolePage(url);
    expect(shown(page, 'assumed-role-arn')).toMatch(/^arn:aws:sts::320987654321:assumed-role\/Spoke\//);
    const tokens = job.sandbox.aws.requests.of('getSigninToken');
    expect(tokens.map(({ parameters }) => parameters['SessionDuration'])).toEqual([undefined]);
    expect(stderr).toContain('8h');
  });

  it('is told which role refuses it', async () => {
    const job = await startCiJob();
    const words = ['--chain-role-arn', hub, '--chain-role-arn', spoke, '--external-id', 'wrong'];
    const result = await job.ci(['credentials', ...DEPLOY, ...words]);
    expectRefusal(result, 5, `${hub} may not assume ${spoke}`);
    expect(result.stderr).not.toContain('wrong');
  });
});
