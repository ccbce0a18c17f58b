import { expect, test } from 'vitest';
import { callReaders } from '../../../src/main/call-readers.ts';

const roleId = 'prod';
const deliveryId = 'copy-env';

test('a delivery names a role and a way that there is', () => {
  expect(callReaders['role:deliver']({ roleId, deliveryId })).toEqual({ roleId, deliveryId });
  expect(callReaders['role:deliver']({ deliveryId, roleId })).toEqual({ roleId, deliveryId });
});

test('what is tried again has a name, and may replace what is there where that is said and nothing else is', () => {
  const retry = 'what failed';
  expect(callReaders['role:retry']({ roleId, retry })).toEqual({ roleId, retry });
  expect(callReaders['role:retry']({ roleId, retry, overwrite: true })).toEqual({
    roleId,
    retry,
    overwrite: true,
  });
  for (const other of [false, 1, 'true', null]) {
    expect(() => callReaders['role:retry']({ roleId, retry, overwrite: other })).toThrow(TypeError);
  }
  for (const value of [undefined, {}, { roleId }, { roleId, retry: 1 }, { roleId, retry, readOnly: false }]) {
    expect(() => callReaders['role:retry'](value)).toThrow(TypeError);
  }
  expect(() => callReaders['role:deliver']({ roleId, deliveryId, overwrite: true })).toThrow(TypeError);
});

test('the endpoint is turned on or off', () => {
  expect(callReaders['endpoint:turn']({ on: true })).toEqual({ on: true });
  expect(callReaders['endpoint:turn']({ on: false })).toEqual({ on: false });
  for (const value of [undefined, {}, { on: 'yes' }, { on: 1 }, { on: true, more: 1 }]) {
    expect(() => callReaders['endpoint:turn'](value)).toThrow(TypeError);
  }
});

test.each([
  [undefined],
  [null],
  ['prod'],
  [[roleId, deliveryId]],
  [{}],
  [{ roleId }],
  [{ deliveryId }],
  [{ roleId, deliveryId, extra: 1 }],
  [{ roleId, other: deliveryId }],
  [{ roleId: 7, deliveryId }],
  [{ roleId, deliveryId: ['copy-env'] }],
  [{ roleId, deliveryId: 'floppy' }],
  [{ roleId, deliveryId: 'constructor' }],
  [{ roleId, deliveryId: '__proto__' }],
  [{ roleId: 'x'.repeat(201), deliveryId }],
])('%j is no delivery', (value) => {
  expect(() => callReaders['role:deliver'](value)).toThrow(TypeError);
});

test('a role is pinned or not, and nothing in between', () => {
  expect(callReaders['role:pin']({ roleId, pinned: true })).toEqual({ roleId, pinned: true });
  expect(callReaders['role:pin']({ roleId, pinned: false })).toEqual({ roleId, pinned: false });
  const others = [
    undefined,
    {},
    { roleId },
    { roleId, pinned: 1 },
    { pinned: true },
    { roleId: 7, pinned: true },
  ];
  for (const value of [...others, { roleId, pinned: true, more: 1 }]) {
    expect(() => callReaders['role:pin'](value)).toThrow(TypeError);
  }
});

test('a fact that is to be copied is one of those that AWS was shown', () => {
  for (const fact of ['roleArn', 'issuer', 'audience', 'subject']) {
    expect(callReaders['role:copy-fact']({ roleId, fact })).toEqual({ roleId, fact });
  }
  for (const fact of [undefined, 7, '', 'jwt', 'compareWith', 'constructor', '__proto__']) {
    expect(() => callReaders['role:copy-fact']({ roleId, fact })).toThrow(TypeError);
  }
});

test('a dismissal names an alarm and nothing else', () => {
  expect(callReaders['alarm:dismiss']({ alarmId: '1' })).toEqual({ alarmId: '1' });
  for (const value of [undefined, {}, { alarmId: 1 }, { alarmId: '1', more: '2' }, { id: '1' }]) {
    expect(() => callReaders['alarm:dismiss'](value)).toThrow(TypeError);
  }
});

test('an intention about a role takes its id alone', () => {
  expect(callReaders['role:console']({ roleId })).toEqual({ roleId });
  expect(() => callReaders['role:console']({ roleId, deliveryId })).toThrow(TypeError);
});

test.each(['role:console', 'role:deliver'] as const)(
  '%s says whether it is to be read-only, or nothing',
  (name) => {
    const request = name === 'role:console' ? { roleId } : { roleId, deliveryId };
    for (const readOnly of [true, false])
      expect(callReaders[name]({ ...request, readOnly })).toEqual({ ...request, readOnly });
    for (const readOnly of [null, 'true', 1, {}])
      expect(() => callReaders[name]({ ...request, readOnly })).toThrow(TypeError);
  },
);

test('what is to be called off names a role and nothing else', () => {
  expect(callReaders['role:cancel']({ roleId })).toEqual({ roleId });
  expect(() => callReaders['role:cancel']({ roleId, readOnly: true })).toThrow(TypeError);
  expect(() => callReaders['browsers:list']({})).toThrow(TypeError);
});

test('a yes says whether it is to full access, and to nothing else', () => {
  expect(callReaders['role:confirm']({ roleId })).toEqual({ roleId });
  expect(callReaders['role:confirm']({ roleId, fullAccess: true })).toEqual({ roleId, fullAccess: true });
  for (const fullAccess of [null, false, 'true', 1])
    expect(() => callReaders['role:confirm']({ roleId, fullAccess })).toThrow(TypeError);
});

test('a console opens a page by its name in a region, or a pasted address, and not both', () => {
  const roleId = 'prod';
  const readConsole = callReaders['role:console'];
  const page = 'https://console.aws.amazon.com/ecs/home';
  const named = { roleId, service: 'ecs', region: 'eu-west-1' };
  expect(readConsole(named)).toEqual(named);
  expect(readConsole({ roleId, page })).toEqual({ roleId, page });
  expect(() => readConsole({ roleId, page, service: 'ecs' })).toThrow(TypeError);
  expect(() => readConsole({ roleId, region: 'evil.example/' })).toThrow(TypeError);
  expect(() => readConsole({ roleId, page: 'x'.repeat(20_001) })).toThrow(TypeError);
  expect(callReaders['page:read']({ text: page })).toEqual({ text: page });
  expect(() => callReaders['page:read']({ text: 'x'.repeat(20_001) })).toThrow(TypeError);
});
