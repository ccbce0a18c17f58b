import { describe, expect, test } from 'vitest';
import { createAlarms } from '../../../src/core/alarms.ts';
import type { Visitor } from '../../../src/core/ports.ts';
import { createState } from '../../../src/core/state.ts';
import { roleWith } from '../../support/fake-nouns.ts';

const prod = roleWith().id;
const dev = roleWith({ id: 'dev' }).id;
const program = (pid: number, name = 'curl'): Visitor => ({ kind: 'program', pid, name });

function world() {
  const state = createState();
  return { alarms: createAlarms(state), shown: () => state.get().alarms };
}

describe('the alarms', () => {
  test('tell whose console it was and who came', () => {
    const { alarms, shown } = world();
    alarms.raise(prod, { letIn: program(1, 'firefox'), turnedAway: program(2) });
    expect(shown()).toEqual([
      { id: '1', role: prod, rivals: { letIn: program(1, 'firefox'), turnedAway: program(2) } },
    ]);
  });

  test('are one for one cause, whatever its process is today', () => {
    const { alarms, shown } = world();
    alarms.raise(prod, { turnedAway: program(2) });
    const [first] = shown();
    alarms.raise(prod, { turnedAway: program(3) });
    expect(shown()).toEqual([first]);
    alarms.raise(prod, {});
    alarms.raise(prod, {});
    expect(shown()).toHaveLength(2);
  });

  test.each<readonly [string, Visitor]>([
    ['another program', program(2, 'wget')],
    ['another user', { kind: 'other-user', userId: 1001 }],
  ])('are two for %s', (_what, turnedAway) => {
    const { alarms, shown } = world();
    alarms.raise(prod, { turnedAway: program(2) });
    alarms.raise(prod, { turnedAway });
    alarms.raise(dev, { turnedAway });
    expect(shown()).toHaveLength(3);
  });

  test('go when they are dismissed, and only those', () => {
    const { alarms, shown } = world();
    alarms.raise(prod, {});
    alarms.raise(dev, {});
    alarms.dismiss('1');
    alarms.dismiss('7');
    expect(shown().map(({ role }) => role)).toEqual([dev]);
  });

  test('come again where their cause comes again after that, under another id', () => {
    const { alarms, shown } = world();
    alarms.raise(prod, {});
    alarms.dismiss('1');
    alarms.raise(prod, {});
    expect(shown().map(({ id }) => id)).toEqual(['2']);
  });

  test('never pile up', () => {
    const { alarms, shown } = world();
    for (let count = 1; count <= 100; count += 1) {
      alarms.raise(prod, { turnedAway: program(count, `p${count}`) });
    }
    expect(shown().map(({ id }) => id)).toEqual(['96', '97', '98', '99', '100']);
  });
});
