import { expect, it } from 'vitest';
import { createOutgoing } from '../../../src/main/outgoing.ts';
import type { CallName, Outcome, ResponseOf } from '../../../src/shared/ipc.ts';
import { calls } from '../../../src/shared/ipc.ts';
import type { ViewPatch, ViewPush, WholeView } from '../../../src/shared/view-push.ts';
import type { RoleView } from '../../../src/shared/view.ts';
import { activityView } from '../../support/activity-scenes.ts';
import { FakeLog } from '../../support/fake-log.ts';
import {
  candidates,
  chainLinks,
  explanation,
  issuerFindings,
  plan,
  refused,
} from '../../support/help-fixtures.ts';
import { settingsView } from '../../support/settings-fixtures.ts';
import { appView } from '../../support/renderer-fixtures.ts';

const canary = 'glrt-canary-7f3a';
const view = appView();
const whole: WholeView = { kind: 'whole', edition: 7, view };
const taintedView = { ...view, [canary]: canary };
const tainted: WholeView = { ...whole, view: taintedView };
const { roles, ...rest } = view;
const patch: ViewPatch = {
  kind: 'patch',
  edition: 8,
  after: 7,
  rest,
  roles,
  order: roles.map(({ id }) => id),
};
const failure: Outcome = {
  ok: false,
  error: { code: 'usage', title: 'Title', happened: 'It was.', advice: 'Do it.' },
};
const names = Object.keys(calls) as readonly CallName[];
/** What is answered with more than that it was done. */
const given: { readonly [Name in CallName]?: ResponseOf<Name> } = {
  'view:get': whole,
  'services:list': {
    ok: true,
    services: [{ id: 'ec2', name: 'EC2', aliases: ['virtual-machines'] }],
    absent: [{ id: 'macie', name: 'Macie', aliases: [] }],
    partition: 'aws-cn',
  },
  'page:read': {
    ok: true,
    page: {
      name: 'EC2',
      partition: 'aws',
      region: 'eu-west-1',
      accountId: '123456789012',
      roleIds: ['prod'],
    },
  },
  'explain:role': { ok: true, explanation: { ...explanation, links: chainLinks, verdict: refused } },
  'doctor:save': { ok: true, fileName: 'report.json' },
  'setup:begin': { ok: true, candidates },
  'setup:check-issuer': { ok: true, findings: issuerFindings },
  'setup:plan': { ok: true, plan },
  'setup:save': { ok: true },
  'activity:list': { ok: true, activity: activityView() },
  'browsers:list': { ok: true, browsers: [{ app: 'firefox', name: 'Firefox', profiles: ['work'] }] },
  'role:details': {
    ok: true,
    details: {
      fields: { id: 'prod', identity: 'work', roleArn: 'arn:aws:iam::123456789012:role/Admin' },
      groups: ['platform'],
    },
  },
  'settings:get': { ok: true, settings: settingsView() },
  'settings:change': { ok: true, complaints: [] },
  'config:edit': { ok: true, complaints: [{ field: 'roleArn', kind: 'wrong' }] },
  'config:check': { ok: true, complaints: [] },
  'import:preview': {
    ok: true,
    preview: {
      path: '~/.aws/config',
      identities: [{ id: 'work', issuer: 'https://gitlab.example.com' }],
      identityId: 'work',
      profiles: [
        {
          kind: 'role',
          profile: 'prod',
          roleArn: 'arn:aws:iam::123456789012:role/Admin',
          from: 'arn:aws:iam::123456789012:role/Entry',
          remarks: ['It is for one hour.'],
          suggested: true,
        },
        { kind: 'present', profile: 'dev', role: 'dev' },
        { kind: 'skipped', profile: 'old', reason: 'It holds keys.' },
      ],
    },
  },
  'import:write': { ok: true, added: 2 },
  'export:save': { ok: true, fileName: 'roles.yaml', notes: ['A name was left out.'] },
};
const outcomes = names.filter((name): name is Exclude<CallName, 'view:get'> => name !== 'view:get');

it('lets the agreed answers through as they are', () => {
  const log = new FakeLog();
  const outgoing = createOutgoing(log);
  for (const push of [whole, patch]) expect(outgoing.push(push)).toBe(push);
  expect(outgoing.answer('view:get', whole)).toBe(whole);
  for (const name of outcomes) {
    const answer = given[name] ?? { ok: true };
    expect(outgoing.answer(name, answer)).toBe(answer);
    expect(outgoing.answer(name, failure)).toBe(failure);
  }
  expect(log.lines).toEqual([]);
});

it('shows an internal error in place of a view of another shape', () => {
  const outgoing = createOutgoing(new FakeLog());
  const [role] = roles;
  const wrong: readonly ViewPush[] = [
    tainted,
    { ...patch, edition: 7, [canary]: canary } as ViewPatch,
    { ...patch, edition: 7, rest: tainted.view },
    { ...patch, edition: 7, roles: [{ ...role, token: canary } as unknown as RoleView] },
  ];
  for (const shown of [...wrong.map((push) => outgoing.push(push)), outgoing.answer('view:get', tainted)]) {
    expect(shown).toMatchObject({
      kind: 'whole',
      edition: 7,
      view: { config: { status: 'failed', error: { code: 'internal' } }, identities: [], roles: [] },
    });
    expect(JSON.stringify(shown)).not.toContain(canary);
    // What stands in has the agreed shape itself.
    expect(outgoing.push(shown)).toBe(shown);
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
  outgoing.push(tainted);
  outgoing.answer('role:console', { ok: false, error: { code: canary, title: 7 } } as unknown as Outcome);
  expect(log.lines).toEqual([
    'warn withheld from the window {"name":"view:changed","at":"view","expected":"no other field"}',
    'warn withheld from the window {"name":"role:console","at":"error.title","expected":"text"}',
  ]);
});
