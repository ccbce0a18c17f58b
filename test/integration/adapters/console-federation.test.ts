import { describe, expect, it } from 'vitest';
import { latest } from '../sandbox/aws-world.ts';
import { shown } from '../sandbox/aws-browser.ts';
import type { Fault } from '../../sandbox/aws/faults.ts';
import { openConsolePage } from '../../support/console-visit.ts';
import { startAwsRig } from './aws-rig.ts';
import { failure } from './oidc-rig.ts';

const TOKEN = 'getSigninToken';

describe('a console address', () => {
  it('leads to the console, signed in as the role, in the region of the role', async () => {
    const { loginUrl, sandbox } = await startAwsRig();
    const page = await openConsolePage(await loginUrl());
    expect(shown(page, 'assumed-role-arn')).toBe('arn:aws:sts::123456789012:assumed-role/Deploy/job-302');
    expect(shown(page, 'region')).toBe('eu-central-1');
    expect(shown(page, 'issuer')).toBe(sandbox.gitlab.issuer);
  });

  it('leads to the page that was asked for', async () => {
    const { loginUrl } = await startAwsRig();
    const destination = 'https://eu-west-1.console.aws.amazon.com/s3/buckets?region=eu-west-1#a&b';
    const url = new URL(await loginUrl({ destination }));
    expect(url.searchParams.get('Destination')).toBe(destination);
  });

  it('ends the console that is open in the browser, where it is to sign out first', async () => {
    const { loginUrl, sandbox } = await startAwsRig({ consoleSessions: 'single' });
    const browser: string[] = [];
    await openConsolePage(await loginUrl(), browser);
    const assumedRoleArn = 'arn:aws:sts::123456789012:federated-user/aiko';
    const issued = sandbox.aws.issueFederationToken('123456789012', 'aiko');
    const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = issued;
    const keys = { accessKeyId, secretAccessKey, sessionToken, expiresAt };
    const credentials = { ...keys, issuedAt: Date.now(), assumedRoleArn };
    const refused = await openConsolePage(await loginUrl({ credentials }), browser);
    expect(refused).toContain('You must first log out');
    await openConsolePage(await loginUrl({ credentials, signOutFirst: true }), browser);
    expect(sandbox.aws.requests.count('logout')).toBe(1);
    const open = sandbox.aws.consoleSessions.map((one) => one.credentials.principal.arn);
    expect(open).toEqual([assumedRoleArn]);
  });

  it('lasts as long as was asked for', async () => {
    const { loginUrl, sandbox } = await startAwsRig();
    await openConsolePage(await loginUrl({ sessionSeconds: 43_200 }));
    const [session] = sandbox.aws.consoleSessions;
    expect(Math.round(((session?.endsAt ?? 0) - (session?.startedAt ?? 0)) / 3_600_000)).toBe(12);
  });

  it('is got by one POST, so that no key stands in any URL', async () => {
    const { loginUrl, sandbox } = await startAwsRig();
    await loginUrl();
    expect(sandbox.aws.requests.counts()).toMatchObject({ 'POST getSigninToken': 1 });
    const { secretAccessKey } = latest(sandbox.aws);
    for (const { url } of sandbox.aws.requests.all)
      expect(decodeURIComponent(url)).not.toContain(secretAccessKey);
  });

  it('is got by GET where POST is not taken', async () => {
    const { loginUrl, sandbox } = await startAwsRig({ refusePost: true });
    expect(await openConsolePage(await loginUrl())).toContain('Deploy');
    expect(sandbox.aws.requests.counts()).toMatchObject({
      'POST getSigninToken': 1,
      'GET getSigninToken': 1,
    });
  });

  it('is got without a duration where AWS refuses it for these credentials', async () => {
    const { loginUrl, sandbox } = await startAwsRig();
    const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = sandbox.aws.issueFederationToken(
      '123456789012',
      'aiko',
    );
    const credentials = { accessKeyId, secretAccessKey, sessionToken, expiresAt };
    const assumedRoleArn = 'arn:aws:sts::123456789012:federated-user/aiko';
    await loginUrl({
      credentials: { ...credentials, issuedAt: Date.now(), assumedRoleArn },
      sessionSeconds: 43_200,
    });
    const tries = sandbox.aws.requests.of(TOKEN).map(({ parameters }) => 'SessionDuration' in parameters);
    expect(tries).toEqual([true, false]);
  });
});

describe('without a sign-in token there is no console address', () => {
  it.each<[string, Fault, string, number]>([
    ['a refusal is tried in both forms', { kind: 'error', code: 'BadRequest' }, 'console_refused', 2],
    ['a reply without the token', { kind: 'no-signin-token' }, 'console_refused', 1],
    ['a captive portal', { kind: 'response', status: 200, body: '<html>' }, 'console_refused', 1],
    ['a bad gateway', { kind: 'response', status: 502, body: '' }, 'console_refused', 1],
    ['a 403', { kind: 'response', status: 403, body: 'no' }, 'console_refused', 1],
    [
      'a redirect',
      { kind: 'response', status: 307, body: '', headers: { location: 'http://127.0.0.1:9/' } },
      'network_redirected',
      1,
    ],
    ['silence', { kind: 'stall-headers' }, 'network_timeout', 1],
    ['half a reply', { kind: 'stall-body' }, 'network_timeout', 1],
    ['a reset', { kind: 'reset' }, 'network_unreachable', 1],
  ])('%s', async (_what, fault, code, requests) => {
    const { loginUrl, sandbox, assume, patience } = await startAwsRig();
    const credentials = await assume();
    patience.ms = 400;
    sandbox.aws.faults.inject(TOKEN, fault, Infinity);
    const error = await failure(loginUrl({ credentials }));
    expect(error.code).toBe(code);
    expect(sandbox.aws.requests.count(TOKEN)).toBe(requests);
    expect(JSON.stringify(error.details)).not.toContain(credentials.sessionToken.slice(0, 20));
  });
});
