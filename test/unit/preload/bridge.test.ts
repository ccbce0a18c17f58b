import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { calls, viewChanged, type TobiraBridge } from '../../../src/shared/ipc.ts';

const seen = vi.hoisted(() => ({
  exposed: new Map<string, unknown>(),
  invoke: vi.fn((..._args: readonly unknown[]) => Promise.resolve('answer')),
  listeners: new Map<string, (...args: readonly unknown[]) => void>(),
}));
vi.mock('electron', () => ({
  contextBridge: {
    exposeInMainWorld: (name: string, value: unknown) => void seen.exposed.set(name, value),
  },
  ipcRenderer: {
    invoke: seen.invoke,
    on: (channel: string, listener: () => void) => void seen.listeners.set(channel, listener),
    off: (channel: string) => void seen.listeners.delete(channel),
  },
}));

interface Bridge extends Pick<TobiraBridge, 'onView'> {
  readonly call: (...args: readonly unknown[]) => Promise<unknown>;
}
let bridge: Bridge;
beforeAll(async () => {
  await import('../../../src/preload/index.ts');
  bridge = seen.exposed.get('tobira') as Bridge;
});
beforeEach(() => void seen.invoke.mockClear());

it('gives the page two functions and nothing of Electron', () => {
  expect([...seen.exposed.keys()]).toEqual(['tobira']);
  expect(Object.keys(bridge).sort()).toEqual(['call', 'onView']);
});

it('passes the known calls on, each with one request', async () => {
  for (const name of Object.keys(calls)) {
    await expect(bridge.call(name, { id: 'x' }, 'more', 'and more')).resolves.toBe('answer');
    expect(seen.invoke).toHaveBeenLastCalledWith(name, { id: 'x' });
  }
});

it.each([
  'secrets:read',
  viewChanged,
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '',
  42,
  null,
  ['view:get', 'x'],
  {},
])('passes no other channel on: %j', async (name) => {
  await expect(bridge.call(name, undefined)).rejects.toThrow('no such call');
  expect(seen.invoke).not.toHaveBeenCalled();
});

it('hands the page the view without the event it came with', () => {
  const views: (readonly unknown[])[] = [];
  const stop = bridge.onView((...args) => views.push(args));
  seen.listeners.get(viewChanged)?.({ sender: 'ipcRenderer' }, 'the view', 'more');
  expect(views).toEqual([['the view']]);
  expect([...seen.listeners.keys()]).toEqual([viewChanged]);
  stop();
  expect(seen.listeners.size).toBe(0);
});
