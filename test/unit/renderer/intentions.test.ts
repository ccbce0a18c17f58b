import { describe, expect, it, vi } from 'vitest';
import { intentionsOf } from '../../../src/renderer/intentions.ts';
import type { Place } from '../../../src/renderer/place.ts';
import { english } from '../../../src/renderer/texts/english.ts';
import type { CallName, Outcome, TobiraBridge } from '../../../src/shared/ipc.ts';
import type { ErrorView } from '../../../src/shared/view.ts';
import { errors } from '../../support/renderer-fixtures.ts';

function house(outcome: () => Promise<Outcome>) {
  const calls: (readonly [CallName, unknown])[] = [];
  const reports: (ErrorView | undefined)[] = [];
  const call = ((name: CallName, request: unknown) => {
    calls.push([name, request]);
    return outcome();
  }) as TobiraBridge['call'];
  const places: Place[] = [];
  const intentions = intentionsOf(
    { call, onView: () => () => undefined },
    english,
    (error) => void reports.push(error),
    (place) => void places.push(place),
  );
  return { intentions, calls, reports, places };
}

const failing = () => Promise.resolve<Outcome>({ ok: false, error: errors.fileBusy });

describe('the intentions of the user', () => {
  it('reach the main process by their own names and with ids alone', () => {
    const { intentions, calls } = house(() => Promise.resolve({ ok: true }));
    intentions.signIn('work');
    intentions.signInByCode('work');
    intentions.cancelSignIn('work');
    intentions.reopenLogin('work');
    intentions.copyLogin('work', () => undefined);
    intentions.copyUserId('work', () => undefined);
    intentions.signOut('work');
    intentions.openConsole('prod');
    intentions.deliver('prod', 'copy-env');
    intentions.retry('prod', 'what failed');
    intentions.replace('prod', 'what failed');
    intentions.turnEndpoint(true);
    intentions.dismissAlarm('1');
    intentions.askToLock();
    intentions.lockEverything();
    intentions.dismissLock();
    intentions.openConfig();
    intentions.reloadConfig();
    expect(calls).toEqual([
      ['identity:sign-in', { identityId: 'work' }],
      ['identity:sign-in-by-code', { identityId: 'work' }],
      ['identity:cancel-sign-in', { identityId: 'work' }],
      ['identity:reopen-login', { identityId: 'work' }],
      ['identity:copy-login', { identityId: 'work' }],
      ['identity:copy-user-id', { identityId: 'work' }],
      ['identity:sign-out', { identityId: 'work' }],
      ['role:console', { roleId: 'prod' }],
      ['role:deliver', { roleId: 'prod', deliveryId: 'copy-env' }],
      ['role:retry', { roleId: 'prod', retry: 'what failed' }],
      ['role:retry', { roleId: 'prod', retry: 'what failed', overwrite: true }],
      ['endpoint:turn', { on: true }],
      ['alarm:dismiss', { alarmId: '1' }],
      ['lock:ask', undefined],
      ['lock:everything', undefined],
      ['lock:dismiss', undefined],
      ['config:open', undefined],
      ['config:reload', undefined],
    ]);
  });

  it('tell of a copied address once it is copied, and never of one that is not', async () => {
    const copied = vi.fn();
    house(() => Promise.resolve({ ok: true })).intentions.copyLogin('work', copied);
    await vi.waitFor(() => expect(copied).toHaveBeenCalledOnce());

    const tooLate = vi.fn();
    const { intentions, reports } = house(failing);
    intentions.copyLogin('work', tooLate);
    await vi.waitFor(() => expect(reports).toEqual([undefined, errors.fileBusy]));
    expect(tooLate).not.toHaveBeenCalled();
  });

  it('show a failure that no view carries', async () => {
    const { intentions, reports } = house(failing);
    intentions.openConfig();
    await vi.waitFor(() => expect(reports).toEqual([undefined, errors.fileBusy]));
  });

  it('lead to another page without asking the main process', () => {
    const { intentions, calls, reports, places } = house(failing);
    intentions.go({ at: 'explain', roleId: 'prod' });
    expect(places).toEqual([{ at: 'explain', roleId: 'prod' }]);
    expect(calls).toEqual([]);
    // What went wrong before is not said on another page.
    expect(reports).toEqual([undefined]);
  });

  it('leave the failures of sign-in, sign-out, console and delivery to the view', async () => {
    const { intentions, reports } = house(failing);
    intentions.signIn('work');
    intentions.signOut('work');
    intentions.openConsole('prod');
    intentions.deliver('prod', 'copy-env');
    await Promise.resolve();
    await Promise.resolve();
    expect(reports).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('say so when the main process does not answer', async () => {
    const { intentions, reports } = house(() => Promise.reject(new Error('gone')));
    intentions.openConsole('prod');
    await vi.waitFor(() => expect(reports.at(-1)?.code).toBe('no-answer'));
  });
});
