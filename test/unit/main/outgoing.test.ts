import { expect, it } from 'vitest';
import { createOutgoing } from '../../../src/main/outgoing.ts';
import type { CallName, Outcome, ResponseOf } from '../../../src/shared/ipc.ts';
import { calls } from '../../../src/shared/ipc.ts';
import { activityView } from '../../support/activity-scenes.ts';
import { FakeLog } from '../../support/fake-log.ts';
import { candidates, explanation, issuerFindings, plan, refused } from '../../support/help-fixtures.ts';
import { settingsView } from '../../support/settings-fixtures.ts';
import { appView } from '../../support/renderer-fixtures.ts';

const canary = 'glrt-canary-7f3a';
const view = appView();
const tainted = { ...view, [canary]: canary };
const failure: Outcome = {
  ok: false,
  error: { code: 'usage', title: 'Title', happened: 'It was.', advice: 'Do it.' },
};
const names = Object.keys(calls) as readonly CallName[];
/** What is answered with more than that it was done. */
const given: { readonly [Name in CallName]?: ResponseOf<Name> } = {
  'view:get': view,
  'services:list': { ok: true, services: [{ id: 'ec2', name: 'EC2', aliases: ['virtual-machines'] }] },
  'explain:role': { ok: true, explanation: { ...explanation, verdict: refused } },
  'doctor:save': { ok: true, fileName: 'report.json' },
  'setup:begin': { ok: true, candidates },
  'setup:check-issuer': { ok: true, findings: issuerFindings },
  'setup:plan': { ok: true, plan },
  'setup:save': { ok: true },
  'activity:list': { ok: true, activity: activityView() },
  'browsers:list': { ok: true, browsers: [{ app: 'firefox', name: 'Firefox', profiles: ['work'] }] },
  'settings:get': { ok: true, settings: settingsView() },
  'settings:change': { ok: true, complaints: [] },
  'config:edit': { ok: true, complaints: [{ field: 'roleArn', kind: 'wrong' }] },
  'config:check': { ok: true, complaints: [] },
};
const outcomes = names.filter((name): name is Exclude<CallName, 'view:get'> => name !== 'view:get');

it('lets the agreed answers through as they are', () => {
  const log = new FakeLog();
  const outgoing = createOutgoing(log);
  expect(outgoing.view(view)).toBe(view);
  expect(outgoing.answer('view:get', view)).toBe(view);
  for (const name of outcomes) {
    const answer = given[name] ?? { ok: true };
    expect(outgoing.answer(name, answer)).toBe(answer);
    expect(outgoing.answer(name, failure)).toBe(failure);
  }
  expect(log.lines).toEqual([]);
});

it('shows an internal error in place of a view of another shape', () => {
  const outgoing = createOutgoing(new FakeLog());
  for (const shown of [outgoing.view(tainted), outgoing.answer('view:get', tainted)]) {
    expect(shown).toMatchObject({
      config: { status: 'failed', error: { code: 'internal' } },
      identities: [],
      roles: [],
    });
    expect(JSON.stringify(shown)).not.toContain(canary);
    // What stands in has the agreed shape itself.
    expect(outgoing.view(shown)).toBe(shown);
  }
});

it.each(outcomes)('answers %s with an internal error in place of anything else', (name) => {
  const wrong: readonly unknown[] = [
    undefined,
    canary,
    { ok: true, token: canary },
    { ok: 'true' },
    { ok: false, error: { ...failure.error, cause: canary } },
    { ok: false, error: new Error(canary) },
    { ok: true, toString: () => canary },
    Promise.resolve({ ok: true }),
  ];
  const outgoing = createOutgoing(new FakeLog());
  for (const value of wrong) {
    const answer = outgoing.answer(name, value as ResponseOf<typeof name>);
    expect(answer).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(outgoing.answer(name, answer)).toBe(answer);
  }
});

it('logs what was withheld, and nothing of it', () => {
  const log = new FakeLog();
  const outgoing = createOutgoing(log);
  outgoing.view(tainted);
  outgoing.answer('role:console', { ok: false, error: { code: canary, title: 7 } } as unknown as Outcome);
  expect(log.lines).toEqual([
    'warn withheld from the window {"name":"view:changed","at":"","expected":"no other field"}',
    'warn withheld from the window {"name":"role:console","at":"error.title","expected":"text"}',
  ]);
});
