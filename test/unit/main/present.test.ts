import { expect, test } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import type { RoleId } from '../../../src/core/model.ts';
import { createState, setRole, type StateStore } from '../../../src/core/state.ts';
import { present } from '../../../src/main/present.ts';
import { configWith, roleWith } from '../../support/fake-nouns.ts';

const prod = roleWith();
const shown = (state: StateStore) => present(state.get(), 'config.yaml');

function ready(): StateStore {
  const state = createState(['clipboard']);
  state.update((current) => ({ ...current, config: { status: 'ready', config: configWith() } }));
  return state;
}

test('the view lists the ways to hand credentials over', () => {
  expect(shown(createState()).deliveries).toEqual([]);
  expect(shown(ready()).deliveries).toEqual([{ id: 'clipboard' }]);
});

test('a role shows what of it is lent out, in seconds', () => {
  const state = ready();
  setRole(state, prod.id, { loan: { sink: 'clipboard', at: 42, forMs: 30_000 } });
  expect(shown(state).roles[0]?.loan).toEqual({ deliveryId: 'clipboard', at: 42, forSeconds: 30 });
});

test('a role tells a delivery from an opening, under way and failed', () => {
  const state = ready();
  const activity = () => shown(state).roles[0]?.activity;
  setRole(state, prod.id, { activity: { status: 'busy', step: 'refreshing', sink: 'clipboard' } });
  expect(activity()).toEqual({ status: 'busy', step: 'refreshing', deliveryId: 'clipboard' });
  setRole(state, prod.id, { activity: { status: 'busy', step: 'refreshing' } });
  expect(activity()).toEqual({ status: 'busy', step: 'refreshing' });
  const error = new AppError('clipboard_failed', { reason: 'it is busy' });
  setRole(state, prod.id, { activity: { status: 'failed', error, sink: 'clipboard' } });
  expect(activity()).toMatchObject({
    status: 'failed',
    deliveryId: 'clipboard',
    error: { code: 'clipboard_failed', action: 'retry' },
  });
});

test('an alarm names the role, and the identity to sign out of', () => {
  const state = ready();
  const turnedAway = { kind: 'program', pid: 7, name: 'curl' } as const;
  state.update((current) => ({ ...current, alarms: [{ id: '1', role: prod.id, rivals: { turnedAway } }] }));
  expect(shown(state).alarms).toEqual([
    {
      id: '1',
      roleName: 'Production',
      identity: { id: 'work', host: 'gitlab.example.com' },
      turnedAway,
    },
  ]);
});

test('an alarm outlives its role in the configuration', () => {
  const state = ready();
  const gone = 'gone' as RoleId;
  state.update((current) => ({ ...current, alarms: [{ id: '1', role: gone, rivals: {} }] }));
  expect(shown(state).alarms).toEqual([{ id: '1', roleName: 'gone' }]);
});
