import { expect, it } from 'vitest';
import { changesBetween } from '../../../../src/core/catalogues/catalogue-changes.ts';
import { mostRoles, readCatalogue } from '../../../../src/core/catalogues/read-catalogue.ts';
import type { CatalogueId, IdentityId } from '../../../../src/core/model.ts';

const arn = 'arn:aws:iam::123456789012:role/Admin';

function read(data: object) {
  const reading = readCatalogue({ version: 1, ...data });
  if (!reading.usable) throw new Error('nothing of it can be used');
  return reading;
}

it('A role says what it is, and leaves open what its reader fills in', () => {
  const { content, complaints } = read({
    name: 'Platform',
    roles: [{ id: 'dev', roleArn: arn, groups: ['platform/operations'], duration: '2h', tags: ['a'] }],
  });
  expect(complaints).toEqual([]);
  expect(content.name).toBe('Platform');
  expect(content.roles).toEqual([
    {
      id: 'dev',
      name: 'dev',
      profile: 'dev',
      arn: { text: arn, partition: 'aws', accountId: '123456789012', roleName: 'Admin' },
      groups: ['platform/operations'],
      durationSeconds: 7200,
      tags: ['a'],
      confirm: false,
      readOnly: false,
    },
  ]);
});

it('A catalogue sets no endpoints, no browser and no settings: such keys are ignored, each with a complaint', () => {
  const { content, complaints } = read({
    endpoints: { sts: 'https://evil.example' },
    settings: {},
    roles: [{ id: 'dev', roleArn: arn, browser: { app: 'firefox' }, endpoints: {} }],
  });
  expect(content.roles).toHaveLength(1);
  expect(JSON.stringify(content)).not.toMatch(/evil|browser|endpoints/);
  expect(complaints.map(({ at, kind }) => [at.join('.'), kind])).toEqual([
    ['endpoints', 'unknown-key'],
    ['settings', 'unknown-key'],
    ['roles.0.browser', 'unknown-key'],
    ['roles.0.endpoints', 'unknown-key'],
  ]);
});

it.each([
  ['a name that turns the writing around', { name: 'prod\u202e' }],
  ['a name with a line end', { name: 'a\nb' }],
  ['no ARN', { roleArn: 'admin' }],
  [
    'an ARN of an isolated partition, whatever its region',
    { roleArn: 'arn:aws-iso-b:iam::123456789012:role/Admin', region: 'us-isob-east-1' },
  ],
  ['an id that is an option of a command', { id: '-h' }],
  ['an id that is a folder', { id: '..' }],
  ['an id that is no name to JavaScript', { id: '__proto__' }],
  ['the profile that tools use where nobody names one', { profile: 'default' }],
  ['a key that may be meant to keep it from harm', { readonly: true }],
  ['a chain into another partition', { chain: ['arn:aws-cn:iam::123456789012:role/Admin'] }],
  ['both a policy and readOnly', { readOnly: true, sessionPolicy: { Version: '2012-10-17', Statement: [] } }],
])('A role with %s stays out; the others are used', (_what, wrong) => {
  const { content, complaints } = read({
    roles: [
      { id: 'bad', roleArn: arn, ...wrong },
      { id: 'good', roleArn: arn },
    ],
  });
  expect(content.roles.map(({ id }) => id)).toEqual(['good']);
  expect(complaints.length).toBeGreaterThan(0);
});

it('The second of two roles of one id stays out', () => {
  const { content, complaints } = read({
    roles: [
      { id: 'dev', roleArn: arn, name: 'One' },
      { id: 'dev', roleArn: arn, name: 'Two' },
    ],
  });
  expect(content.roles.map(({ name }) => name)).toEqual(['One']);
  expect(complaints).toEqual([{ at: ['roles', 1, 'id'], kind: 'taken', id: 'dev' }]);
});

it.each([
  ['https://evil.example/'],
  ['https://console.amazonaws.cn/'],
  ['https://console.aws.amazon.com.evil.example/'],
])('A destination such as %s is none: the console opens at its home page', (destination) => {
  const { content, complaints } = read({ roles: [{ id: 'dev', roleArn: arn, destination }] });
  expect(content.roles).toHaveLength(1);
  expect(content.roles[0]?.destination).toBeUndefined();
  expect(complaints).toEqual([{ at: ['roles', 0, 'destination'], kind: 'no-console', partition: 'aws' }]);
});

it('A destination on the console of the role is kept', () => {
  const destination = 'https://eu-central-1.console.aws.amazon.com/ecs/home';
  expect(read({ roles: [{ id: 'dev', roleArn: arn, destination }] }).content.roles[0]?.destination).toBe(
    destination,
  );
});

it('A destination that was copied out of a session opens in that of the role', () => {
  const destination = 'https://123456789012-abcdefgh.eu-central-1.console.aws.amazon.com/ecs/home';
  expect(read({ roles: [{ id: 'dev', roleArn: arn, destination }] }).content.roles[0]?.destination).toBe(
    'https://eu-central-1.console.aws.amazon.com/ecs/home',
  );
});

it('A role is marked as one for production, and never as none', () => {
  const { content } = read({
    roles: [
      { id: 'a', roleArn: arn, production: true },
      { id: 'b', roleArn: arn, production: false, tags: ['prod'] },
    ],
  });
  expect(content.roles.map((role) => role.production)).toEqual([true, undefined]);
});

it('A role whose id is default gets another profile', () => {
  expect(read({ roles: [{ id: 'default', roleArn: arn }] }).content.roles[0]?.profile).toBe(
    'profile-default',
  );
});

it('An identity asks for nothing but who somebody is', () => {
  const one = { issuer: 'https://gitlab.example.com', clientId: 'x' };
  const { content, complaints } = read({
    identities: [
      { id: 'a', ...one, scopes: ['openid', 'api'] },
      { id: 'b', ...one, scopes: ['openid', 'email'] },
    ],
  });
  expect(content.identities.map(({ id }) => id)).toEqual(['b']);
  expect(complaints).toHaveLength(1);
});

it.each([[undefined], ['<html>'], [[]], [{}], [{ version: 2 }], [{ version: 1, roles: 'none' }]])(
  'Nothing of %j can be used',
  (data) => {
    expect(readCatalogue(data).usable).toBe(false);
  },
);

it('More roles than a catalogue may have are refused as a whole', () => {
  const roles = Array.from({ length: mostRoles + 1 }, () => ({}));
  expect(readCatalogue({ version: 1, roles })).toEqual({ usable: false, roles: mostRoles + 1 });
});

it('Two versions are told apart by their ids, in whichever order they and their keys stand', () => {
  const before = read({ roles: ['a', 'b', 'c'].map((id) => ({ id, roleArn: arn, name: `Role ${id}` })) });
  const after = read({
    roles: [
      { name: 'Role b', roleArn: arn, id: 'b' },
      { id: 'd', roleArn: arn },
      { id: 'a', roleArn: arn, name: 'Role a', confirm: true },
    ],
  });
  const catalogue = 'team' as CatalogueId;
  const inUse = ({ content }: typeof before) =>
    content.roles.map((role) => ({
      ...role,
      identity: 'work' as IdentityId,
      region: 'us-east-1',
      catalogue,
    }));
  expect(changesBetween(inUse(before), inUse(after), catalogue)).toEqual({
    added: [{ id: 'd', name: 'd' }],
    changed: [{ id: 'a', name: 'Role a' }],
    removed: [{ id: 'c', name: 'Role c' }],
  });
  expect(changesBetween(inUse(before), inUse(before), catalogue)).toBeUndefined();
  expect(changesBetween(inUse(before), inUse(after), 'other' as CatalogueId)).toBeUndefined();
});
