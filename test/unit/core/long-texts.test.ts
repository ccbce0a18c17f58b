import { describe, expect, it } from 'vitest';
import { createDiscreetScrubber } from '../../../src/core/doctor/redaction.ts';
import { isSafeUrl, withoutSlashes } from '../../../src/core/safe-url.ts';
import { addressFindings, withoutSlash } from '../../../src/core/setup/issuer-address.ts';
import { interpretConfig } from '../../../src/core/config.ts';
import { explainTrust } from '../../../src/core/trust/explanation.ts';
import { action } from '../../support/trust-cases/trust-case.ts';

/** What grows with its square takes ten seconds and more at this length, and a second at the shorter ones. */
const long = 200_000;
const scrub = createDiscreetScrubber([], '/home/ada');

function trust(text: string): unknown {
  const issuer = 'gitlab.example.com';
  const arn = `arn:aws:iam::111122223333:oidc-provider/${issuer}`;
  return explainTrust({
    roleArn: { text: 'arn:aws:iam::111122223333:role/A', partition: 'aws', accountId: '111122223333' },
    token: { issuer: `https://${issuer}`, audience: ['app'], subject: '42', expiresAt: 0 },
    policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Federated: arn },
          Action: action,
          Condition: { StringEquals: { [`${issuer}:aud`]: 'app', [`${issuer}:sub`]: text } },
        },
      ],
    }),
  });
}

function config(issuer: string): unknown {
  return interpretConfig(
    { version: 1, identities: [{ id: 'work', issuer, clientId: 'app' }] },
    { scopes: () => [], region: () => undefined },
  );
}

/** In milliseconds; the best of three, as a machine has other things to do. */
function timeOf(work: () => unknown): number {
  const times = [1, 2, 3].map(() => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return Math.min(...times);
}

describe('a text as long as a file', () => {
  it.each<[string, (text: string) => unknown, string]>([
    ['letters in a report', scrub, 'a'.repeat(long)],
    ['words in a report', scrub, 'a-'.repeat(long / 2)],
    ['dots in a report', scrub, 'a@b.'.repeat(long / 4)],
    ['addresses in a report', scrub, 'a://'.repeat(long / 4)],
    ['quotes in a report', scrub, '"'.repeat(long)],
    ['slashes in an issuer', withoutSlash, `https://a${'/'.repeat(long)}b`],
    ['slashes in an issuer of the wizard', addressFindings, `https://a${'/'.repeat(long)}b`],
    ['slashes in a configuration', config, `https://a${'/'.repeat(long)}b`],
    ['slashes in a subject', trust, `${'/'.repeat(long)}b`],
    ['variables in a subject', trust, '${'.repeat(long / 2)],
    ['variables in a subject, and a line break', trust, `${'${'.repeat(long / 2)}\n}`],
    ['wildcards in a subject', trust, '*'.repeat(long)],
  ])('is read in a time that grows with it and no faster: %s', (_what, read, text) => {
    const ordinary = timeOf(() => read('c'.repeat(100) + ' '.repeat(text.length - 100)));
    expect(timeOf(() => read(text))).toBeLessThan(2_000 + 100 * ordinary);
  });
});

it('slashes go from the end alone', () => {
  expect(withoutSlashes('https://a/b//')).toBe('https://a/b');
  expect(withoutSlashes('//')).toBe('');
  expect(withoutSlashes('')).toBe('');
  expect(isSafeUrl(withoutSlashes('https://a//'))).toBe(true);
});

it.each([
  ['see https://ada:pw@host.example/x', 'see https://***@host.example/x'],
  ['see 1http://ada:pw@host', 'see 1http://***@host'],
  ['ada.l+x@mail.example.com wrote', '***@*** wrote'],
  [`id ${'f'.repeat(31)}0 and ${'f'.repeat(32)}`, `id *** and ${'f'.repeat(32)}`],
  ['at 2026-11-23 of 1.2.3', 'at 2026-11-23 of 1.2.3'],
])('a report says %j as %j', (text, said) => {
  expect(scrub(text)).toBe(said);
});
