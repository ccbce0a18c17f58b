import { describe, expect, it } from 'vitest';
import { Iam } from '../../sandbox/aws/iam.ts';
import { gitLabTrustPolicy } from '../../sandbox/aws/trust-policies.ts';
import { assume, refusalOf, ROLE, startWorld } from './aws-world.ts';

const ACCOUNT = '111122223333';

const make = (url: string, audiences: readonly string[] = ['app'], iam = new Iam()): string =>
  iam.addOidcProvider({ account: ACCOUNT, url, audiences }).name;

describe('IAM, when a provider is made', () => {
  it.each([
    ['https://gitlab.example.com', 'gitlab.example.com'],
    ['https://example.com/gitlab', 'example.com/gitlab'],
    ['https://gitlab.example.com/', 'gitlab.example.com/'],
    ['http://127.0.0.1:4711', '127.0.0.1:4711'],
    ['http://[::1]:4711', '[::1]:4711'],
    ['http://localhost:4711', 'localhost:4711'],
    ['https://127.0.0.1:4711', '127.0.0.1:4711'],
  ])('names %s by its URL without the scheme', (url, name) => {
    expect(make(url)).toBe(name);
  });

  it.each([
    ['plain http', 'http://gitlab.example.com'],
    ['plain http to a name that begins like a loopback address', 'http://127.example.com'],
    ['another scheme', 'ftp://gitlab.example.com'],
    ['a port', 'https://gitlab.example.com:8443'],
    ['the default port, written out', 'https://gitlab.example.com:443'],
    ['the default port before a path', 'https://gitlab.example.com:443/gitlab'],
    ['a port on a name that begins like a loopback address', 'https://127.example.com:8443'],
    ['a query', 'https://gitlab.example.com/?a=b'],
    ['an empty query', 'https://gitlab.example.com/?'],
    ['a fragment', 'https://gitlab.example.com/#a'],
    ['a user', 'https://bob@gitlab.example.com'],
    ['white space at its start', ' https://gitlab.example.com'],
    ['white space in its path', 'https://gitlab.example.com/a b'],
    ['no slashes', 'https:gitlab.example.com'],
    ['more than 255 characters', `https://gitlab.example.com/${'x'.repeat(229)}`],
    ['no URL', 'gitlab.example.com'],
  ])('refuses %s', (_name, url) => {
    expect(refusalOf(() => make(url))).toBe('InvalidInput');
  });

  it('takes a URL of 255 characters, a hundred audiences and an audience of 255 characters', () => {
    const longest = `https://gitlab.example.com/${'x'.repeat(228)}`;
    expect(longest).toHaveLength(255);
    expect(make(longest)).toBe(longest.slice('https://'.length));
    const hundred = Array.from({ length: 99 }, (_, index) => `app-${String(index)}`);
    expect(refusalOf(() => make('https://a.example.com', [...hundred, 'x'.repeat(255)]))).toBeUndefined();
  });

  it('refuses the same URL twice, a 101st audience and an audience of 256 characters or none', () => {
    const iam = new Iam();
    make('https://gitlab.example.com', ['app'], iam);
    const again = (): string => make('https://gitlab.example.com', ['app'], iam);
    expect(refusalOf(again)).toBe('EntityAlreadyExists');
    const many = Array.from({ length: 101 }, (_, index) => `app-${String(index)}`);
    expect(refusalOf(() => make('https://a.example.com', many))).toBe('LimitExceeded');
    expect(refusalOf(() => make('https://a.example.com', ['x'.repeat(256)]))).toBe('InvalidInput');
    expect(refusalOf(() => make('https://a.example.com', ['']))).toBe('InvalidInput');
  });

  it('takes a hundred providers in an account and no more, and another account begins anew', () => {
    const iam = new Iam();
    for (let index = 0; index < 100; index += 1) make(`https://g${String(index)}.example.com`, ['app'], iam);
    expect(refusalOf(() => make('https://one-more.example.com', ['app'], iam))).toBe('LimitExceeded');
    const elsewhere = { account: '444455556666', url: 'https://one-more.example.com', audiences: [] };
    expect(iam.addOidcProvider(elsewhere).arn).toBe(
      'arn:aws:iam::444455556666:oidc-provider/one-more.example.com',
    );
  });
});

it('A provider entered with a slash at its end has it in its condition keys, and takes no token without it', async () => {
  const world = await startWorld();
  const url = `${world.issuer.url}/`;
  const provider = world.aws.iam.addOidcProvider({ account: '444455556666', url, audiences: ['app'] });
  const RoleArn = 'arn:aws:iam::444455556666:role/Admin';
  const trustPolicy = gitLabTrustPolicy({ provider, audience: 'app', subjects: ['42'] });
  world.aws.iam.addRole({ arn: RoleArn, trustPolicy });
  expect(JSON.stringify(trustPolicy)).toContain('/:sub"');
  const answer = await assume(world, { RoleArn });
  expect(answer.field('Message')).toBe(
    `No OpenIDConnect provider found in your account for ${world.issuer.url}`,
  );
  expect((await assume(world, { RoleArn: ROLE })).status).toBe(200);
});
