import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AddressRefusal,
  looksLikeAddress,
  readConsoleAddress,
} from '../../../src/core/console-address.ts';

interface Expected {
  readonly in?: string;
  readonly region?: string;
  readonly account?: string;
  readonly mentioned?: string;
  /** The address itself where unset. */
  readonly page?: string;
}

const us = 'https://us-east-1.console.aws.amazon.com';
const encoded = encodeURIComponent;
const login = (page: string) =>
  `https://signin.aws.amazon.com/federation?Action=login&Issuer=https%3A%2F%2Fgitlab.example.com&Destination=${encoded(page)}&SigninToken=${'s'.repeat(1_500)}`;

const pages: readonly (readonly [string, Expected])[] = [
  // The console's own host and those of its regions.
  ['https://console.aws.amazon.com/', {}],
  ['https://console.aws.amazon.com/console/home', {}],
  ['https://console.aws.amazon.com/ecs/home?region=eu-west-1', { region: 'eu-west-1' }],
  ['https://console.aws.amazon.com/ec2/home?region=eu-west-1#Instances:', { region: 'eu-west-1' }],
  [`${us}/ecs/v2/clusters?region=us-east-1`, { region: 'us-east-1' }],
  [`${us}/lambda/home`, { region: 'us-east-1' }],
  [`${us}/console/home?region=us-east-1#`, { region: 'us-east-1' }],
  ['https://ap-northeast-1.console.aws.amazon.com/s3/buckets/a-bucket', { region: 'ap-northeast-1' }],
  [`${us}/ec2/home?region=eu-west-1#Instances:`, { region: 'eu-west-1' }],
  // Places on a page.
  ['https://console.aws.amazon.com/ec2/v2/home#Instances:region=eu-west-1', { region: 'eu-west-1' }],
  ['https://console.aws.amazon.com/x/home#region=eu-north-1', { region: 'eu-north-1' }],
  ['https://console.aws.amazon.com/x/home#/list?region=eu-north-1&a=b', { region: 'eu-north-1' }],
  [
    'https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#logsV2:log-groups/log-group/$252Faws$252Flambda$252Ff',
    { region: 'eu-west-1' },
  ],
  ['https://console.aws.amazon.com/iam/home#/roles/Admin', {}],
  // Several sessions in one browser.
  [
    'https://123456789012-k7fxy2ab.eu-west-1.console.aws.amazon.com/ecs/v2/clusters?region=eu-west-1',
    {
      region: 'eu-west-1',
      account: '123456789012',
      page: 'https://eu-west-1.console.aws.amazon.com/ecs/v2/clusters?region=eu-west-1',
    },
  ],
  [
    'https://123456789012-k7fxy2ab.us-east-1.console.aws.amazon.com/iam/home?region=eu-west-1#/roles',
    { region: 'eu-west-1', account: '123456789012', page: `${us}/iam/home?region=eu-west-1#/roles` },
  ],
  [
    'https://123456789012-k7fxy2ab.s3.console.aws.amazon.com/s3/buckets/b?region=eu-west-1',
    {
      region: 'eu-west-1',
      account: '123456789012',
      page: 'https://s3.console.aws.amazon.com/s3/buckets/b?region=eu-west-1',
    },
  ],
  [
    'https://123456789012-abc.console.aws.amazon.com/billing/home',
    { account: '123456789012', page: 'https://console.aws.amazon.com/billing/home' },
  ],
  [
    'https://123456789012-abc.us-gov-west-1.console.amazonaws-us-gov.com/ec2/home',
    {
      in: 'aws-us-gov',
      region: 'us-gov-west-1',
      account: '123456789012',
      page: 'https://us-gov-west-1.console.amazonaws-us-gov.com/ec2/home',
    },
  ],
  // Hosts of services.
  ['https://s3.console.aws.amazon.com/s3/buckets/b?region=eu-west-1', { region: 'eu-west-1' }],
  ['https://resource-explorer.console.aws.amazon.com/home', {}],
  ['https://phd.aws.amazon.com/phd/home#/dashboard/open-issues', {}],
  ['https://health.aws.amazon.com/health/home#/account/dashboard/open-issues', {}],
  ['https://us-west-2.health.aws.amazon.com/health/home', { region: 'us-west-2' }],
  ['https://lightsail.aws.amazon.com/ls/webapp/home/instances', {}],
  // Things on a page have accounts of their own.
  [
    'https://eu-west-1.console.aws.amazon.com/states/home?region=eu-west-1#/executions/details/arn:aws:states:eu-west-1:123456789012:execution:a:b',
    { region: 'eu-west-1', mentioned: '123456789012' },
  ],
  [
    'https://console.aws.amazon.com/kms/home?arn=arn%3Aaws%3Akms%3Aeu-west-1%3A123456789012%3Akey%2Fa',
    { mentioned: '123456789012' },
  ],
  // China.
  ['https://console.amazonaws.cn/', { in: 'aws-cn' }],
  ['https://console.amazonaws.cn/ec2/home?region=cn-north-1', { in: 'aws-cn', region: 'cn-north-1' }],
  ['https://cn-northwest-1.console.amazonaws.cn/lambda/home', { in: 'aws-cn', region: 'cn-northwest-1' }],
  ['https://health.amazonaws.cn/health/home', { in: 'aws-cn' }],
  // GovCloud.
  ['https://console.amazonaws-us-gov.com/console/home', { in: 'aws-us-gov' }],
  [
    'https://us-gov-east-1.console.amazonaws-us-gov.com/ec2/home?region=us-gov-east-1#Instances:',
    { in: 'aws-us-gov', region: 'us-gov-east-1' },
  ],
  ['https://phd.amazonaws-us-gov.com/phd/home', { in: 'aws-us-gov' }],
  // The European sovereign cloud.
  ['https://console.amazonaws-eusc.eu/', { in: 'aws-eusc' }],
  [
    'https://eusc-de-east-1.console.amazonaws-eusc.eu/ec2/home?region=eusc-de-east-1',
    { in: 'aws-eusc', region: 'eusc-de-east-1' },
  ],
  // Sign-in pages that lead to a page.
  [login(`${us}/ecs/home`), { region: 'us-east-1', page: `${us}/ecs/home` }],
  [
    `https://us-east-1.signin.aws.amazon.com/oauth?Action=logout&redirect_uri=${encoded(login(`${us}/s3/home`))}`,
    { region: 'us-east-1', page: `${us}/s3/home` },
  ],
  [
    `https://eu-west-1.signin.aws.amazon.com/oauth?client_id=arn%3Aaws%3Asignin%3A%3A%3Aconsole%2Fcanvas&redirect_uri=${encoded('https://console.aws.amazon.com/console/home?hashArgs=%23a&isauthcode=true&state=hashArgsFromTB_eu-west-1_1f')}&response_type=code`,
    { page: 'https://console.aws.amazon.com/console/home#a' },
  ],
  [
    `https://123456789012.signin.aws.amazon.com/oauth?redirect_uri=${encoded(`${us}/ec2/home`)}`,
    { account: '123456789012', region: 'us-east-1', page: `${us}/ec2/home` },
  ],
  [
    'https://123456789012.signin.aws.amazon.com/console',
    { account: '123456789012', page: 'https://console.aws.amazon.com/' },
  ],
  [
    'https://123456789012.signin.aws.amazon.com/console/ec2?region=eu-west-1',
    { account: '123456789012', page: 'https://console.aws.amazon.com/ec2/home?region=eu-west-1' },
  ],
  [
    'https://signin.aws.amazon.com/switchrole?account=123456789012&roleName=Admin&displayName=x',
    { account: '123456789012', page: 'https://console.aws.amazon.com/' },
  ],
  ['https://signin.amazonaws.cn/console', { in: 'aws-cn', page: 'https://console.amazonaws.cn/' }],
  [
    `https://eusc-de-east-1.signin.amazonaws-eusc.eu/federation?Action=login&Destination=${encoded('https://console.amazonaws-eusc.eu/ec2/home')}`,
    { in: 'aws-eusc', page: 'https://console.amazonaws-eusc.eu/ec2/home' },
  ],
  // The portal of IAM Identity Center.
  [
    `https://d-9067aa.awsapps.com/start/#/console?account_id=123456789012&role_name=Admin&destination=${encoded(`${us}/rds/home`)}`,
    { account: '123456789012', region: 'us-east-1', page: `${us}/rds/home` },
  ],
  [
    'https://example.awsapps.com/start/#/console?account_id=123456789012&role_name=Admin',
    { account: '123456789012', page: 'https://console.aws.amazon.com/' },
  ],
  [
    'https://ssoins-1234abcd.portal.us-east-1.app.aws/#/console?account_id=123456789012&role_name=Admin',
    { account: '123456789012', page: 'https://console.aws.amazon.com/' },
  ],
  // What a login leaves behind.
  [
    'https://eu-west-1.console.aws.amazon.com/ecs/home?region=eu-west-1&state=hashArgs%23&isauthcode=true&code=abc',
    { region: 'eu-west-1', page: 'https://eu-west-1.console.aws.amazon.com/ecs/home?region=eu-west-1' },
  ],
  // As people copy it.
  ['  https://console.aws.amazon.com/ecs/home\n', { page: 'https://console.aws.amazon.com/ecs/home' }],
  ['<https://console.aws.amazon.com/ecs/home>', { page: 'https://console.aws.amazon.com/ecs/home' }],
  ['"https://console.aws.amazon.com/ecs/home"', { page: 'https://console.aws.amazon.com/ecs/home' }],
  ['console.aws.amazon.com/ecs/home', { page: 'https://console.aws.amazon.com/ecs/home' }],
  ['HTTPS://Console.AWS.Amazon.com/ecs/home', { page: 'https://console.aws.amazon.com/ecs/home' }],
  ['https://console.aws.amazon.com:443/ecs/home', { page: 'https://console.aws.amazon.com/ecs/home' }],
  // A region of another partition is none of this one's.
  ['https://console.aws.amazon.com/ec2/home?region=cn-north-1', {}],
  ['https://console.amazonaws.cn/ec2/home?region=us-east-1', { in: 'aws-cn' }],
];

test('there are as many as people copy', () => {
  expect(pages.length).toBeGreaterThanOrEqual(50);
  expect(new Set(pages.map(([address]) => address)).size).toBe(pages.length);
});

test.for(pages)('%s is read', ([address, expected]) => {
  const { in: partition = 'aws', region, account, mentioned = account, page = address } = expected;
  expect(readConsoleAddress(address)).toEqual({
    partition,
    ...(region !== undefined && { region }),
    ...(account !== undefined && { accountId: account }),
    ...(mentioned !== undefined && { mentioned }),
    page,
  });
});

test.for<readonly [string, AddressRefusal]>([
  ['', 'no-address'],
  ['prod admin', 'no-address'],
  ['javascript:alert(1)', 'no-address'],
  ['https://', 'no-address'],
  ['https://console.aws.amazon.com/a b', 'no-address'],
  ['https://console.aws.amazon.com/\u0000', 'unruly'],
  ['https://console.aws.amazon.com/\u202eecs', 'unruly'],
  ['https://console.aws.ama\tzon.com/', 'unruly'],
  [`https://console.aws.amazon.com/${'a'.repeat(2_000)}`, 'too-long'],
  ['a'.repeat(16_001), 'too-long'],
  ['http://console.aws.amazon.com/ecs/home', 'not-https'],
  ['file:///etc/passwd', 'not-https'],
  ['ftp://console.aws.amazon.com/', 'not-https'],
  ['https://user:pass@console.aws.amazon.com/', 'password'],
  ['https://console.aws.amazon.com@evil.example/', 'password'],
  ['https://@console.aws.amazon.com/', 'password'],
  ['https://console.aws.amazon.com:8443/', 'port'],
  ['https://console.c2shome.ic.gov/', 'isolated'],
  ['https://console.sc2shome.sgov.gov/', 'isolated'],
  ['https://signin.csphome.adc-e.uk/console', 'isolated'],
  ['https://console.csphome.hci.ic.gov/', 'isolated'],
  ['https://console.aws.amazon.com.evil.example/', 'other-host'],
  ['https://console.aws.amazon.com./', 'other-host'],
  ['https://evilconsole.aws.amazon.com/', 'other-host'],
  ['https://console-aws.amazon.com/', 'other-host'],
  ['https://cоnsole.aws.amazon.com/', 'other-host'],
  ['https://evil.123456789012-abc.eu-west-1.console.aws.amazon.com/', 'other-host'],
  ['https://a.b.console.aws.amazon.com/', 'other-host'],
  ['https://aws.amazon.com/console/', 'other-host'],
  ['https://docs.aws.amazon.com/ecs/', 'other-host'],
  ['https://gitlab.example.com/', 'other-host'],
  ['https://127.0.0.1/', 'other-host'],
  [
    `https://signin.aws.amazon.com/federation?Action=login&Destination=${encoded('https://evil.example/')}`,
    'other-host',
  ],
  [login('https://user@console.aws.amazon.com/'), 'password'],
  [login('https://console.aws.amazon.com/\u202e'), 'unruly'],
  [login('https://console.amazonaws.cn/'), 'other-page'],
  [login(login(login(us))), 'other-page'],
  ['https://signin.aws.amazon.com/forgotpassword', 'other-page'],
  ['https://my-company.signin.aws.amazon.com/console/', 'alias'],
  ['https://my-company.signin.aws.amazon.com/console/ec2', 'alias'],
  ['https://us-east-1.quicksight.aws.amazon.com/sn/start', 'own-sign-in'],
  ['https://cn-north-1.quicksight.amazonaws.cn/sn/start', 'own-sign-in'],
  ['https://evil.health.aws.amazon.com/', 'other-host'],
  ['https://us-east-1.console.aws.amazon.com/console/logout!doLogout', 'other-page'],
  ['https://example.awsapps.com/start/#/?tab=accounts', 'other-page'],
])('%s is refused', ([address, refusal]) => {
  expect(readConsoleAddress(address)).toBe(refusal);
});

test('a page that is read is read again as the same one', () => {
  for (const [address] of pages) {
    const once = readConsoleAddress(address);
    if (typeof once === 'string') throw new Error(once);
    const { accountId: _account, mentioned: _mentioned, region: _region, ...rest } = once;
    expect(readConsoleAddress(once.page)).toMatchObject(rest);
  }
});

test('whatever is before the console’s host, no page leaves the partition', () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.string(), (url, odd) => {
      for (const text of [
        url,
        odd,
        `https://${odd}.console.aws.amazon.com/`,
        `https://console.aws.amazon.com${odd}`,
      ]) {
        const found = readConsoleAddress(text);
        if (typeof found === 'string') continue;
        const { protocol, hostname, username, port } = new URL(found.page);
        expect([protocol, username, port]).toEqual(['https:', '', '']);
        expect(hostname).toMatch(
          /^(?:[a-z0-9-]+\.)?(?:console|phd|health|lightsail)\.(?:aws\.amazon\.com|amazonaws)/,
        );
      }
    }),
  );
});

describe('what is meant as an address', () => {
  test.for([
    ['https://console.aws.amazon.com/', true],
    ['http://x', true],
    ['console.aws.amazon.com', true],
    ['eu-west-1.console.aws.amazon.com/ecs', true],
    ['console.amazonaws-eusc.eu/x', true],
    ['prod', false],
    ['prod admin', false],
    ['123456789012', false],
    ['dev.example', false],
    ['platform/team', false],
  ] as const)('%s: %s', ([text, expected]) => {
    expect(looksLikeAddress(text)).toBe(expected);
  });
});
