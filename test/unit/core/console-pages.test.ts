import { describe, expect, test } from 'vitest';
import { type ConsoleAddress, readConsoleAddress } from '../../../src/core/console-address.ts';
import { onlyRoleFor, pageFor, rolesForPage } from '../../../src/core/console-pages.ts';
import type { Role, RoleId } from '../../../src/core/model.ts';
import { parseRoleArn } from '../../../src/core/role-arn.ts';
import { roleWith } from '../../support/fake-nouns.ts';

const one = '111111111111';
const other = '222222222222';

function arn(account: string, partition = 'aws') {
  const parsed = parseRoleArn(`arn:${partition}:iam::${account}:role/Admin`);
  if (parsed === undefined) throw new Error('no role ARN');
  return parsed;
}

const role = (id: string, account: string, more: Partial<Role> = {}): Role => ({
  ...roleWith({ id }),
  arn: arn(account),
  ...more,
});

const roles = [
  role('a', one),
  role('b', other),
  role('c', one),
  role('china', one, { arn: arn(one, 'aws-cn') }),
  // What counts is where it ends.
  role('chained', one, { chain: [{ arn: arn(one) }, { arn: arn(other) }] }),
];

const page = 'https://eu-west-1.console.aws.amazon.com/ecs/home';
const pageOf = (account: string) => `https://${account}-abc.eu-west-1.console.aws.amazon.com/ecs/home`;
const unused = { used: [] };

function read(text: string): ConsoleAddress {
  const address = readConsoleAddress(text);
  if (typeof address === 'string') throw new Error(address);
  return address;
}

const ids = (found: readonly Role[]) => found.map(({ id }) => id);

describe('the roles of a page', () => {
  test('are those of its account, at the end of their chain', () => {
    expect(ids(rolesForPage(read(pageOf(one)), roles, unused))).toEqual(['a', 'c']);
    expect(ids(rolesForPage(read(pageOf(other)), roles, unused))).toEqual(['b', 'chained']);
  });

  test('are those of its partition where it names no account', () => {
    expect(ids(rolesForPage(read(page), roles, unused))).toEqual(['a', 'b', 'c', 'chained']);
    expect(ids(rolesForPage(read('https://console.amazonaws.cn/'), roles, unused))).toEqual(['china']);
    expect(rolesForPage(read('https://console.amazonaws-eusc.eu/'), roles, unused)).toEqual([]);
  });

  test('begin with what was used last, and before that with what the page hints at', () => {
    const used = ['chained', 'c'].map((id) => ({ role: id as RoleId, at: 1 }));
    expect(ids(rolesForPage(read(page), roles, { used }))).toEqual(['chained', 'c', 'a', 'b']);
    const hint = read(`${page}#arn:aws:ecs:eu-west-1:${other}:cluster/x`);
    expect(ids(rolesForPage(hint, roles, { used }))).toEqual(['chained', 'b', 'c', 'a']);
  });
});

describe('the only role of a page', () => {
  const refused = (facts: object) =>
    expect.objectContaining({ code: 'usage', details: expect.objectContaining(facts) as unknown }) as unknown;

  test('opens it', () => {
    expect(onlyRoleFor('https://console.amazonaws.cn/ec2/home', roles, unused).id).toBe('china');
    expect(onlyRoleFor(pageOf(other), roles.slice(0, 3), unused).id).toBe('b');
  });

  test('is not guessed among several: they are named', () => {
    expect(() => onlyRoleFor(pageOf(one), roles, unused)).toThrow(
      refused({ fault: 'page-of-roles', roles: ['a', 'c'], more: 0 }),
    );
  });

  test('is none where nobody has been there: the account is named, or the partition', () => {
    expect(() => onlyRoleFor(pageOf('333333333333'), roles, unused)).toThrow(
      refused({ fault: 'page-without-role', accountId: '333333333333' }),
    );
    expect(() => onlyRoleFor('https://console.amazonaws-eusc.eu/', roles, unused)).toThrow(
      refused({ fault: 'page-without-role', partition: 'aws-eusc' }),
    );
  });

  test('of thousands, so many are named as one can read', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => role(`r${String(index)}`, one));
    expect(() => onlyRoleFor(page, many, unused)).toThrow(refused({ more: 9_960 }));
  });

  test('is not looked for where the address is none', () => {
    expect(() => onlyRoleFor('https://console.aws.amazon.com.evil.example/', roles, unused)).toThrow(
      refused({ fault: 'page-refused', refusal: 'other-host' }),
    );
  });
});

describe('the page that a role opens', () => {
  const refusal = (facts: object) => expect.objectContaining({ code: 'usage', details: facts }) as unknown;

  test('is without the account that was before its host', () => {
    expect(pageFor({ arn: arn(one) }, pageOf(one), {})).toBe(page);
    expect(pageFor({ arn: arn(one), chain: [{ arn: arn(other) }] }, pageOf(other), {})).toBe(page);
  });

  test('is none of another partition', () => {
    expect(() => pageFor({ arn: arn(one) }, 'https://console.amazonaws.cn/ec2', {})).toThrow(
      refusal({ fault: 'page-of-partition', found: 'aws-cn', partition: 'aws' }),
    );
  });

  test('is none of another account: what to say instead is told', () => {
    expect(() => pageFor({ arn: arn(one) }, pageOf(other), {})).toThrow(
      refusal({ fault: 'page-of-account', found: other, accountId: one, page }),
    );
  });

  test('is none of another host, but for the one that the configuration names', () => {
    const own = 'http://127.0.0.1:8080/ecs/home#x';
    expect(() => pageFor({ arn: arn(one) }, own, {})).toThrow(
      refusal({ fault: 'page-refused', refusal: 'not-https' }),
    );
    expect(pageFor({ arn: arn(one) }, own, { console: 'http://127.0.0.1:8080/console' })).toBe(own);
    expect(() =>
      pageFor({ arn: arn(one) }, 'https://evil.example/', { console: 'http://127.0.0.1:8080/' }),
    ).toThrow(refusal({ fault: 'page-refused', refusal: 'other-host' }));
  });
});
