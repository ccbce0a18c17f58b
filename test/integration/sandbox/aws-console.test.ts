import { describe, expect, it } from 'vitest';
import type { Aws } from '../../sandbox/aws/aws.ts';
import {
  cookiesOf,
  DESTINATION,
  login,
  openConsole,
  shown,
  signinToken,
  startSignedIn,
} from './aws-browser.ts';
import { ACCOUNT, assume, form } from './aws-world.ts';
import type { World } from './aws-world.ts';

describe('the console page', () => {
  it('says that it is a stand-in and names who is signed in, where and until when', async () => {
    const { aws } = await startSignedIn();
    const response = await openConsole(aws);
    expect(response.status).toBe(200);
    const page = await response.text();
    expect(page).toContain('AWS Console (sandbox)');
    expect(page).toContain('No AWS account is involved.');
    expect(shown(page, 'role')).toBe('Admin');
    expect(shown(page, 'assumed-role-arn')).toBe(
      `arn:aws:sts::${ACCOUNT}:assumed-role/Admin/user@example.com`,
    );
    expect(shown(page, 'account')).toBe(ACCOUNT);
    expect(shown(page, 'region')).toBe('ap-northeast-1');
    expect(shown(page, 'destination')).toBe(DESTINATION);
    expect(shown(page, 'issuer')).toBe('https://tobira.test');
    expect(shown(page, 'session-policies')).toBe('none');
    expect(shown(page, 'session-end')).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/);
  });

  it('names the session policies of a read-only session', async () => {
    const { aws } = await startSignedIn(
      {},
      { 'PolicyArns.member.1.arn': 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
    );
    const page = await (await openConsole(aws)).text();
    expect(shown(page, 'session-policies')).toBe('arn:aws:iam::aws:policy/ReadOnlyAccess');
  });

  it.each([
    ['https://console.aws.amazon.com/s3/home?region=eu-west-3', 'eu-west-3'],
    ['https://us-east-2.console.aws.amazon.com/lambda/home#/functions', 'us-east-2'],
    ['https://console.aws.amazon.com/x/home#?region=sa-east-1', 'sa-east-1'],
    ['https://console.aws.amazon.com/', 'no region in the address'],
  ])('reads the region from %s', async (Destination, region) => {
    const { aws } = await startSignedIn();
    expect(shown(await (await openConsole(aws, { Destination })).text(), 'region')).toBe(region);
  });

  it('shows text as text', async () => {
    const { aws } = await startSignedIn();
    const page = await (await openConsole(aws, { Issuer: '"><script>alert(1)</script>' })).text();
    expect(page).not.toContain('<script>');
  });

  it('is for the browser that signed in', async () => {
    const { aws } = await startSignedIn();
    const response = await login(aws, await signinToken(aws));
    const stranger = await fetch(response.headers.get('location') ?? '');
    expect(stranger.status).toBe(401);
    expect(await stranger.text()).not.toContain('Admin');
    expect((await fetch(aws.endpoints.console)).status).toBe(401);
  });

  it('ends with the session and then leads back to the issuer', async () => {
    const { aws } = await startSignedIn();
    const response = await login(aws, await signinToken(aws));
    aws.clock.advance(3_601_000);
    const ended = await fetch(response.headers.get('location') ?? '', {
      headers: { cookie: cookiesOf(response) },
    });
    expect(ended.status).toBe(401);
    expect(shown(await ended.text(), 'issuer-link')).toBe('https://tobira.test');
  });
});

describe('a second session in one browser', () => {
  const asSomeoneElse = async (world: World): Promise<string> => {
    await assume(world, { RoleSessionName: 'someone-else' });
    return signinToken(world.aws);
  };

  it('stands beside the first, and the log-out chain is refused', async () => {
    const world = await startSignedIn();
    const { aws } = world;
    const first = await login(aws, await signinToken(aws));
    const second = await login(aws, await asSomeoneElse(world), {}, cookiesOf(first));
    expect(second.status).toBe(302);
    const page = await fetch(first.headers.get('location') ?? '', { headers: { cookie: cookiesOf(first) } });
    expect(page.status).toBe(200);
    expect((await logout(aws, cookiesOf(first))).status).toBe(400);
  });

  it('needs a log-out first where the browser holds a single one', async () => {
    const world = await startSignedIn({ consoleSessions: 'single' });
    const { aws } = world;
    const first = await login(aws, await signinToken(aws));
    const token = await asSomeoneElse(world);
    const refused = await login(aws, token, {}, cookiesOf(first));
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('You must first log out');
    expect((await logout(aws, cookiesOf(first))).status).toBe(302);
    expect((await login(aws, token, {}, cookiesOf(first))).status).toBe(302);
  });

  it('is not another one for the same person', async () => {
    const { aws } = await startSignedIn({ consoleSessions: 'single' });
    const first = await login(aws, await signinToken(aws));
    expect((await login(aws, await signinToken(aws), {}, cookiesOf(first))).status).toBe(302);
  });

  it('needs no log-out once the first has ended by itself', async () => {
    const world = await startSignedIn({ consoleSessions: 'single' });
    const { aws } = world;
    const first = await login(aws, await signinToken(aws));
    aws.clock.advance(3_601_000);
    const token = await issuedNow(world);
    expect((await login(aws, token, {}, cookiesOf(first))).status).toBe(302);
  });

  it('is the only one left after a log-out, which leads on to the login URL', async () => {
    const { aws } = await startSignedIn({ consoleSessions: 'single' });
    const first = await login(aws, await signinToken(aws));
    const page = (): Promise<Response> =>
      fetch(first.headers.get('location') ?? '', { headers: { cookie: cookiesOf(first) } });
    expect((await page()).status).toBe(200);
    const response = await logout(aws, cookiesOf(first));
    expect(response.headers.get('location')).toBe(`${aws.endpoints.signin}?Action=login`);
    expect((await page()).status).toBe(401);
  });

  it.each(['https://example.com/', '', 'nonsense'])('does not log out towards %j', async (target) => {
    const { aws } = await startSignedIn({ consoleSessions: 'single' });
    const first = await login(aws, await signinToken(aws));
    const refused = await logout(aws, cookiesOf(first), target);
    expect([refused.status, refused.headers.get('location')]).toEqual([400, null]);
    expect(aws.consoleSessions).toHaveLength(1);
  });

  /** A sign-in token for somebody else, whose ID token is fresh by the stand-in's clock. */
  async function issuedNow(world: World): Promise<string> {
    const now = Math.floor(world.aws.clock.now() / 1000);
    const WebIdentityToken = await world.issuer.sign({ iat: now, exp: now + 120 });
    await assume(world, { RoleSessionName: 'someone-else', WebIdentityToken });
    return signinToken(world.aws);
  }

  function logout(
    aws: Aws,
    cookie: string,
    redirect_uri = `${aws.endpoints.signin}?Action=login`,
  ): Promise<Response> {
    const query = form({ Action: 'logout', redirect_uri });
    const { origin } = new URL(aws.endpoints.signin);
    return fetch(`${origin}/oauth?${query.toString()}`, { redirect: 'manual', headers: { cookie } });
  }
});
