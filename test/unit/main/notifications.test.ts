import { describe, expect, it } from 'vitest';
import type { IdentityId, RoleId } from '../../../src/core/model.ts';
import type { Attention } from '../../../src/core/state.ts';
import { notificationTexts, type NotificationTexts } from '../../../src/main/notification-texts.ts';
import type { Notice, Notifier } from '../../../src/main/notice.ts';
import { createNotifications, type Cause } from '../../../src/main/notifications.ts';
import type { Ending, EndingGroup } from '../../../src/core/endings.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';
import { FakeLog } from '../../support/fake-log.ts';
import { appView, identity, role } from '../../support/renderer-fixtures.ts';
import { said, strangeInJapanese, type Samples } from '../../support/texts-said.ts';

const login: Attention = { kind: 'login-needed', identity: 'work' as IdentityId, role: 'prod' as RoleId };
const question = (by: 'app' | 'program', id = 'prod'): Attention => ({
  kind: 'confirmation-needed',
  role: id as RoleId,
  by,
});
const view = appView({
  identities: [identity({ status: 'signed-out' })],
  roles: [role('prod', 'Production / Admin'), role('dev', 'Development')],
});

/** A desktop that shows notifications, and remembers what it showed. */
class FakeNotifier implements Notifier {
  readonly shown: Notice[] = [];
  readonly open = new Set<Notice>();

  show(notice: Notice) {
    this.shown.push(notice);
    this.open.add(notice);
    return { close: () => void this.open.delete(notice) };
  }
}

const ending = (id: string, later = 0): Ending => ({
  role: id as RoleId,
  identity: 'work' as IdentityId,
  taken: { kind: 'console' },
  access: 'full',
  until: Date.parse('2026-03-01T15:40:00Z') + later,
});

function start(load?: () => Promise<Notifier | undefined>) {
  const desktop = new FakeNotifier();
  const clicked: Cause[] = [];
  const asked: string[] = [];
  const clock = new FakeClock();
  const lookedAt = { is: false };
  const wished = { login: true };
  const log = new FakeLog();
  let loads = 0;
  const notifications = createNotifications({
    load: () => {
      loads += 1;
      return load?.() ?? Promise.resolve(desktop);
    },
    onClick: (one) => clicked.push(one),
    onNewVersion: () => asked.push('new version'),
    clock,
    isLookedAt: () => lookedAt.is,
    tellsLogin: () => wished.login,
    log,
  });
  const show = async (...attention: readonly Attention[]) => {
    notifications.show(attention, [], view);
    await settle();
  };
  const end = async (...endings: readonly EndingGroup[]) => {
    notifications.show([], endings, view);
    await settle();
  };
  return {
    notifications,
    desktop,
    clicked,
    asked,
    clock,
    lookedAt,
    wished,
    log,
    show,
    end,
    loads: () => loads,
  };
}

describe('notifications', () => {
  it('leave a needed sign-in to window and tray where the user wants that, and the questions are told still', async () => {
    const { desktop, wished, show, loads } = start();
    wished.login = false;
    await show(login);
    expect(loads()).toBe(0);
    await show(login, question('program'));
    expect(desktop.shown).toHaveLength(1);
    // What is wanted again is told where it still holds, and goes as soon as it is wanted no longer.
    wished.login = true;
    await show(login, question('program'));
    expect(desktop.open.size).toBe(2);
    wished.login = false;
    await show(login, question('program'));
    expect(desktop.open.size).toBe(1);
    expect(desktop.shown).toHaveLength(2);
  });

  it('tell a cause once until it is settled, and again when it comes again', async () => {
    const { desktop, show } = start();
    for (let time = 0; time < 20; time += 1) await show({ ...login });
    expect(desktop.shown).toHaveLength(1);
    await show();
    expect(desktop.open.size).toBe(0);
    await show(login);
    expect(desktop.shown).toHaveLength(2);
  });

  it('say what is wanted, and lead there', async () => {
    const { desktop, clicked, show } = start();
    await show(login, question('program'));
    expect(desktop.shown.map(({ title }) => title)).toEqual([
      'Sign in to gitlab.example.com for Production / Admin',
      'Production / Admin asks for your yes',
    ]);
    for (const { onClick } of desktop.shown) onClick();
    expect(clicked).toEqual([login, question('program')]);
  });

  it('tell roles of the same name apart', async () => {
    const { desktop, notifications } = start();
    const roles = [role('prod', 'Admin'), role('dev', 'Admin', { accountId: '222222222222' })];
    notifications.show([login, question('program', 'dev')], [], { ...view, roles });
    await settle();
    expect(desktop.shown.map(({ title }) => title)).toEqual([
      `Sign in to gitlab.example.com for Admin · ${roles[0]?.accountId}`,
      'Admin · 222222222222 asks for your yes',
    ]);
  });

  it('put nothing from outside where desktops read markup', async () => {
    const { desktop, notifications } = start();
    const hostile = '<a href="https://evil.example">click</a>';
    notifications.show([login, question('program')], [], {
      ...view,
      identities: [{ ...identity({ status: 'signed-out' }), label: hostile }],
      roles: [role('prod', hostile)],
    });
    await settle();
    expect(desktop.shown).toHaveLength(2);
    for (const { title, body } of desktop.shown) {
      expect(title).toContain('evil');
      expect(body).not.toContain('evil');
    }
  });

  it('leave to the window what the app itself asks, and go when it takes a question over', async () => {
    const { desktop, show, loads } = start();
    await show(question('app'));
    expect(desktop.shown).toEqual([]);
    expect(loads()).toBe(0);
    await show(question('program', 'dev'));
    expect(desktop.open.size).toBe(1);
    await show(question('app', 'dev'));
    expect(desktop.open.size).toBe(0);
  });

  it('close only what is settled', async () => {
    const { desktop, show } = start();
    await show(login, question('program'));
    await show(question('program'));
    expect([...desktop.open].map(({ title }) => title)).toEqual(['Production / Admin asks for your yes']);
    expect(desktop.shown).toHaveLength(2);
  });

  it('come too late for what is settled while the desktop is looked for, and once for what came again', async () => {
    let arrive: (notifier: Notifier) => void = () => undefined;
    const loading = new Promise<Notifier>((resolve) => (arrive = resolve));
    const { show } = start(() => loading);
    const desktop = new FakeNotifier();
    await show(login, question('program'));
    await show();
    await show(login);
    arrive(desktop);
    await settle();
    expect(desktop.shown).toHaveLength(1);
  });

  it('stay away where the desktop shows none, and where it cannot be reached', async () => {
    const none = start(() => Promise.resolve(undefined));
    await none.show(login);
    await none.show();
    expect(none.log.lines).toEqual([]);

    const broken = start(() => Promise.reject(new TypeError('no desktop')));
    await broken.show(login);
    await broken.show();
    expect(broken.log.lines).toEqual(['warn notification.failed {"reason":"TypeError"}']);
  });

  it('tell once what ends at what time, and go when that is settled', async () => {
    const { desktop, clicked, end } = start();
    const group: EndingGroup = { id: 1, endings: [ending('prod')] };
    for (let time = 0; time < 20; time += 1) await end({ ...group });
    expect(desktop.shown).toMatchObject([
      {
        title: expect.stringMatching(/^Production \/ Admin ends at \d\d?:\d\d/) as string,
        body: 'The console session ends then. Click here to open the console again.',
        action: 'Renew',
      },
    ]);
    desktop.shown[0]?.onClick();
    expect(clicked).toMatchObject([group]);
    await end();
    expect(desktop.open.size).toBe(0);
  });

  it('tell of several roles in one word', async () => {
    const { desktop, end } = start();
    await end({ id: 1, endings: [ending('prod'), ending('dev'), ending('old')] });
    await end({ id: 2, endings: [ending('prod'), ending('dev', 300_000)] });
    expect(desktop.shown.map(({ title }) => title)).toEqual([
      expect.stringMatching(/^3 roles end at \d\d?:\d\d/),
      expect.stringMatching(/^2 roles end soon, the first at \d\d?:\d\d/),
    ]);
  });

  it('tell briefly that the clipboard was cleared, and not to who looks at the window', async () => {
    const { desktop, notifications, clock, lookedAt } = start();
    lookedAt.is = true;
    notifications.tellCleared(view);
    await settle();
    expect(desktop.shown).toEqual([]);
    lookedAt.is = false;
    notifications.tellCleared(view);
    await settle();
    expect(desktop.shown).toMatchObject([{ title: 'Clipboard cleared', isMinor: true }]);
    await clock.advance(5_000);
    expect(desktop.open.size).toBe(0);
  });

  it('tell of a newer version, stay until they are seen, and say nothing to who looks at the window', async () => {
    const { desktop, notifications, clock, lookedAt, asked } = start();
    lookedAt.is = true;
    notifications.tellNewVersion('0.2.0', view);
    await settle();
    expect(desktop.shown).toEqual([]);
    lookedAt.is = false;
    notifications.tellNewVersion('0.2.0', view);
    await settle();
    expect(desktop.shown).toMatchObject([{ title: 'Tobira 0.2.0 is there', isMinor: true }]);
    await clock.advance(60_000);
    expect(desktop.open.size).toBe(1);
    desktop.shown[0]?.onClick();
    expect(asked).toEqual(['new version']);
  });

  it('tell what a new version of a catalogue has brought, unless the window is being looked at', async () => {
    const { desktop, notifications, lookedAt, asked } = start();
    const news = { name: 'Platform roles', added: 3, changed: 0, removed: 1 };
    lookedAt.is = true;
    notifications.tellNewCatalogue(news, view);
    await settle();
    expect(desktop.shown).toEqual([]);
    lookedAt.is = false;
    notifications.tellNewCatalogue(news, view);
    await settle();
    expect(desktop.shown).toMatchObject([
      { title: 'Platform roles: 3 roles added, 1 removed', isMinor: true },
    ]);
    desktop.shown[0]?.onClick();
    expect(asked).toEqual(['new version']);
  });

  it('speak Japanese with words of their own', () => {
    const samples: Samples<NotificationTexts> = {
      login: { title: [['◇', '◆']] },
      confirmation: { title: [['◇']] },
      ending: {
        title: [['◇', '15:40']],
        several: [
          [3, '15:40', true],
          [3, '15:40', false],
        ],
        body: {},
      },
      cleared: {},
      newVersion: { title: [['◇']] },
      newCatalogue: {
        title: [
          ['◇', { added: 1, changed: 2, removed: 3 }],
          ['◇', { added: 0, changed: 1, removed: 0 }],
        ],
      },
    };
    const english = said(notificationTexts.en, samples);
    const japanese = said(notificationTexts.ja, samples);
    expect([...japanese.keys()]).toEqual([...english.keys()]);
    for (const [name, text] of japanese) {
      expect(strangeInJapanese(text), name).toEqual([]);
      expect(text).not.toBe(english.get(name));
      expect([...text.matchAll(/[◇◆]/g)]).toHaveLength(
        [...(english.get(name) ?? '').matchAll(/[◇◆]/g)].length,
      );
    }
  });
});
