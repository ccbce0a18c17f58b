import { describe, expect, it } from 'vitest';
import { isMissing, missingSaid, setupAnswers } from '../../../src/renderer/setup-answers.ts';
import { english } from '../../../src/renderer/texts/english.ts';

const answers = { ...setupAnswers(undefined), accountId: '12' };

describe('what is said of an answer', () => {
  it('tells what is missing from what is wrong', () => {
    expect(isMissing({ field: 'roleName', level: 'fail', title: 'x' }, answers)).toBe(true);
    expect(isMissing({ field: 'users', level: 'fail', title: 'x' }, answers)).toBe(true);
    expect(isMissing({ field: 'accountId', level: 'fail', title: 'x' }, answers)).toBe(false);
    expect(isMissing({ level: 'fail', title: 'x' }, answers)).toBe(false);
  });

  it('names the field that is missing, and says why users are needed', () => {
    const told = (field: 'roleName' | 'users' | 'accountId') =>
      missingSaid({ field, level: 'fail', title: 'why' }, answers, english.setup).title;
    expect(told('roleName')).toBe(english.setup.missing(english.setup.field.roleName));
    expect(told('users')).toBe('why');
    expect(told('accountId')).toBe('why');
  });
});
