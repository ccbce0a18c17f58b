import fc from 'fast-check';
import { expect, it } from 'vitest';
import { explainTrust } from '../../../../src/core/trust/explanation.ts';
import { parseTrustPolicy } from '../../../sandbox/aws/trust-policy-document.ts';
import { isTrusted } from '../../../sandbox/aws/trust-policy.ts';
import { action, policy, statement } from '../../../support/trust-cases/trust-case.ts';

const issuer = 'gitlab.example.com';
const ours = `arn:aws:iam::111122223333:oidc-provider/${issuer}`;
const other = 'arn:aws:iam::111122223333:oidc-provider/other.example.com';
const root = 'arn:aws:iam::222222222222:root';
const roleArn = { text: 'arn:aws:iam::111122223333:role/A', partition: 'aws', accountId: '111122223333' };
const token = { issuer: `https://${issuer}`, audience: ['app'], subject: '42', expiresAt: 0 };
const now = Date.parse('2026-06-01T12:00:00Z');
const job = 'project_path:group/app:ref_type:branch:ref:main';

/** Whom the stand-in for AWS lets in, asked from inside the office's net or outside. */
interface Visitor {
  readonly sub: string;
  readonly aud: string;
  readonly provider?: string;
  readonly ip: string;
}

function isLetIn(text: string, { sub, aud, provider = ours, ip }: Visitor): boolean {
  const name = provider.slice(provider.indexOf('/') + 1);
  const context = new Map([
    [`${name}:sub`, [sub]],
    [`${name}:aud`, [aud]],
    ['aws:sourceip', [ip]],
    ['aws:currenttime', [new Date(now).toISOString()]],
    ['sts:rolesessionname', ['ada']],
  ]);
  const caller = { kind: 'federated', providerArn: provider } as const;
  return isTrusted(parseTrustPolicy(text), { caller, action, context });
}

function isAccountLetIn(text: string): boolean {
  const caller = { kind: 'aws', names: [root] } as const;
  return isTrusted(parseTrustPolicy(text), { caller, action: 'sts:AssumeRole', context: new Map() });
}

const subjects = ['42', '7', '57', job];
const visitors = subjects.flatMap((sub) =>
  ['app', 'web'].flatMap((aud) =>
    [ours, other].flatMap((provider) =>
      ['203.0.113.9', '198.51.100.1'].map((ip) => ({ sub, aud, provider, ip })),
    ),
  ),
);

const tests: readonly Readonly<Record<string, unknown>>[] = [
  { StringEquals: { [`${issuer}:sub`]: ['7', '57'] } },
  { StringEquals: { [`${issuer}:sub`]: '42' } },
  { StringEqualsIfExists: { [`${issuer}:sub`]: ['7', '42'] } },
  { StringLike: { [`${issuer}:sub`]: ['*', '57'] } },
  { StringLike: { [`${issuer}:sub`]: '${' + `${issuer}:sub}` } },
  { StringNotEquals: { [`${issuer}:sub`]: '42' } },
  { StringNotLike: { [`${issuer}:sub`]: '*:*' } },
  { NumericGreaterThan: { [`${issuer}:sub`]: '0' } },
  {},
];
const audiences: readonly Readonly<Record<string, unknown>>[] = [
  { ForAnyValue: 'app' },
  { ForAnyValue: ['web', 'app'] },
  { ForAnyValue: 'APP' },
  {},
];
const limits: readonly Readonly<Record<string, unknown>>[] = [
  {},
  {},
  { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
  { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
  { DateLessThan: { 'aws:CurrentTime': '2025-01-01T00:00:00Z' } },
];
const principals: readonly (readonly [unknown, unknown])[] = [
  [{ Federated: ours }, action],
  [{ Federated: ours }, 'sts:AssumeRole'],
  [{ Federated: [ours, other] }, action],
  [{ AWS: root, Federated: ours }, ['sts:AssumeRole', action]],
  [{ AWS: root, Federated: ours }, 'sts:AssumeRole'],
  [{ AWS: root }, 'sts:AssumeRole'],
  [{ Federated: other }, action],
  ['*', action],
];

const anyStatement = fc
  .tuple(
    fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny'),
    fc.constantFrom(...principals),
    fc.constantFrom(...tests),
    fc.constantFrom(...audiences),
    fc.constantFrom(...limits),
  )
  .map(([Effect, [Principal, Action], test, { ForAnyValue: audience }, limit]) => {
    const aud = audience === undefined ? {} : { 'ForAnyValue:StringEquals': { [`${issuer}:aud`]: audience } };
    return statement({ Effect, Principal, Action, Condition: { ...test, ...aud, ...limit } });
  });

/** Changes whose words say that somebody no longer gets in. */
const told = new Set([
  'subject-test-added',
  'audience-test-added',
  'value-replaced',
  'key-renamed',
  'values-dropped',
  'test-tightened',
  'principal-narrowed',
  'provider-dropped',
]);

it('by a corrected policy nobody else gets in, and nobody is locked out without a word', () => {
  let corrected = 0;
  fc.assert(
    fc.property(fc.array(anyStatement, { minLength: 1, maxLength: 3 }), (statements) => {
      const before = JSON.stringify(policy(...statements));
      const { policy: read } = explainTrust({ roleArn, token, now, sessionName: 'ada', policy: before });
      if (read?.kind !== 'read') throw new Error(JSON.stringify(read));
      const { correction } = read;
      if (correction.kind !== 'corrected') return;
      corrected += 1;
      const after = correction.text;
      // Whoever a policy names gets in once a slip in it is put right, which is told.
      const isNamed = correction.changes.some(({ code }) => code === 'others-let-in');
      const isTold = correction.changes.some(({ code }) => told.has(code));
      expect(isAccountLetIn(after)).toBe(isAccountLetIn(before));
      for (const visitor of visitors) {
        const isOwn = visitor.sub === '42' && visitor.aud === 'app' && visitor.provider === ours;
        const [was, is] = [isLetIn(before, visitor), isLetIn(after, visitor)];
        if (!was && is && !isOwn) expect({ visitor, isNamed }).toEqual({ visitor, isNamed: true });
        if (was && !is) expect({ visitor, isTold }).toEqual({ visitor, isTold: true });
        if (was && isOwn) expect(is).toBe(true);
      }
      // A Deny may hang on the same address as the Allow, which nobody but AWS knows.
      if (before.includes('"Deny"')) return;
      const inNet = { sub: '42', aud: 'app', ip: '203.0.113.9' };
      expect(isLetIn(after, inNet) || isLetIn(after, { ...inNet, ip: '198.51.100.1' })).toBe(true);
    }),
    { numRuns: 400, seed: 6 },
  );
  expect(corrected).toBeGreaterThan(100);
});
