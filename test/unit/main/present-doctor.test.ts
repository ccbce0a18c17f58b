import { describe, expect, it } from 'vitest';
import { failure, finding } from '../../../src/core/doctor/finding.ts';
import { AppError } from '../../../src/core/errors.ts';
import { presentFindings, presentHindrance } from '../../../src/main/present-doctor.ts';
import { appView, identity, role } from '../../support/renderer-fixtures.ts';

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

describe('what the check-up found', () => {
  const view = appView({
    identities: [identity({ status: 'signed-out' })],
    roles: [role('prod', 'Production')],
  });
  const refusal = { roleArn: 'arn', issuer: 'i', audience: 'a', subject: 's' };
  const refused = (about: string) => failure({ check: 'role', about }, new AppError('role_refused', refusal));
  const shown = (...findings: Parameters<typeof presentFindings>[0]) =>
    presentFindings(findings, view, 'en').flatMap((group) => group.findings);

  it('stands in the order in which people read of it, whenever it came', () => {
    const good = finding({ check: 'config' }, 'ok', 'config_read', { path: 'p', identities: 1, roles: 1 });
    const early = presentFindings([refused('prod'), signedOut('work'), good], view, 'en');
    const late = presentFindings([good, signedOut('work'), refused('prod')], view, 'en');
    expect(early).toEqual(late);
    expect(new Set(early.map(({ id }) => id)).size).toBe(early.length);
    expect(early.flatMap(({ findings }) => findings.map(({ level }) => level))).toEqual([
      'ok',
      'warn',
      'fail',
    ]);
  });

  it('names identities and roles as the window does, or by their ids where it does not know them', () => {
    const found = shown(signedOut('work'), signedOut('gone'), refused('prod'), refused('old'));
    expect(found.map(({ about }) => about)).toEqual(['gitlab.example.com', 'gone', 'Production', 'old']);
  });

  it('offers a sign-in where nobody is signed in, and an explanation of a refused role that it knows', () => {
    const found = shown(signedOut('work'), signedOut('gone'), refused('prod'), refused('old'));
    expect(found.map(({ action }) => action)).toEqual([
      { kind: 'sign-in', identityId: 'work' },
      undefined,
      { kind: 'explain', roleId: 'prod' },
      undefined,
    ]);
  });

  it('offers the file where something is wrong with it, and nothing where all is well', () => {
    const wrong = finding({ check: 'config' }, 'fail', 'config_problem', { path: 'p', message: 'm' });
    const good = finding({ check: 'config' }, 'ok', 'config_read', { path: 'p', identities: 1, roles: 1 });
    expect(shown(wrong)[0]).toMatchObject({ level: 'fail', action: { kind: 'open-config' } });
    expect(shown(good)[0]).not.toHaveProperty('action');
    expect(shown(good)[0]).not.toHaveProperty('advice');
  });

  it('is said in Japanese', () => {
    const [english] = presentFindings([signedOut('work')], view, 'en');
    const [japanese] = presentFindings([signedOut('work')], view, 'ja');
    expect(japanese?.id).toBe(english?.id);
    expect(japanese?.title).toMatch(/[ぁ-ヿ一-龯]/);
    expect(japanese?.findings[0]?.title).toMatch(/[ぁ-ヿ一-龯]/);
  });
});
