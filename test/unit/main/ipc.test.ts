import type { BrowserWindow } from 'electron';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { answerCalls, pushView } from '../../../src/main/ipc.ts';
import { callReaders } from '../../../src/main/call-readers.ts';
import { createCallHandlers } from '../../../src/main/ipc-handlers.ts';
import { createOutgoing } from '../../../src/main/outgoing.ts';
import { createViewPushes } from '../../../src/main/view-pushes.ts';
import { calls, viewChanged, type CallName } from '../../../src/shared/ipc.ts';
import type { AppView } from '../../../src/shared/view.ts';
import { FakeLog } from '../../support/fake-log.ts';
import { appView, errors } from '../../support/renderer-fixtures.ts';
import { views } from '../../support/renderer-views.ts';

type Handler = (event: unknown, ...args: readonly unknown[]) => unknown;
const heard = vi.hoisted(() => new Map<string, Handler>());
vi.mock('electron', () => ({
  ipcMain: { handle: (name: string, handler: Handler) => void heard.set(name, handler) },
  protocol: {},
}));

const url = 'app://tobira/index.html';
const mainFrame = { url };
const sent: unknown[][] = [];
const webContents = { mainFrame, send: (...args: unknown[]) => sent.push(args) };
const window = { webContents, isDestroyed: () => false } as unknown as BrowserWindow;
const ours = { sender: webContents, senderFrame: mainFrame };
const tainted = { ...appView(), token: 'glrt-canary' };

/** Answers with a given view; nothing else is called in these tests. */
function answerWith(view: AppView, open: BrowserWindow | undefined = window): void {
  const unused = {} as Parameters<typeof createCallHandlers>[0];
  const handlers = createCallHandlers({
    ...unused,
    whole: () => ({ kind: 'whole', edition: 1, view }),
  });
  answerCalls(handlers, callReaders, createOutgoing(new FakeLog()), () => open);
}

async function send(
  event: unknown,
  name: CallName = 'view:get',
  ...args: readonly unknown[]
): Promise<unknown> {
  const handler = heard.get(name);
  if (handler === undefined) throw new Error(`Nobody answers ${name}`);
  return await handler(event, ...args);
}

beforeEach(() => {
  heard.clear();
  sent.length = 0;
});

describe('a call', () => {
  it('is answered where it comes from our page in our window', async () => {
    answerWith(appView());
    expect([...heard.keys()]).toEqual(Object.keys(calls));
    await expect(send(ours)).resolves.toEqual({ kind: 'whole', edition: 1, view: appView() });
  });

  it.each([
    ['another window', { sender: { mainFrame }, senderFrame: mainFrame }],
    ['another window’s frame', { sender: webContents, senderFrame: { url } }],
    ['a frame inside our page', { sender: webContents, senderFrame: { url, parent: mainFrame } }],
    ['a frame that is gone', { sender: webContents, senderFrame: null }],
  ])('is refused where it comes from %s', async (_who, event) => {
    answerWith(appView());
    for (const name of heard.keys()) await expect(send(event, name as CallName)).rejects.toThrow('refused');
  });

  it.each([
    'about:blank',
    'data:text/html,x',
    'https://example.com/',
    'app://tobira.example.com/index.html',
    'app://tobira',
    'app://other/index.html',
    'chrome-error://chromewebdata/',
    '',
  ])('is refused where our window is at "%s"', async (address) => {
    const frame = { url: address };
    const contents = { mainFrame: frame };
    answerWith(appView(), { webContents: contents } as unknown as BrowserWindow);
    await expect(send({ sender: contents, senderFrame: frame })).rejects.toThrow('refused');
  });

  it('is refused where no window is open', async () => {
    answerWith(appView());
    heard.clear();
    const handlers = createCallHandlers({} as Parameters<typeof createCallHandlers>[0]);
    answerCalls(handlers, callReaders, createOutgoing(new FakeLog()), () => undefined);
    await expect(send(ours)).rejects.toThrow('refused');
  });

  it.each([
    ['identity:sign-in', undefined],
    ['identity:sign-in', null],
    ['identity:sign-in', []],
    ['identity:sign-in', { identityId: 7 }],
    ['identity:sign-in', { identityId: 'work', more: '' }],
    ['identity:sign-in', { identityId: 'x'.repeat(201) }],
    ['role:console', { identityId: 'work' }],
    ['role:console', Object.create({ roleId: 'inherited' })],
    ['view:get', {}],
    ['config:open', ''],
  ] as const)('of another shape is refused: %s with %j', async (name, request) => {
    answerWith(appView());
    await expect(send(ours, name, request)).rejects.toThrow('expected');
  });

  it('gets no answer of another shape', async () => {
    answerWith(tainted);
    const answer = await send(ours);
    expect(answer).toMatchObject({
      kind: 'whole',
      edition: 1,
      view: { config: { error: { code: 'internal' } } },
    });
    expect(JSON.stringify(answer)).not.toContain('canary');
  });
});

describe('copying a fact of a refusal', () => {
  const copied: string[] = [];
  const copyFrom = async (view: AppView, roleId: string, fact: string) => {
    const unused = {} as Parameters<typeof createCallHandlers>[0];
    const copy = (text: string) => Promise.resolve(void copied.push(text));
    const handlers = createCallHandlers({ ...unused, view: () => view, copy });
    answerCalls(handlers, callReaders, createOutgoing(new FakeLog()), () => window);
    return send(ours, 'role:copy-fact', { roleId, fact });
  };
  beforeEach(() => void copied.splice(0));

  it.each([
    ['roleArn', errors.denied.refusal.roleArn],
    ['issuer', errors.denied.refusal.issuer],
    ['audience', errors.denied.refusal.audience],
    ['subject', '4711'],
  ])('puts the %s on the clipboard', async (fact, text) => {
    await expect(copyFrom(views['role-failed'], 'prod-admin', fact)).resolves.toEqual({ ok: true });
    expect(copied).toEqual([text]);
  });

  it('copies nothing of a role that was not refused', async () => {
    await copyFrom(views['role-failed'], 'staging', 'subject');
    await copyFrom(views['signed-in'], 'prod-admin', 'subject');
    await copyFrom(views['signed-in'], 'nobody', 'subject');
    expect(copied).toEqual([]);
  });
});

describe('a push', () => {
  const outgoing = createOutgoing(new FakeLog());
  const asked = (view: AppView) => {
    const pushes = createViewPushes(outgoing);
    pushes.whole(view, webContents);
    return pushes;
  };
  const changed = appView({ language: 'ja' });

  it('brings what is new to an open window', () => {
    pushView(asked(appView()), window, changed);
    expect(sent).toEqual([
      [viewChanged, expect.objectContaining({ kind: 'patch', edition: 2, after: 1, roles: [] })],
    ]);
  });

  it('brings nothing of another shape', () => {
    pushView(asked(appView()), window, tainted);
    expect(sent).toHaveLength(1);
    expect(JSON.stringify(sent)).toContain('internal');
    expect(JSON.stringify(sent)).not.toContain('canary');
  });

  it('needs a window that is there, and a change', () => {
    pushView(asked(appView()), undefined, changed);
    pushView(asked(appView()), { webContents, isDestroyed: () => true } as unknown as BrowserWindow, changed);
    pushView(asked(appView()), window, appView());
    expect(sent).toEqual([]);
  });
});
