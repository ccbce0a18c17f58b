import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { onWaking } from '../../../src/main/power.ts';

test.for(['resume', 'unlock-screen'])('%s is a waking', (event) => {
  const monitor = new EventEmitter();
  let wakings = 0;
  onWaking(monitor, () => (wakings += 1));
  monitor.emit(event);
  monitor.emit(event);
  expect(wakings).toBe(2);
});

test.for(['suspend', 'lock-screen', 'on-battery', 'shutdown'])('%s is none', (event) => {
  const monitor = new EventEmitter();
  let wakings = 0;
  onWaking(monitor, () => (wakings += 1));
  monitor.emit(event);
  expect(wakings).toBe(0);
});
