import { createServer } from 'node:https';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CI_AUDIENCE, CI_PROJECT, sandboxRoleArn } from '../../sandbox/sandbox.ts';
import { createAuthority } from '../../support/certificates.ts';
import type { ServerCertificate } from '../../support/certificates.ts';
import { openConsolePage } from '../../support/console-visit.ts';
import { shown } from '../sandbox/aws-browser.ts';
import { DEPLOY, expectRefusal, startJob, useLoneCli } from './ci-world.ts';

const entry = useLoneCli();
const startCiJob = () => startJob(entry());

describe('tobira ci credentials', () => {
  it('turns the ID token of a job into credentials, and leaves nothing behind', async () => {
    const { ci, sandbox, home } = await startCiJob();
    const { code, stdout, stderr } = await ci(['credentials', ...DEPLOY, '--format', 'json']);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    const [issued] = sandbox.aws.issuedCredentials;
    expect(JSON.parse(stdout)).toMatchObject({
      AWS_ACCESS_KEY_ID: issued?.accessKeyId,
      AWS_REGION: 'us-east-1',
    });
    expect(issued?.principal.arn).toBe('arn:aws:sts::123456789012:assumed-role/Deploy/gitlab-20-302');
    expect(await readdir(home)).toEqual([]);
  });

  it('writes a section of the credentials file that is named after the role', async () => {
    const { ci, sandbox } = await startCiJob();
    const { stdout } = await ci(['credentials', ...DEPLOY, '--format', 'ini']);
    const key = sandbox.aws.issuedCredentials[0]?.accessKeyId ?? '';
    expect(stdout.split('\n').slice(0, 2)).toEqual(['[Deploy]', `aws_access_key_id = ${key}`]);
  });

  it('takes region, session name and duration from its options', async () => {
    const { ci, sandbox } = await startCiJob();
    const words = ['--region', 'eu-west-1', '--session-name', 'a job / 7', '--duration', '2h'];
    const { stdout } = await ci(['credentials', ...DEPLOY, ...words]);
    expect(stdout).toContain("export AWS_REGION='eu-west-1'");
    expect(sandbox.aws.requests.all[0]?.parameters).toMatchObject({
      RoleSessionName: 'a-job---7',
      DurationSeconds: '7200',
    });
  });

  it('says on stderr where AWS does not allow the duration, and is content with an hour', async () => {
    const { ci } = await startCiJob();
    const { code, stdout, stderr } = await ci(['credentials', ...DEPLOY, '--duration', '12h']);
    expect(stderr).toBe(
      'AWS does not allow the role to last for 12h: it lasts for 1h. Choose a shorter `--duration`.\n',
    );
    expect(stdout).toContain('export AWS_ACCESS_KEY_ID=');
    expect(code).toBe(0);
  });

  it('takes the region of the environment where no option names one', async () => {
    const { ci } = await startCiJob();
    const { stdout } = await ci(['credentials', ...DEPLOY], { AWS_DEFAULT_REGION: 'sa-east-1' });
    expect(stdout).toContain("export AWS_REGION='sa-east-1'");
  });

  it('takes the token from another variable', async () => {
    const { ci, token } = await startCiJob();
    const words = ['credentials', ...DEPLOY, '--id-token-env', 'AWS_TOKEN'];
    expect((await ci(words, { AWS_TOKEN: `${token}\n`, MY_ID_TOKEN: '' })).code).toBe(0);
  });

  it('names issuer, audience and subject where the trust policy does not fit', async () => {
    const { ci, sandbox } = await startCiJob();
    const token = sandbox.gitlab.ciToken({ aud: CI_AUDIENCE, ref: 'feature' });
    expectRefusal(
      await ci(['credentials', ...DEPLOY], { MY_ID_TOKEN: token }),
      5,
      `issuer ${sandbox.gitlab.issuer}`,
      `aud ${CI_AUDIENCE}`,
      `sub project_path:${CI_PROJECT}:ref_type:branch:ref:feature`,
    );
  });

  it('does not let a job pass for a person: the role of the desktop application refuses it', async () => {
    const { ci, sandbox } = await startCiJob();
    const aud = sandbox.gitlab.applications.default.uid;
    const token = sandbox.gitlab.ciToken({ aud });
    expectRefusal(
      await ci(['credentials', '--role-arn', sandboxRoleArn('Admin')], { MY_ID_TOKEN: token }),
      5,
      `aud ${aud}`,
    );
  });

  it('says what is missing where AWS does not know the audience', async () => {
    const { ci, sandbox } = await startCiJob();
    const token = sandbox.gitlab.ciToken({ aud: 'https://elsewhere.example' });
    expectRefusal(await ci(['credentials', ...DEPLOY], { MY_ID_TOKEN: token }), 5, 'audience');
  });

  it.each([
    [['credentials'], '--role-arn is missing'],
    [['credentials', '--role-arn', 'Deploy'], 'must look like arn:aws:iam::'],
    [['credentials', ...DEPLOY, '--duration', '5m'], '15m to 12h'],
    [['credentials', ...DEPLOY, '--format', 'xml'], 'env, fish, powershell, cmd, json, dotenv, ini, process'],
    [['console', ...DEPLOY], '--print or --out FILE'],
    [['console', ...DEPLOY, '--print', '--out', 'x'], 'Both --print and --out were given'],
    [['console', ...DEPLOY, '--out', ''], '"--out" needs a value'],
  ])('takes no %j', async (words, message) => {
    const { ci, sandbox } = await startCiJob();
    expectRefusal(await ci(words), 2, message);
    expect(sandbox.aws.requests.count()).toBe(0);
  });

  it('sends a token to no address that is neither https nor on this machine', async () => {
    const { ci } = await startCiJob();
    const env = { AWS_ENDPOINT_URL_STS: 'http://sts.example.com' };
    expectRefusal(await ci(['credentials', ...DEPLOY], env), 2, 'AWS_ENDPOINT_URL_STS');
  });

  it('says that STS cannot be reached', async () => {
    const { ci, sandbox } = await startCiJob();
    await sandbox.aws.close();
    expectRefusal(await ci(['credentials', ...DEPLOY]), 6, new URL(sandbox.aws.endpoints.sts).host);
  });

  it('tries again what passes by itself', async () => {
    const { ci, sandbox } = await startCiJob();
    sandbox.aws.faults.inject('AssumeRoleWithWebIdentity', { kind: 'error', code: 'IDPCommunicationError' });
    expect((await ci(['credentials', ...DEPLOY])).code).toBe(0);
  });
});

describe('tobira ci console', () => {
  it('prints an address that leads to the console as the role, and warns who can read the log', async () => {
    const { ci, sandbox } = await startCiJob();
    const { code, stdout, stderr } = await ci(['console', ...DEPLOY, '--print']);
    expect(code).toBe(0);
    expect(stderr).toContain('keep the log private');
    const page = await openConsolePage(stdout.trim());
    expect(shown(page, 'role')).toBe('Deploy');
    expect(shown(page, 'issuer')).toBe(sandbox.gitlab.issuer);
  });

  it('opens the page and lasts as long as its options say', async () => {
    const { ci, sandbox } = await startCiJob();
    const destination = 'https://console.aws.amazon.com/cloudwatch/home';
    const words = ['--destination', destination, '--duration', '8h', '--json'];
    const { stdout } = await ci(['console', ...DEPLOY, '--print', ...words]);
    const { url } = JSON.parse(stdout) as { readonly url: string };
    expect(new URL(url).searchParams.get('Destination')).toBe(destination);
    const [request] = sandbox.aws.requests.of('getSigninToken');
    expect(request?.parameters['SessionDuration']).toBe('28800');
  });

  it('writes the address to a file that its owner alone can read', async () => {
    const { ci, home } = await startCiJob();
    const { code, stdout, stderr } = await ci(['console', ...DEPLOY, '--out', 'console-url']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    const path = join(home, 'console-url');
    expect(((await stat(path)).mode & 0o777).toString(8)).toBe('600');
    const url = (await readFile(path, 'utf8')).trim();
    expect(stderr).not.toContain(new URL(url).searchParams.get('SigninToken'));
    expect(shown(await openConsolePage(url), 'role')).toBe('Deploy');
  });

  it('says on stderr where the console session is shorter than was asked for', async () => {
    const { ci, sandbox } = await startCiJob();
    const words = ['console', ...DEPLOY, '--print', '--duration', '12h'];
    const long = await ci(words);
    expect(long.stderr).not.toContain('12h');
    // As for credentials that may not ask for a length of their own.
    sandbox.aws.faults.inject('getSigninToken', { kind: 'error', code: 'BadRequest', status: 400 });
    const { code, stdout, stderr } = await ci(words);
    expect(stderr).toContain('AWS does not open a console session of 12h here: it is shorter');
    expect(stdout).toMatch(/^http\S+\n$/);
    expect(code).toBe(0);
  });

  it('never overwrites a file, and finds that out before AWS is asked', async () => {
    const { ci, home, sandbox } = await startCiJob();
    await writeFile(join(home, 'console-url'), 'mine');
    expectRefusal(await ci(['console', ...DEPLOY, '--out', 'console-url']), 8, 'there is a file already');
    expect(await readFile(join(home, 'console-url'), 'utf8')).toBe('mine');
    expect(sandbox.aws.requests.count()).toBe(0);
  });

  it('says so where the file cannot be written, before AWS is asked', async () => {
    const { ci, sandbox } = await startCiJob();
    const words = ['console', ...DEPLOY, '--out', 'no/such/folder'];
    expectRefusal(await ci(words), 8, 'no/such: it does not exist');
    expect(sandbox.aws.requests.count()).toBe(0);
  });
});

/** STS behind https. @returns its address */
async function behindTls(certificate: ServerCertificate, target: string): Promise<string> {
  const server = createServer(certificate, (incoming, response) => {
    const { method = 'GET', headers } = incoming;
    incoming.pipe(
      request(new URL(incoming.url ?? '/', target), { method, headers }, (reply) => {
        response.writeHead(reply.statusCode ?? 502, reply.headers);
        reply.pipe(response);
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('certificates', () => {
  it.each([
    ['of an authority named by NODE_EXTRA_CA_CERTS are trusted', 'IP:127.0.0.1', 2, true, 0],
    ['of an unknown authority are not', 'IP:127.0.0.1', 2, false, 6],
    ['of another host are not', 'DNS:sts.example.com', 2, true, 6],
    ['that have expired are not', 'IP:127.0.0.1', -1, true, 6],
  ])('%s', async (_what, name, days, known, code) => {
    const { ci, sandbox } = await startCiJob();
    const authority = await createAuthority();
    onTestFinished(() => authority.remove());
    const sts = await behindTls(await authority.issue(name, days), sandbox.aws.endpoints.sts);
    const result = await ci(['credentials', ...DEPLOY], {
      AWS_ENDPOINT_URL_STS: sts,
      ...(known && { NODE_EXTRA_CA_CERTS: authority.path }),
    });
    expect(result.code, result.stderr).toBe(code);
    if (code === 6) {
      expect(result.stderr).toContain(`The certificate of ${new URL(sts).host} is not trusted.`);
      expect(sandbox.aws.requests.count()).toBe(0);
    }
  });
});
