import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createTray } from '../../../src/main/tray.ts';
import { trayTooltip } from '../../../src/main/tray-menu.ts';
import { appView, fixtureNow, identity, role, signedIn } from '../../support/renderer-fixtures.ts';

/** What the desktop is given: menus, and pictures for the icon. */
const desktop = vi.hoisted(() => {
  const given = { menus: 0, hung: 0, pictures: [] as string[], tips: [] as string[] };
  type Listener = () => void;
  const last = { menu: new Map<string, Listener>() };
  class Tray {
    constructor(picture: string) {
      given.pictures.push(picture);
    }
    on() {
      return this;
    }
    setImage(picture: string) {
      given.pictures.push(picture);
    }
    setToolTip(tip: string) {
      given.tips.push(tip);
    }
    setContextMenu() {
      given.hung += 1;
    }
    destroy() {
      given.pictures.push('gone');
    }
  }
  const buildFromTemplate = () => {
    given.menus += 1;
    const listeners = new Map<string, Listener>();
    last.menu = listeners;
    return { items: [], on: (name: string, listener: Listener) => void listeners.set(name, listener) };
  };
  return {
    given,
    tell: (name: string) => last.menu.get(name)?.(),
    electron: {
      Menu: { buildFromTemplate },
      Tray,
      nativeImage: { createFromPath: (path: string) => path },
      nativeTheme: { on: () => undefined, shouldUseDarkColors: false },
    },
  };
});
vi.mock('electron', () => desktop.electron);

const roles = [role('prod', 'Production'), role('dev', 'Development')];
const ready = appView({ identities: [identity(signedIn)], roles });
const busy = appView({
  identities: [identity(signedIn)],
  roles: [role('prod', 'Production', { activity: { status: 'busy', step: 'opening' } }), ...roles.slice(1)],
});

beforeEach(() => {
  vi.useFakeTimers({ now: fixtureNow });
  Object.assign(desktop.given, { menus: 0, hung: 0, pictures: [], tips: [] });
});
afterEach(() => void vi.useRealTimers());

/** Until what has changed is in the menu. */
const settle = () => void vi.advanceTimersByTime(100);

function start() {
  const tray = createTray(ready, () => undefined);
  const before = desktop.given.menus;
  const made = () => desktop.given.menus - before;
  return { tray, made };
}

it('makes its menu again only where it says something else', () => {
  const { tray, made } = start();
  expect(desktop.given.hung).toBe(1);
  for (let time = 0; time < 50; time += 1) tray.show(structuredClone(ready));
  // What the window alone shows is nothing to the menu.
  tray.show({
    ...ready,
    recentServices: [...ready.recentServices],
    activityEdition: 7,
  });
  settle();
  expect(made()).toBe(0);
  expect(desktop.given.hung).toBe(1);
  tray.show({ ...ready, roles: roles.slice(0, 1) });
  settle();
  expect(made()).toBe(1);
  expect(desktop.given.hung).toBe(2);
});

it('makes it once for all that changes in one go, as it is in the end', () => {
  const { tray, made } = start();
  const signedOut = appView({ identities: [identity({ status: 'signed-out' })], roles });
  for (const view of [busy, ready, busy, signedOut]) tray.show(view);
  expect(made()).toBe(0);
  settle();
  expect(made()).toBe(1);
  expect(desktop.given.tips.at(-1)).toBe(trayTooltip(signedOut));
});

it('makes none where all is as it was before it could be seen', () => {
  const { tray, made } = start();
  tray.show(busy);
  tray.show(ready);
  settle();
  expect(made()).toBe(0);
});

it('makes it again, once, when something in it has ended', () => {
  const { tray, made } = start();
  tray.show({
    ...ready,
    roles: [role('prod', 'Production', { credentialsUntil: fixtureNow + 90_000 }), ...roles.slice(1)],
  });
  settle();
  expect(made()).toBe(1);
  vi.advanceTimersByTime(89_000);
  expect(made()).toBe(1);
  vi.advanceTimersByTime(2_000);
  expect(made()).toBe(2);
  vi.advanceTimersByTime(600_000);
  expect(made()).toBe(2);
});

it('leaves the menu alone while it is open, and draws the newest view once it has closed', () => {
  const { tray, made } = start();
  desktop.tell('menu-will-show');
  tray.show({ ...ready, roles: [] });
  tray.show({ ...ready, roles: roles.slice(0, 1) });
  expect(made()).toBe(0);
  desktop.tell('menu-will-close');
  expect(made()).toBe(1);
});

it('changes its picture with what goes on, and only then', () => {
  const { tray } = start();
  const first = desktop.given.pictures.length;
  tray.show(busy);
  tray.show(structuredClone(busy));
  tray.show(ready);
  const [working, waiting, ...more] = desktop.given.pictures.slice(first);
  expect(working).toMatch(/busy/);
  expect(waiting).toMatch(/ready/);
  expect(more).toEqual([]);
});

it('that is put up anew has the menu that it had', () => {
  const { tray, made } = start();
  tray.renew();
  expect(made()).toBe(0);
  expect(desktop.given.hung).toBe(2);
  expect(desktop.given.tips).toHaveLength(2);
});
