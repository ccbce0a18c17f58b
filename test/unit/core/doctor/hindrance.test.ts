import { describe, expect, it } from 'vitest';
import { failure, finding, skipped } from '../../../../src/core/doctor/finding.ts';
import { hindranceIn, uncheckedIn } from '../../../../src/core/doctor/hindrance.ts';
import { AppError } from '../../../../src/core/errors.ts';

const signedOut = (about: string) =>
  failure({ check: 'session', about }, new AppError('login_needed', { identity: about }), 'warn');
const inMemory = finding({ check: 'session', about: 'home' }, 'warn', 'session_in_memory', {});
const empty = finding({ check: 'config' }, 'warn', 'config_empty', { path: '/c', lacks: 'roles' });

describe('what keeps roles from being used', () => {
  it('is that nobody is signed in, with all of whom that is said', () => {
    const findings = [signedOut('work'), inMemory, signedOut('lab')];
    expect(hindranceIn(findings)).toEqual({ kind: 'not-signed-in', identities: ['work', 'lab'] });
  });

  it('is first of all that there is nothing to use', () => {
    expect(hindranceIn([signedOut('work'), empty])).toEqual({ kind: 'not-set-up' });
  });

  it('is nothing where a session is only not kept', () => {
    expect(hindranceIn([inMemory])).toBeUndefined();
  });

  it('is not all that could not be looked at', () => {
    const findings = [signedOut('work'), skipped({ check: 'role', about: 'prod' }, 'session')];
    expect(uncheckedIn(findings)).toBe(1);
  });
});
