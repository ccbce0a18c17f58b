import fc from 'fast-check';
import { expect, it } from 'vitest';
import { explainTrust } from '../../../../src/core/trust/explanation.ts';
import type { Change } from '../../../../src/core/trust/mending.ts';
import type { Named } from '../../../../src/core/trust/others-let-in.ts';
import { parseTrustPolicy } from '../../../sandbox/aws/trust-policy-document.ts';
import { isTrusted } from '../../../sandbox/aws/trust-policy.ts';
import { action, policy, statement } from '../../../support/trust-cases/trust-case.ts';

const issuer = 'gitlab.example.com';
const provider = `arn:aws:iam::111122223333:oidc-provider/${issuer}`;
const roleArn = { text: 'arn:aws:iam::111122223333:role/A', partition: 'aws', accountId: '111122223333' };
const jobOf = (branch: string) => `project_path:group/app:ref_type:branch:ref:${branch}`;
const exact = ['42', '7', '57', jobOf('main'), jobOf('dev')];
const visitors = [...exact, '8', '43', 'project_path:other/app:ref_type:branch:ref:main'].flatMap((sub) =>
  ['app', 'web', 'APP', 'ap2'].map((aud) => ({ sub, aud })),
);

type Block = Readonly<Record<string, unknown>>;
type Visitor = (typeof visitors)[number];

/** The stand-in for AWS shares no code with what is tried. */
function isLetIn(text: string, { sub, aud }: Visitor): boolean {
  const context = new Map([
    [`${issuer}:sub`, [sub]],
    [`${issuer}:aud`, [aud]],
  ]);
  const caller = { kind: 'federated', providerArn: provider } as const;
  return isTrusted(parseTrustPolicy(text), { caller, action, context });
}

const subjectOperators = [
  'StringEquals',
  'StringLike',
  'StringEqualsIgnoreCase',
  'StringEqualsIfExists',
  'StringLikeIfExists',
  'ForAnyValue:StringLike',
  'ForAllValues:StringEquals',
  'ForAllValues:StringLike',
  'StringNotEquals',
  'StringNotLike',
  'NumericGreaterThan',
];
const subjectValues = [
  ...exact,
  ...exact,
  '*',
  '4*',
  '*:*',
  '042',
  'project_path:*',
  'project_path:group/*',
  jobOf('*'),
];
const keys = (claim: string) => [
  `${issuer}:${claim}`,
  `${issuer}:${claim}`,
  `${issuer}:${claim}`,
  `https://${issuer}:${claim}`,
  `GitLab.example.com:${claim}`,
];
const lineOf = (claim: string, operators: readonly string[], values: readonly string[]) =>
  fc.record({
    operator: fc.constantFrom(...operators),
    key: fc.constantFrom(...keys(claim)),
    values: fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 }),
  });
const subjectLines = fc.array(lineOf('sub', subjectOperators, subjectValues), { maxLength: 3 });
const audienceLines = fc.array(
  lineOf(
    'aud',
    ['StringEquals', 'StringEquals', 'StringLike', 'StringEqualsIfExists', 'StringNotEquals'],
    ['app', 'app', 'APP', 'web', 'app/', 'ap?'],
  ),
  { maxLength: 2 },
);
const anyStatement = fc
  .record({
    Effect: fc.constantFrom('Allow', 'Allow', 'Allow', 'Allow', 'Deny'),
    Principal: fc.constantFrom<unknown>(
      { Federated: provider },
      { Federated: provider },
      { Federated: provider.replace('1111', '4444') },
      { Federated: `${provider}/` },
      '*',
    ),
    Action: fc.constantFrom(action, action, 'sts:AssumeRole'),
    lines: fc.tuple(subjectLines, audienceLines).map(([subs, auds]) => [...subs, ...auds]),
  })
  .map(({ lines, ...fields }) => {
    const conditions: Record<string, Block> = {};
    for (const { operator, key, values } of lines)
      conditions[operator] = { ...conditions[operator], [key]: values };
    return statement({ ...fields, ...(lines.length > 0 && { Condition: conditions }) });
  });

function isNamed({ kind, values }: Named, value: string): boolean {
  if (kind === 'all-but') return !values.includes(value) && !(values.includes('*:*') && value.includes(':'));
  return values.some((one) => {
    const pattern = one
      .replace(/[.+^${}()|[\]\\/]/g, '\\$&')
      .replace(/\*/g, '.*')
      .replace(/\?/g, '.');
    return new RegExp(`^${pattern}$`, 'i').test(value);
  });
}

function isAnnounced(changes: readonly Change[], { sub, aud }: Visitor, own: string): boolean {
  return changes.some((change) => {
    if (change.code !== 'others-let-in') return false;
    const isSubject = sub === own || isNamed(change.subjects, sub);
    return isSubject && (aud === 'app' || isNamed(change.audiences, aud));
  });
}

/** Whether one statement lets somebody in by their name: not as one of a range, nor under a key that does not exist. */
function isNamedIn(statements: readonly Block[], visitor: Visitor): boolean {
  return statements.some((one) => {
    if (one['Effect'] !== 'Allow' || !isLetIn(JSON.stringify(policy(one)), visitor)) return false;
    return Object.entries((one['Condition'] ?? {}) as Readonly<Record<string, Block>>).some(
      ([operator, block]) =>
        operator.includes('String') &&
        Object.entries(block).some(
          ([key, values]) =>
            key.toLowerCase() === `${issuer}:sub` && (values as readonly string[]).includes(visitor.sub),
        ),
    );
  });
}

it('a corrected policy lets in who asked, tells who else gets in, and keeps who is named', () => {
  const seen = { corrected: 0, announced: 0, kept: 0 };
  fc.assert(
    fc.property(
      fc.array(anyStatement, { minLength: 1, maxLength: 3 }),
      fc.constantFrom('42', jobOf('main')),
      (statements, subject) => {
        const before = JSON.stringify(policy(...statements)).replaceAll('ISSUER', issuer);
        const token = { issuer: `https://${issuer}`, audience: ['app'], subject, expiresAt: 0 };
        const { policy: read } = explainTrust({ roleArn, token, policy: before });
        if (read?.kind !== 'read') throw new Error(JSON.stringify(read));
        const { correction } = read;
        if (correction.kind !== 'corrected') return;
        seen.corrected += 1;
        const { text: after, changes } = correction;
        expect(isLetIn(after, { sub: subject, aud: 'app' })).toBe(true);
        for (const visitor of visitors) {
          const [was, is] = [isLetIn(before, visitor), isLetIn(after, visitor)];
          const isOwn = visitor.sub === subject && visitor.aud === 'app';
          if (!was && is && !isOwn) {
            const announced = isAnnounced(changes, visitor, subject);
            expect({ visitor, changes, announced }).toEqual({ visitor, changes, announced: true });
            seen.announced += 1;
          }
          if (was && visitor.aud === 'app' && exact.includes(visitor.sub) && isNamedIn(statements, visitor)) {
            expect({ visitor, changes, is }).toEqual({ visitor, changes, is: true });
            seen.kept += 1;
          }
        }
      },
    ),
    { numRuns: 500, seed: 11 },
  );
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(20);
});
