import { describe, expect, it } from 'vitest';
import { announcement } from '../../../src/renderer/announce.ts';
import { english } from '../../../src/renderer/texts/english.ts';
import type { LeftoverView } from '../../../src/shared/lock-view.ts';
import type { CatalogueView, ErrorView, RoleActivityView, SessionView } from '../../../src/shared/view.ts';
import { appView, errors, identity, role, signedIn } from '../../support/renderer-fixtures.ts';
import { views } from '../../support/renderer-views.ts';

const withRole = (activity: RoleActivityView) => appView({ roles: [role('a', 'Admin', { activity })] });
const withSession = (session: SessionView) => appView({ identities: [identity(session)], roles: [] });
const say = (before: RoleActivityView, after: RoleActivityView) =>
  announcement(withRole(before), withRole(after), english);

describe('what a screen reader hears', () => {
  it('is each step of an opening, once', () => {
    const refreshing: RoleActivityView = { status: 'busy', step: 'refreshing' };
    const opening: RoleActivityView = { status: 'busy', step: 'opening' };
    expect(say({ status: 'idle' }, refreshing)).toBe('Admin: Asking GitLab…');
    expect(say(refreshing, refreshing)).toBeUndefined();
    expect(say(refreshing, opening)).toBe('Admin: Opening the console…');
    expect(say(opening, { status: 'idle' })).toBe('Console opened as Admin');
  });

  it('claims no success when an opening is given up early', () => {
    expect(say({ status: 'busy', step: 'waiting-for-browser' }, { status: 'idle' })).toBeUndefined();
  });

  it('is all that is said of a failure', () => {
    expect(
      say({ status: 'busy', step: 'assuming-role' }, { status: 'failed', error: errors.loggedOut }),
    ).toBe(
      'Admin: GitLab has ended your session. Somebody signed you out there. Sign in again and the console opens right after.',
    );
  });

  it('is each delivery, also one that follows another, and nothing when it ends', () => {
    const lent = (at: number) =>
      appView({ roles: [role('a', 'Admin', { loan: { deliveryId: 'copy-env', at, forSeconds: 30 } })] });
    const idle = withRole({ status: 'idle' });
    const words = 'Admin: Copied for bash, zsh: cleared in 30\u00A0sec';
    expect(announcement(idle, lent(1), english)).toBe(words);
    expect(announcement(lent(1), lent(2), english)).toBe(words);
    expect(announcement(lent(1), lent(1), english)).toBeUndefined();
    expect(announcement(lent(1), idle, english)).toBeUndefined();
  });

  it('is what a new version of a catalogue has brought, once, and not what was there at the start', () => {
    const catalogue: CatalogueView = {
      ...{ id: 'team', name: 'Team roles', from: { kind: 'file', path: 'roles.yaml' }, status: 'current' },
      ...{ roles: 4, hidden: 0, problems: [], foreign: [] },
    };
    const quiet = appView({ catalogues: [catalogue] });
    const change = { added: ['a', 'b', 'c'], changed: [], removed: [] };
    const news = appView({ catalogues: [{ ...catalogue, change }] });
    const words = english.catalogues.change('Team roles', { added: 3, changed: 0, removed: 0 });
    expect(announcement(quiet, news, english)).toBe(words);
    expect(announcement(news, news, english)).toBeUndefined();
    expect(announcement(news, quiet, english)).toBeUndefined();
    expect(announcement(appView({}), news, english)).toBeUndefined();
  });

  it('is a catalogue that could not be read, at each try that somebody has made', () => {
    const catalogue: CatalogueView = {
      ...{ id: 'team', name: 'Team roles', from: { kind: 'file', path: 'roles.yaml' }, status: 'stale' },
      ...{ roles: 4, hidden: 0, problems: [], foreign: [] },
    };
    const failed = appView({ catalogues: [{ ...catalogue, error: errors.keychainLocked }] });
    const trying = appView({
      catalogues: [{ ...catalogue, status: 'loading', error: errors.keychainLocked }],
    });
    const { title, happened, advice } = errors.keychainLocked;
    const words = `${title} ${happened} ${advice}`;
    expect(announcement(appView({ catalogues: [catalogue] }), failed, english)).toBe(words);
    expect(announcement(failed, failed, english)).toBeUndefined();
    expect(announcement(failed, trying, english)).toBeUndefined();
    expect(announcement(trying, failed, english)).toBe(words);
  });

  it('is a change of session', () => {
    const out = withSession({ status: 'signed-out' });
    expect(announcement(out, withSession({ status: 'signing-in' }), english)).toBe('Finish in your browser');
    expect(announcement(withSession({ status: 'signing-in' }), withSession(signedIn), english)).toBe(
      'Signed in as Ada Lovelace',
    );
    expect(announcement(withSession(signedIn), out, english)).toBe('Signed out');
  });

  it('is a sign-out that came to nothing, once for each reason', () => {
    const kept = views['not-signed-out'];
    const { title, happened, advice } = errors.keychainLocked;
    expect(announcement(views['signed-in'], kept, english)).toBe(`${title} ${happened} ${advice}`);
    expect(announcement(kept, kept, english)).toBeUndefined();
    expect(announcement(kept, views['signed-in'], english)).toBeUndefined();
  });

  it('is what a sign-out could not take back, once, with the sign-out or after it', () => {
    const out = withSession({ status: 'signed-out' });
    const left = withSession({ status: 'signed-out', notWithdrawn: ['clipboard'] });
    const words =
      'Signed out, but not everything could be taken back. The clipboard could not be cleared. Copy something else over the credentials.';
    expect(announcement(withSession(signedIn), left, english)).toBe(words);
    expect(announcement(out, left, english)).toBe(words);
    expect(announcement(left, left, english)).toBeUndefined();
    expect(announcement(left, out, english)).toBeUndefined();
  });

  it('is a configuration that has become unusable, once for each reason', () => {
    const broken = (error: ErrorView) =>
      appView({ config: { status: 'failed', path: 'config.yaml', error } });
    expect(announcement(appView(), broken(errors.broken), english)).toBe(
      `${errors.broken.title} ${errors.broken.happened} ${errors.broken.advice}`,
    );
    expect(announcement(broken(errors.broken), broken(errors.broken), english)).toBeUndefined();
    expect(announcement(broken(errors.broken), broken(errors.missing), english)).toContain(
      errors.missing.title,
    );
    expect(announcement(broken(errors.broken), appView(), english)).toBeUndefined();
  });

  it('is locking everything, and whether all of it was done', () => {
    const locking = appView({ lock: { status: 'locking' } });
    const locked = (...leftovers: readonly LeftoverView[]) =>
      appView({ lock: { status: 'locked', leftovers } });
    expect(announcement(appView(), appView({ lock: { status: 'asking' } }), english)).toBeUndefined();
    expect(announcement(appView(), locking, english)).toBe('Locking everything…');
    expect(announcement(locking, locking, english)).toBeUndefined();
    expect(announcement(locking, locked(), english)).toBe('Everything is locked.');
    expect(announcement(locking, locked({ kind: 'not-withdrawn', place: 'clipboard' }), english)).toBe(
      'Locked, except for this:',
    );
    expect(announcement(locked(), appView(), english)).toBeUndefined();
  });

  it('is whether the local endpoint is on, once it has been turned', () => {
    const on = appView({ endpoint: 'on' });
    const off = appView({ endpoint: 'off' });
    expect(announcement(off, on, english)).toBe('Local endpoint: on');
    expect(announcement(on, off, english)).toBe('Local endpoint: off');
    expect(announcement(on, on, english)).toBeUndefined();
  });

  it('is nothing for what was there before or has only just been configured', () => {
    expect(announcement(appView({ roles: [] }), withRole({ status: 'idle' }), english)).toBeUndefined();
    expect(announcement(appView(), appView(), english)).toBeUndefined();
  });
});
