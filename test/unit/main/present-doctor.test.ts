import { expect, it } from 'vitest';
import { failure, finding } from '../../../src/core/doctor/finding.ts';
import { AppError } from '../../../src/core/errors.ts';
import { presentHindrance } from '../../../src/main/present-doctor.ts';
import { appView } from '../../support/renderer-fixtures.ts';

const signedOut = (about: string) =>
  failure({ check: 'session', about }, new AppError('login_needed', { identity: about }), 'warn');

it('whoever is not signed in is named as the window names them; an identity that it does not know, by its id', () => {
  const view = appView();
  const [known] = view.identities;
  expect(known).toBeDefined();
  expect(presentHindrance([signedOut(known?.id ?? ''), signedOut('gone')], view)).toEqual({
    kind: 'not-signed-in',
    identities: [known?.label, 'gone'],
  });
});

it('nothing is in the way where everybody is signed in', () => {
  const good = finding({ check: 'loopback' }, 'ok', 'loopback_free', {});
  expect(presentHindrance([good], appView())).toBeUndefined();
});
