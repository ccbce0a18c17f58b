import { describe, expect, it } from 'vitest';
import { callReaders } from '../../../src/main/call-readers.ts';

const answers = {
  issuer: 'https://gitlab.example.com',
  clientId: '',
  accountId: '123456789012',
  partition: 'aws-cn',
  roleName: 'Admin',
  permissions: '',
  maxSession: '8h',
  users: ['42'],
};

describe('what the pages of advice ask', () => {
  it('is taken where it is exactly that', () => {
    expect(callReaders['explain:role']({ roleId: 'prod' })).toEqual({ roleId: 'prod' });
    expect(callReaders['explain:role']({ roleId: 'prod', policy: '{}' })).toEqual({
      roleId: 'prod',
      policy: '{}',
    });
    expect(callReaders['explain:copy']({ text: 'corrected' })).toEqual({ text: 'corrected' });
    expect(callReaders['setup:plan'](answers)).toEqual(answers);
    expect(callReaders['setup:check-issuer']({ issuer: 'x' })).toEqual({ issuer: 'x' });
    expect(callReaders['setup:copy']({ what: 'terraform' })).toEqual({ what: 'terraform' });
    expect(callReaders['setup:copy']({ what: 'setting-3' })).toEqual({ what: 'setting-3' });
    expect(callReaders['setup:save']({ output: 'policy' })).toEqual({ output: 'policy' });
  });

  it('takes a role to try, with or without its region', () => {
    const tried = { identityId: 'work', roleArn: 'arn:aws:iam::123456789012:role/Admin' };
    expect(callReaders['setup:try-role'](tried)).toEqual(tried);
    const there = { ...tried, region: 'eu-west-1' };
    expect(callReaders['setup:try-role'](there)).toEqual(there);
    // It is told what is wrong with it where it is tried.
    expect(callReaders['setup:try-role']({ ...tried, roleArn: '' })).toEqual({ ...tried, roleArn: '' });
  });

  it('takes a policy of 20,000 characters and none that is longer', () => {
    const policy = 'x'.repeat(20_000);
    expect(callReaders['explain:role']({ roleId: 'prod', policy })).toEqual({ roleId: 'prod', policy });
    expect(() => callReaders['explain:role']({ roleId: 'prod', policy: `${policy}x` })).toThrow(TypeError);
  });

  it.each([
    ['explain:role', undefined],
    ['explain:role', {}],
    ['explain:role', { roleId: 'prod', policy: 7 }],
    ['explain:role', { roleId: 'prod', policy: null }],
    ['explain:role', { roleId: 'prod', path: '/etc/passwd' }],
    ['explain:copy', { text: 'jwt' }],
    ['explain:copy', { text: 'constructor' }],
    ['doctor:run', {}],
    ['doctor:save', { path: '/tmp/x' }],
    ['setup:begin', null],
    ['setup:check-issuer', { issuer: 'x'.repeat(2_001) }],
    ['setup:try-role', undefined],
    ['setup:try-role', { identityId: 'work' }],
    ['setup:try-role', { roleArn: 'x' }],
    ['setup:try-role', { identityId: 7, roleArn: 'x' }],
    ['setup:try-role', { identityId: 'x'.repeat(201), roleArn: 'x' }],
    ['setup:try-role', { identityId: 'work', roleArn: 'x'.repeat(2_001) }],
    ['setup:try-role', { identityId: 'work', roleArn: ['x'] }],
    ['setup:try-role', { identityId: 'work', roleArn: 'x', region: null }],
    ['setup:try-role', { identityId: 'work', roleArn: 'x', region: 'x'.repeat(2_001) }],
    ['setup:try-role', { identityId: 'work', roleArn: 'x', endpoint: 'https://evil.example' }],
    ['setup:plan', { ...answers, more: '' }],
    ['setup:plan', { ...answers, partition: 'aws-moon' }],
    ['setup:plan', { ...answers, partition: '__proto__' }],
    ['setup:plan', { ...answers, partition: undefined }],
    ['setup:plan', { ...answers, maxSession: 3600 }],
    ['setup:plan', { ...answers, users: '42' }],
    ['setup:plan', { ...answers, users: [42] }],
    ['setup:plan', { ...answers, users: Array.from({ length: 501 }, () => '42') }],
    ['setup:plan', { ...answers, accountId: 123_456_789_012 }],
    ['setup:copy', { what: 'setting--1' }],
    ['setup:copy', { what: 'setting-999' }],
    ['setup:copy', { what: '__proto__' }],
    ['setup:save', { output: 'policy', path: '/tmp/x' }],
    ['setup:save', { output: '../x' }],
  ] as const)('is refused of another shape: %s with %j', (name, value) => {
    expect(() => callReaders[name](value)).toThrow(TypeError);
  });
});
