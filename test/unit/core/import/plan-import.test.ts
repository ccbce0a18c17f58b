import { expect, test } from 'vitest';
import { planImport } from '../../../../src/core/import/plan-import.ts';
import type { AwsConfig, AwsProfile } from '../../../../src/core/import/aws-profile.ts';
import { importWords } from '../../../../src/core/import-guide.ts';
import { type ImportEntry, isSsoGuess } from '../../../../src/core/import/import-entry.ts';
import type { CatalogueId, IdentityId, Role, RoleId } from '../../../../src/core/model.ts';
import { parseRoleArn } from '../../../../src/core/role-arn.ts';

const work = 'work' as IdentityId;
const tokenFile: Partial<AwsProfile> = { brings: new Set(['token-file']) };
const arn = (name: string, account = '111111111111', partition = 'aws'): string =>
  `arn:${partition}:iam::${account}:role/${name}`;

function profile(name: string, settings: AwsProfile['settings'], more: Partial<AwsProfile> = {}): AwsProfile {
  return { name, line: 1, settings, brings: new Set(), ...more };
}

function existing(id: string, text: string, more: Partial<Role> = {}) {
  const parsed = parseRoleArn(text);
  if (parsed === undefined) throw new Error(text);
  return {
    ...{ id: id as RoleId, identity: work, arn: parsed, profile: id, region: 'us-east-1' },
    ...more,
  };
}

function plan(
  profiles: readonly AwsProfile[],
  roles: readonly ReturnType<typeof existing>[] = [],
  ssoSessions: AwsConfig['ssoSessions'] = new Map(),
): readonly ImportEntry[] {
  const config = { path: '/config', profiles, ssoSessions };
  const region = (partition: string) => (partition.startsWith('aws-iso') ? undefined : 'us-east-1');
  return planImport(config, { identity: work, roles, region });
}

function only(entries: readonly ImportEntry[]): ImportEntry {
  expect(entries).toHaveLength(1);
  const [entry] = entries;
  if (entry === undefined) throw new Error('nothing');
  return entry;
}

function role(entry: ImportEntry | undefined) {
  if (entry?.kind !== 'role') throw new Error(`no role: ${JSON.stringify(entry)}`);
  return entry;
}

test('a profile with a token file becomes a role with what it says', () => {
  const entry = role(
    only(
      plan([
        profile(
          'prod admin',
          { role_arn: arn('Admin'), region: 'eu-west-1', duration_seconds: '5400' },
          tokenFile,
        ),
      ]),
    ),
  );
  expect(entry.role).toEqual({
    id: 'prod-admin',
    name: 'prod admin',
    identity: 'work',
    roleArn: arn('Admin'),
    region: 'eu-west-1',
    duration: '90m',
  });
  expect(entry.suggested).toBe(true);
  // A profile's name with a space is none that Tobira writes.
  expect(entry.remarks).toEqual([{ kind: 'profile-taken', profile: 'prod-admin' }]);
});

test('a role with a source that leads to GitLab becomes a chain, in its order, with external ids', () => {
  const [base, middle, last] = plan([
    profile('base', { role_arn: arn('Base') }, tokenFile),
    profile('middle', { role_arn: arn('Middle'), source_profile: 'base', external_id: 'ext-1' }),
    profile('last', { role_arn: arn('Last', '222222222222'), source_profile: 'middle' }),
  ]);
  expect(role(base).role.chain).toBeUndefined();
  expect(role(middle).role).toMatchObject({
    roleArn: arn('Base'),
    chain: [{ roleArn: arn('Middle'), externalId: 'ext-1' }],
  });
  expect(role(last).role).toMatchObject({
    roleArn: arn('Base'),
    chain: [{ roleArn: arn('Middle'), externalId: 'ext-1' }, { roleArn: arn('Last', '222222222222') }],
  });
  expect(role(last).arn.roleName).toBe('Last');
});

test("a source that is Tobira's own profile leads over its role, with that role's identity and chain", () => {
  const other = 'other' as IdentityId;
  const hop = parseRoleArn(arn('Hop'));
  if (hop === undefined) throw new Error('no ARN');
  const entries = plan(
    [
      profile('gitlab', {}, { own: 'base', brings: new Set(['process']) }),
      profile('next', { role_arn: arn('Next'), source_profile: 'gitlab' }),
      profile('gone', {}, { own: 'nobody' }),
      profile('lost', { role_arn: arn('Next'), source_profile: 'gone' }),
    ],
    [existing('base', arn('Base'), { identity: other, chain: [{ arn: hop, sourceIdentity: 'ci' }] })],
  );
  expect(entries[0]).toMatchObject({ kind: 'skipped', reason: { kind: 'own', role: 'base' } });
  expect(role(entries[1]).role).toMatchObject({
    identity: 'other',
    roleArn: arn('Base'),
    chain: [{ roleArn: arn('Hop'), sourceIdentity: 'ci' }, { roleArn: arn('Next') }],
  });
  expect(entries[3]).toMatchObject({
    reason: { kind: 'source-unknown-role', source: 'gone', role: 'nobody' },
  });
});

test.each<[string, AwsProfile['settings'], Partial<AwsProfile>, object]>([
  ['keys', {}, { brings: new Set(['keys']) }, { kind: 'keys' }],
  [
    'keys, whatever program stands beside them',
    {},
    { brings: new Set(['keys', 'process']) },
    { kind: 'keys' },
  ],
  ['a program', {}, { brings: new Set(['process']) }, { kind: 'process' }],
  ['a login', {}, { brings: new Set(['login']) }, { kind: 'login' }],
  ['a region alone', { region: 'eu-west-1' }, {}, { kind: 'nothing' }],
  ['what is no ARN', { role_arn: 'Admin' }, tokenFile, { kind: 'role-arn-wrong' }],
  ['a role from nowhere', { role_arn: arn('A') }, {}, { kind: 'no-source' }],
  [
    "the machine's role",
    { role_arn: arn('A'), credential_source: 'Ec2InstanceMetadata' },
    {},
    { kind: 'credential-source' },
  ],
  [
    'a source that is not there',
    { role_arn: arn('A'), source_profile: 'gone' },
    {},
    { kind: 'source-missing', source: 'gone' },
  ],
  [
    'a source that is itself',
    { role_arn: arn('A'), source_profile: 'it' },
    {},
    { kind: 'source-loop', source: 'it' },
  ],
  [
    'keys of its own as its source',
    { role_arn: arn('A'), source_profile: 'it' },
    { brings: new Set(['keys']) },
    { kind: 'source-not-by-gitlab', source: 'it', by: 'keys' },
  ],
  [
    'an isolated partition',
    { role_arn: arn('A', '111111111111', 'aws-iso') },
    tokenFile,
    { kind: 'partition', partition: 'aws-iso' },
  ],
  ['half of a sign-in', { sso_start_url: 'https://x.awsapps.com/start' }, {}, { kind: 'sso-incomplete' }],
  [
    'an account that is none',
    { sso_account_id: '12', sso_role_name: 'Admin' },
    {},
    { kind: 'sso-incomplete' },
  ],
])('%s is not imported, and the reason is told', (_what, settings, more, reason) => {
  expect(only(plan([profile('it', settings, more)]))).toEqual({
    ...{ kind: 'skipped', profile: 'it', line: 1 },
    reason,
  });
});

test.each<[string, AwsProfile, object]>([
  ['keys', profile('src', {}, { brings: new Set(['keys']) }), { by: 'keys' }],
  ['a program', profile('src', {}, { brings: new Set(['process']) }), { by: 'process' }],
  ['a login', profile('src', {}, { brings: new Set(['login']) }), { by: 'login' }],
  ['nothing', profile('src', {}), { by: 'nothing' }],
  [
    'the machine',
    profile('src', { role_arn: arn('B'), credential_source: 'Environment' }),
    { by: 'machine' },
  ],
  [
    'IAM Identity Center',
    profile('src', { sso_account_id: '111111111111', sso_role_name: 'X' }),
    { by: 'sso' },
  ],
])('a chain that begins with %s is not imported', (_what, source, by) => {
  const [, entry] = plan([source, profile('it', { role_arn: arn('A'), source_profile: 'src' })]);
  expect(entry).toMatchObject({
    kind: 'skipped',
    reason: { kind: 'source-not-by-gitlab', source: 'src', ...by },
  });
});

test('a chain that goes round in a circle or over to another partition is not imported', () => {
  const round = plan([
    profile('one', { role_arn: arn('A'), source_profile: 'two' }),
    profile('two', { role_arn: arn('B'), source_profile: 'one' }),
  ]);
  expect(round.map((entry) => entry.kind === 'skipped' && entry.reason.kind)).toEqual([
    'source-loop',
    'source-loop',
  ]);
  const [, over] = plan([
    profile('src', { role_arn: arn('A') }, tokenFile),
    profile('it', { role_arn: arn('B', '111111111111', 'aws-cn'), source_profile: 'src' }),
  ]);
  expect(over).toMatchObject({ reason: { kind: 'source-other-partition', source: 'src' } });
});

test('a chain of more roles than the configuration takes is not imported', () => {
  const hops = Array.from({ length: 6 }, (_, at) =>
    profile(`hop${at + 1}`, { role_arn: arn(`Hop${at + 1}`), source_profile: `hop${at}` }),
  );
  const entries = plan([profile('hop0', { role_arn: arn('Base') }, tokenFile), ...hops]);
  expect(entries.map(({ kind }) => kind)).toEqual([...Array<string>(6).fill('role'), 'skipped']);
  expect(entries[6]).toMatchObject({ reason: { kind: 'chain-too-long', source: 'hop5', most: 5 } });
});

test('a permission set is a guess that nobody takes unasked, in the partition of its region', () => {
  const settings = { sso_session: 'corp', sso_account_id: '333333333333', sso_role_name: 'PowerUser' };
  const sessions = new Map([['corp', { region: 'us-gov-west-1' }]]);
  const entry = role(only(plan([profile('power', settings)], [], sessions)));
  expect(entry).toMatchObject({
    suggested: false,
    role: { roleArn: arn('PowerUser', '333333333333', 'aws-us-gov') },
    remarks: [{ kind: 'sso-guess', roleName: 'PowerUser' }],
  });
});

test('what is there already, for the same ARN and identity, is told and not added; a chain is another role', () => {
  const profiles = [
    profile('base', { role_arn: arn('Base') }, tokenFile),
    profile('next', { role_arn: arn('Next'), source_profile: 'base' }),
  ];
  const there = existing('mine', arn('Base'));
  const [base, next] = plan(profiles, [there]);
  expect(base).toEqual({ kind: 'present', profile: 'base', line: 1, role: 'mine' });
  expect(next?.kind).toBe('role');
  const others = plan(profiles, [{ ...there, identity: 'other' as IdentityId }]);
  expect(others[0]?.kind).toBe('role');
});

test('an external id, a source identity or a region of its own makes another role; the very same is there already', () => {
  const hop = parseRoleArn(arn('Vendor'));
  if (hop === undefined) throw new Error('no ARN');
  const through = (settings: AwsProfile['settings'], more: Partial<Role>) =>
    plan(
      [
        profile('base', { role_arn: arn('Base') }, tokenFile),
        profile('it', { role_arn: arn('Vendor'), source_profile: 'base', ...settings }),
      ],
      [existing('mine', arn('Base'), more)],
    )[1];
  const customer = { chain: [{ arn: hop, externalId: 'customer-1' }] };
  expect(through({ external_id: 'customer-1' }, customer)).toMatchObject({ kind: 'present', role: 'mine' });
  expect(role(through({ external_id: 'customer-2' }, customer))).toMatchObject({
    suggested: true,
    role: { chain: [{ externalId: 'customer-2' }] },
  });
  expect(role(through({}, customer)).suggested).toBe(true);
  expect(role(through({}, { chain: [{ arn: hop, sourceIdentity: 'ci' }] })).suggested).toBe(true);
  expect(role(through({ external_id: 'customer-1', region: 'eu-west-1' }, customer))).toMatchObject({
    role: { region: 'eu-west-1' },
  });
  const there = through({ external_id: 'customer-1', region: 'us-east-1' }, customer);
  expect(there).toMatchObject({ kind: 'present' });
  const two = plan(
    [profile('it', { role_arn: arn('Base'), region: 'eu-west-1' }, tokenFile)],
    [existing('us', arn('Base')), existing('eu', arn('Base'), { region: 'eu-west-1' })],
  );
  expect(only(two)).toMatchObject({ kind: 'present', role: 'eu' });
});

test('two profiles that differ by their external id alone are both suggested', () => {
  const [, one, other] = plan([
    profile('base', { role_arn: arn('Base') }, tokenFile),
    profile('one', { role_arn: arn('Vendor'), source_profile: 'base', external_id: 'customer-1' }),
    profile('other', { role_arn: arn('Vendor'), source_profile: 'base', external_id: 'customer-2' }),
  ]);
  expect([role(one).suggested, role(other).suggested]).toEqual([true, true]);
});

test('names that other roles have are made free, and said', () => {
  const entries = plan(
    [
      profile('prod', { role_arn: arn('A') }, tokenFile),
      profile('pr od', { role_arn: arn('B') }, tokenFile),
      profile('pr-od', { role_arn: arn('C') }, tokenFile),
      profile('taken', { role_arn: arn('D') }, tokenFile),
      profile('default', { role_arn: arn('Admin') }, tokenFile),
    ],
    [existing('prod', arn('Other')), existing('elsewhere', arn('More'), { profile: 'taken' })],
  ).map(role);
  expect(entries.map((entry) => [entry.role.id, entry.role.profile])).toEqual([
    ['prod-2', undefined],
    ['pr-od', undefined],
    ['pr-od-2', undefined],
    ['taken', 'taken-2'],
    ['Admin', undefined],
  ]);
  expect(entries[0]?.remarks).toEqual([
    { kind: 'id-taken', id: 'prod-2' },
    { kind: 'profile-taken', profile: 'prod-2' },
  ]);
  expect(entries[3]?.remarks).toEqual([{ kind: 'profile-taken', profile: 'taken-2' }]);
  expect(entries[4]?.remarks).toEqual([{ kind: 'default-profile', profile: 'Admin' }]);
});

test('a role whose id another one has keeps its own name in AWS’s files where that is free', () => {
  const entries = plan(
    [profile('prod', { role_arn: arn('A') }, tokenFile)],
    [existing('prod', arn('Other'), { profile: 'another' })],
  );
  expect(role(only(entries)).role).toMatchObject({ id: 'prod-2', profile: 'prod' });
});

test('the second profile for one role and region is not suggested; one for another region is', () => {
  const settings = { role_arn: arn('A'), region: 'eu-west-1' };
  const [, again, elsewhere] = plan([
    profile('first', settings, tokenFile),
    profile('again', settings, tokenFile),
    profile('elsewhere', { ...settings, region: 'us-east-1' }, tokenFile),
  ]);
  expect(role(again)).toMatchObject({
    suggested: false,
    remarks: [{ kind: 'same-role', profile: 'first' }],
  });
  expect(role(elsewhere).suggested).toBe(true);
});

test('what Tobira has no place for is left out, and said', () => {
  const entry = role(
    only(
      plan([
        profile(
          'it',
          {
            ...{ role_arn: arn('A'), region: 'cn-north-1', duration_seconds: '60', external_id: 'x1' },
            ...{ role_session_name: 'me', mfa_serial: 'arn:aws:iam::111111111111:mfa/me' },
          },
          tokenFile,
        ),
      ]),
    ),
  );
  expect(entry.role).toEqual({ id: 'it', identity: 'work', roleArn: arn('A') });
  expect(entry.remarks).toEqual([
    { kind: 'region-unfit', found: 'cn-north-1' },
    { kind: 'duration-unfit', found: '60' },
    { kind: 'external-id-unused' },
    { kind: 'session-name-unused' },
    { kind: 'mfa-unused' },
  ]);
});

test('a chained role lasts an hour at most: what is longer is left out, what is not stays', () => {
  const base = profile('base', { role_arn: arn('Base') }, tokenFile);
  const chained = (seconds: string) =>
    role(
      plan([
        base,
        profile('it', { role_arn: arn('A'), source_profile: 'base', duration_seconds: seconds }),
      ])[1],
    );
  expect(chained('7200').role.duration).toBeUndefined();
  expect(chained('7200').remarks).toEqual([{ kind: 'duration-chained', found: '7200' }]);
  expect(chained('3600').role.duration).toBe('1h');
  expect(chained('901').role.duration).toBe('901s');
});

test('a profile whose name begins as no id may gets an id without that', () => {
  const entries = plan(
    ['-h', '__proto__', '.hidden'].map((name, at) => profile(name, { role_arn: arn(`R${at}`) }, tokenFile)),
  );
  expect(entries.map((entry) => role(entry).role.id)).toEqual(['h', 'proto__', 'hidden']);
});

test('a role that a cluster’s tokens lead to is a guess that nobody takes unasked, and so is what is reached through it', () => {
  const cluster: Partial<AwsProfile> = { brings: new Set(['token-file', 'cluster-token']) };
  const entries = plan([
    profile('pod', { role_arn: arn('Pod') }, cluster),
    profile('next', { role_arn: arn('Next'), source_profile: 'pod' }),
  ]);
  for (const entry of entries) {
    expect(role(entry)).toMatchObject({ suggested: false, remarks: [{ kind: 'cluster-guess' }] });
  }
});

test('a role that a catalogue gives is told with its name, and taken by whoever names it alone; one of one’s own goes before', () => {
  const given = existing('theirs', arn('Shop'), { catalogue: 'team' as CatalogueId });
  const shop = profile('shop', { role_arn: arn('Shop') }, tokenFile);
  expect(role(only(plan([shop], [given])))).toMatchObject({
    suggested: false,
    remarks: [{ kind: 'in-catalogue', catalogue: 'team', role: 'theirs' }],
  });
  const own = existing('mine', arn('Shop'));
  expect(only(plan([shop], [given, own]))).toMatchObject({ kind: 'present', role: 'mine' });
  const sso = profile('sso', { sso_account_id: '111111111111', sso_role_name: 'Shop' });
  const guess = role(only(plan([sso], [given])));
  expect(guess.remarks).toMatchObject([{ kind: 'in-catalogue' }]);
  expect(isSsoGuess(guess)).toBe(false);
});

test('the guesses of IAM Identity Center are a group; a second one for the same role is none of it', () => {
  const settings = { sso_account_id: '111111111111', sso_role_name: 'Shop' };
  const entries = plan([profile('one', settings), profile('again', settings)]).map(role);
  expect(entries.map(isSsoGuess)).toEqual([true, false]);
});

test('names of roles of which nothing else is known are not free', () => {
  const others = [{ id: 'shop' as RoleId, profile: 'shop' }];
  const config = {
    path: '/config',
    ssoSessions: new Map<string, never>(),
    profiles: [profile('shop', { role_arn: arn('Shop') }, tokenFile)],
  };
  const entries = planImport(config, { identity: work, roles: [], others, region: () => 'us-east-1' });
  expect(role(only(entries)).role).toMatchObject({ id: 'shop-2' });
});

test.each(['en', 'ja'] as const)(
  'a source with nothing in it may have keys in the file that is not read: %s',
  (language) => {
    const entries = plan([
      profile('default', { region: 'eu-west-1' }),
      profile('it', { role_arn: arn('A'), source_profile: 'default' }),
      profile('keys', {}, { brings: new Set(['keys']) }),
      profile('other', { role_arn: arn('A'), source_profile: 'keys' }),
    ]);
    const words = entries.map((entry) =>
      entry.kind === 'skipped' ? importWords(language).skipWords(entry.reason) : '',
    );
    const unread = /credentials (?:file is not read|ファイルは読み取りません)/;
    expect(words[1]).toMatch(unread);
    expect(words[3]).not.toMatch(unread);
  },
);
