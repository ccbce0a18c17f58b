import { expect, it, vi } from 'vitest';
import { leaveGuard } from '../../../src/renderer/leave-guard.ts';

it('goes at once where nobody is to be asked', () => {
  const go = vi.fn();
  leaveGuard().leave(go);
  expect(go).toHaveBeenCalledOnce();
});

it('asks who holds it, and leaves the going to the answer', () => {
  const guard = leaveGuard();
  const ask = vi.fn<(leave: () => void) => void>();
  guard.hold(ask);
  const go = vi.fn();
  guard.leave(go);
  expect(go).not.toHaveBeenCalled();
  ask.mock.calls[0]?.[0]();
  expect(go).toHaveBeenCalledOnce();
});

it('asks nobody whose hold is over, and the next one still where an earlier hold ends late', () => {
  const guard = leaveGuard();
  const first = vi.fn();
  const second = vi.fn();
  const endFirst = guard.hold(first);
  const endSecond = guard.hold(second);
  endFirst();
  guard.leave(() => undefined);
  expect(first).not.toHaveBeenCalled();
  expect(second).toHaveBeenCalledOnce();
  endSecond();
  const go = vi.fn();
  guard.leave(go);
  expect(go).toHaveBeenCalledOnce();
});
