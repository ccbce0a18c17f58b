import { describe, expect, it } from 'vitest';
import { english } from '../../../src/renderer/texts/english.ts';
import { alarm } from '../../support/renderer-fixtures.ts';

const { who } = english.alarm;

describe('who came for a console link', () => {
  it('is both, where both are known', () => {
    expect(who(alarm())).toBe(
      'First by firefox (process 20481), then by python3.11 (process 31007). Only the first got in.',
    );
  });

  it('is the one that is known', () => {
    const program = { kind: 'program', pid: 7, name: 'curl' } as const;
    expect(who({ id: '1', roleName: 'A', letIn: program })).toBe(
      'First by curl (process 7). Only the first got in.',
    );
    expect(who({ id: '1', roleName: 'A', turnedAway: program })).toBe(
      'The second time by curl (process 7). Only the first got in.',
    );
  });

  it('is nobody where nothing is known', () => {
    expect(who({ id: '1', roleName: 'A' })).toBe('Only the first got in.');
  });

  it('is another user, who gets nothing whenever they come', () => {
    const turnedAway = { kind: 'other-user', userId: 1001 } as const;
    expect(who({ id: '1', roleName: 'A', turnedAway })).toBe(
      'Another user of this computer (user id 1001) tried it and was turned away.',
    );
    expect(who(alarm({ turnedAway }))).toBe(
      'Another user of this computer (user id 1001) tried it and was turned away. firefox (process 20481) was let in.',
    );
  });
});
