import { EventEmitter } from 'node:events';
import type { App, Session } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { cancelOutsideRequests, denyByDefault } from '../../../src/main/security.ts';
import { permissions } from '../../support/permissions.ts';

vi.mock('electron', () => ({ protocol: {} }));

type Setter = 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler';

/** A session that keeps its handlers. */
class FakeSession extends EventEmitter {
  readonly handlers = new Map<Setter, (...args: unknown[]) => unknown>();
  readonly setPermissionRequestHandler = this.#keep('setPermissionRequestHandler');
  readonly setPermissionCheckHandler = this.#keep('setPermissionCheckHandler');
  readonly setDevicePermissionHandler = this.#keep('setDevicePermissionHandler');

  #keep(name: Setter) {
    return (handler: (...args: unknown[]) => unknown) => void this.handlers.set(name, handler);
  }

  ask(name: Setter, ...args: readonly unknown[]): unknown {
    const handler = this.handlers.get(name);
    if (handler === undefined) throw new Error(`${name} was not called`);
    return handler(...args);
  }
}

class FakeContents extends EventEmitter {
  open: ((details: unknown) => unknown) | undefined;
  setWindowOpenHandler(handler: (details: unknown) => unknown): void {
    this.open = handler;
  }
}

class FakeEvent {
  defaultPrevented = false;
  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

function confinedApp(): EventEmitter {
  const app = new EventEmitter();
  denyByDefault(app as unknown as App);
  return app;
}

function newSession(): FakeSession {
  const session = new FakeSession();
  confinedApp().emit('session-created', session);
  return session;
}

function newContents(): FakeContents {
  const contents = new FakeContents();
  confinedApp().emit('web-contents-created', {}, contents);
  return contents;
}

describe('a page', () => {
  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])(
    'is stopped at %s',
    (name) => {
      const event = new FakeEvent();
      expect(newContents().emit(name, event, 'app://tobira/index.html')).toBe(true);
      expect(event.defaultPrevented).toBe(true);
    },
  );

  it('opens no window', () => {
    expect(newContents().open?.({ url: 'about:blank' })).toEqual({ action: 'deny' });
  });

  it('gets no Bluetooth device, not even the first one', () => {
    const event = new FakeEvent();
    const chosen: unknown[] = [];
    newContents().emit(
      'select-bluetooth-device',
      event,
      [{ deviceId: '1', deviceName: 'One' }],
      (id: unknown) => chosen.push(id),
    );
    expect(event.defaultPrevented).toBe(true);
    expect(chosen).toEqual(['']);
  });
});

describe('a session, whenever it is made,', () => {
  it.each(permissions)('refuses %s when asked and when looked up', (permission) => {
    const session = newSession();
    const answers: unknown[] = [];
    session.ask('setPermissionRequestHandler', {}, permission, (answer: unknown) => answers.push(answer), {});
    expect(answers).toEqual([false]);
    expect(session.ask('setPermissionCheckHandler', {}, permission, 'app://tobira', {})).toBe(false);
  });

  it.each(['hid', 'serial', 'usb'])('refuses each device of kind %s', (deviceType) => {
    expect(newSession().ask('setDevicePermissionHandler', { deviceType, origin: 'app://tobira' })).toBe(
      false,
    );
  });

  it('downloads nothing', () => {
    const event = new FakeEvent();
    newSession().emit('will-download', event);
    expect(event.defaultPrevented).toBe(true);
  });
});

describe('the app', () => {
  it('shows a server no certificate of the user', () => {
    const event = new FakeEvent();
    const chosen: unknown[][] = [];
    confinedApp().emit(
      'select-client-certificate',
      event,
      {},
      'https://example.com',
      [{}],
      (...args: unknown[]) => chosen.push(args),
    );
    expect(event.defaultPrevented).toBe(true);
    expect(chosen).toEqual([[]]);
  });

  it('overrides no certificate error and answers no server’s demand for a login', () => {
    const app = confinedApp();
    expect(app.listenerCount('certificate-error')).toBe(0);
    expect(app.listenerCount('login')).toBe(0);
  });
});

describe('requests of the window', () => {
  const own = ['app://tobira/index.html', 'app://tobira/', 'app://tobira/none'];
  const foreign = [
    'http://127.0.0.1/',
    'https://example.com/',
    'ws://127.0.0.1/',
    'file:///etc/hostname',
    'data:text/html,x',
    'blob:app://tobira/1',
    'filesystem:app://tobira/1',
    'chrome://version/',
    'chrome-extension://abc/x.js',
    'app://tobira.example.com/index.html',
    'app://other/index.html',
    'app://tobira:1/index.html',
    'app://tobira@example.com/',
    'xapp://tobira/index.html',
  ];
  const tools = 'devtools://devtools/bundled/devtools_app.html';

  function cancelled(url: string, devTools: boolean): unknown {
    const answers: unknown[] = [];
    const webRequest = {
      onBeforeRequest: (listener: (details: unknown, answer: (response: unknown) => void) => void) =>
        listener({ url }, (response) => answers.push(response)),
    };
    cancelOutsideRequests({ webRequest } as unknown as Session, { devTools });
    return answers;
  }

  it.each(own)('reach %s', (url) => {
    expect(cancelled(url, false)).toEqual([{ cancel: false }]);
  });

  it.each(foreign)('do not reach %s', (url) => {
    expect(cancelled(url, false)).toEqual([{ cancel: true }]);
    expect(cancelled(url, true)).toEqual([{ cancel: true }]);
  });

  it('reach the developer tools only where these can be opened', () => {
    expect(cancelled(tools, true)).toEqual([{ cancel: false }]);
    expect(cancelled(tools, false)).toEqual([{ cancel: true }]);
  });
});
