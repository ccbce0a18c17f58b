import { describe, expect, test } from 'vitest';
import { copyFormats } from '../../../src/core/model.ts';
import { trayMenu, trayMood, trayTooltip, type TrayItem } from '../../../src/main/tray-menu.ts';
import { trayTexts, type TrayTexts } from '../../../src/main/tray-texts.ts';
import type { AppView, DeliveryId } from '../../../src/shared/view.ts';
import { confirmation } from '../../support/confirmation-fixtures.ts';
import { alarm, appView, everyDelivery, identity, role, signedIn } from '../../support/renderer-fixtures.ts';
import { views } from '../../support/renderer-views.ts';
import { said, sampleFor, strangeInJapanese, type Samples } from '../../support/texts-said.ts';

function copying(view: AppView): Extract<TrayItem, { type: 'submenu' }> | undefined {
  return trayMenu(view).find((item) => item.type === 'submenu');
}

const deliver = (label: string, roleId: string, deliveryId: DeliveryId = 'copy-env'): TrayItem => ({
  type: 'entry',
  label,
  intent: { type: 'deliver', roleId, deliveryId },
});

describe('the way to copy credentials', () => {
  test('is a submenu with all roles', () => {
    const roles = [role('prod', 'Production'), role('dev', 'Development')];
    expect(copying(appView({ roles }))).toEqual({
      type: 'submenu',
      label: 'Copy credentials (bash, zsh)',
      items: [deliver('Production', 'prod'), deliver('Development', 'dev')],
    });
  });

  test.each([
    ['nobody is signed in', { identities: [identity({ status: 'signed-out' })] }],
    ['there are no roles', { roles: [] }],
    ['there is no way to hand anything over', { deliveries: [] }],
  ])('is not there where %s', (_when, change) => {
    expect(copying(appView(change))).toBeUndefined();
  });

  test('is shut for roles without a session, and for those that are busy', () => {
    const view = appView({
      identities: [identity(signedIn), identity({ status: 'signed-out' }, 'customer', 'git.example')],
      roles: [
        role('prod', 'Production'),
        role('dev', 'Development', { activity: { status: 'busy', step: 'refreshing' } }),
        role('acme', 'Acme', { identityId: 'customer' }),
      ],
    });
    expect(copying(view)?.items).toEqual([
      deliver('Production', 'prod'),
      { type: 'note', label: 'Development' },
      { type: 'note', label: 'Acme' },
    ]);
  });

  test('says whose credentials are on the clipboard, and stays open for them', () => {
    const loan = { deliveryId: 'copy-env', at: 1, forSeconds: 30 } as const;
    const view = appView({ roles: [role('prod', 'Production', { loan }), role('dev', 'Development')] });
    expect(copying(view)?.items).toEqual([
      deliver('Production (copied)', 'prod'),
      deliver('Development', 'dev'),
    ]);
  });
});

describe('a question', () => {
  const view = appView({ confirmations: [confirmation()] });

  test('stands first, and leads to the window, where it is asked', () => {
    expect(trayMenu(view).slice(0, 2)).toEqual([
      { type: 'entry', label: 'Production / Admin asks for your yes…', intent: { type: 'show-window' } },
      { type: 'separator' },
    ]);
  });

  test('is seen at a glance', () => {
    expect(trayMood(view)).toBe('attention');
  });
});

describe('the way to everything else', () => {
  const more = (view: AppView) =>
    trayMenu(view).find((item) => item.type === 'submenu' && item.label === 'Copy, profile, terminal');

  test('lists for each role what can be done now, in groups, and under its own profile’s name', () => {
    const view = appView({ roles: [role('prod', 'Production', { profile: 'prod-admin' })] });
    const separator: TrayItem = { type: 'separator' };
    expect(more(view)).toEqual({
      type: 'submenu',
      label: 'Copy, profile, terminal',
      items: [
        {
          type: 'submenu',
          label: 'Production',
          items: [
            { type: 'note', label: 'Copy credentials as' },
            deliver('bash, zsh', 'prod'),
            deliver('fish', 'prod', 'copy-fish'),
            deliver('PowerShell', 'prod', 'copy-powershell'),
            deliver('cmd', 'prod', 'copy-cmd'),
            deliver('JSON', 'prod', 'copy-json'),
            deliver('.env', 'prod', 'copy-dotenv'),
            deliver('AWS INI', 'prod', 'copy-ini'),
            separator,
            deliver('Copy console address', 'prod', 'copy-console'),
            deliver('Copy endpoint environment', 'prod', 'copy-endpoint'),
            separator,
            deliver('Write profile “prod-admin”: keys, kept fresh', 'prod', 'profile'),
            deliver('Write profile “prod-admin”: asks Tobira each time', 'prod', 'profile-process'),
            separator,
            deliver('Open a terminal', 'prod', 'terminal'),
          ],
        },
      ],
    });
  });

  test('is shut for roles without a session, and for those that are busy', () => {
    const view = appView({
      identities: [identity(signedIn), identity({ status: 'signed-out' }, 'customer', 'git.example')],
      roles: [
        role('dev', 'Development', { activity: { status: 'busy', step: 'refreshing' } }),
        role('acme', 'Acme', { identityId: 'customer' }),
      ],
    });
    expect(more(view)).toMatchObject({
      items: [
        { type: 'note', label: 'Development' },
        { type: 'note', label: 'Acme' },
      ],
    });
  });

  test('is there without credentials to copy in the last format', () => {
    const view = appView({ deliveries: [{ id: 'terminal' }] });
    expect(trayMenu(view).flatMap((item) => (item.type === 'submenu' ? [item.label] : []))).toEqual([
      'Copy, profile, terminal',
    ]);
  });
});

describe('the format that was copied last', () => {
  test('is the one that one click copies', () => {
    const view = appView({ copyFormat: 'fish', roles: [role('prod', 'Production')] });
    expect(copying(view)).toEqual({
      type: 'submenu',
      label: 'Copy credentials (fish)',
      items: [deliver('Production', 'prod', 'copy-fish')],
    });
  });

  test('does not say of another format that it is on the clipboard', () => {
    const loan = { deliveryId: 'copy-json', at: 1, forSeconds: 30 } as const;
    const view = appView({ copyFormat: 'fish', roles: [role('prod', 'Production', { loan })] });
    expect(copying(view)?.items).toEqual([deliver('Production', 'prod', 'copy-fish')]);
  });
});

describe('the local endpoint', () => {
  const item = (view: AppView) => trayMenu(view).find(({ type }) => type === 'check');

  test.each([
    ['on', true],
    ['off', false],
  ] as const)('is ticked where it is %s, and a click turns it', (endpoint, checked) => {
    expect(item(appView({ endpoint }))).toEqual({
      type: 'check',
      label: 'Local endpoint',
      checked,
      intent: { type: 'turn-endpoint', on: !checked },
    });
  });

  test('is not there where there is none, or nobody to serve', () => {
    const { endpoint: _none, ...without } = appView();
    expect(item(without)).toBeUndefined();
    expect(item(appView({ identities: [] }))).toBeUndefined();
  });
});

describe('an alarm', () => {
  const view = appView({ alarms: [alarm()] });

  test('stands on top of the menu and leads to the window', () => {
    expect(trayMenu(view)[0]).toEqual({
      type: 'entry',
      label: 'Warning: look at the console link of Production / Admin…',
      intent: { type: 'show-window' },
    });
  });

  test('comes before everything else that the icon could say', () => {
    const busy = role('dev', 'Development', { activity: { status: 'busy', step: 'refreshing' } });
    expect(trayMood({ ...view, roles: [busy] })).toBe('attention');
    expect(trayMood({ ...view, alarms: [], roles: [busy] })).toBe('busy');
  });

  test('asks for a look at a sign-out that came to nothing', () => {
    expect(trayMood(views['signed-in'])).toBe('ready');
    expect(trayMood(views['not-signed-out'])).toBe('attention');
  });
});

test('a sign-out that left something behind is told of, and leads to the window', () => {
  const view = views['left-behind'];
  expect(trayMenu(view)).toContainEqual({
    type: 'entry',
    label: 'Warning: not everything of gitlab.example.com was taken back…',
    intent: { type: 'show-window' },
  });
  expect(trayMood(view)).toBe('attention');
});

describe('the language of the tray', () => {
  /** Most have the same name in every language. */
  const isFormat = (name: string) => copyFormats.some((format) => name === `deliver.copy-${format}(0)`);
  const name: [string][] = [['◇']];
  const samples: Samples<TrayTexts> = {
    tooltip: [[[]], [['◇', '◆']]],
    alarm: [['◇']],
    confirm: [['◇']],
    signIn: [[undefined], ['◇']],
    signOut: [[undefined], ['◇']],
    signedOut: [['◇']],
    stayedBehind: [['◇']],
    signedIn: [['◇', '◆']],
    signingIn: [['◇']],
    busy: [
      ['◇', 'waiting-for-browser'],
      ['◇', 'refreshing'],
      ['◇', 'assuming-role'],
      ['◇', 'signing-in-to-console'],
      ['◇', 'opening'],
    ],
    copyCredentials: copyFormats.map((format) => [format]),
    copied: [['◇']],
    deliver: sampleFor(everyDelivery, name),
  };

  test('is the view’s, in the menu and beside the icon', () => {
    const view = appView({ language: 'ja', identities: [identity({ status: 'signed-out' })] });
    const labels = trayMenu(view).flatMap((item) => ('label' in item ? [item.label] : []));
    expect(labels).toEqual(expect.arrayContaining(['サインイン…', 'Tobira を開く', '終了']));
    expect(trayTooltip(view)).toBe('Tobira: サインインしていません');
  });

  test('has words of its own for everything, with nothing left in English but names', () => {
    const inEnglish = said(trayTexts.en, samples);
    const inJapanese = said(trayTexts.ja, samples);
    expect([...inJapanese.keys()].sort()).toEqual([...inEnglish.keys()].sort());
    const wrong = [...inJapanese].filter(
      ([name, text]) =>
        strangeInJapanese(text).length > 0 || (inEnglish.get(name) === text && !isFormat(name)),
    );
    expect(wrong).toEqual([]);
  });
});

describe('identities at one GitLab', () => {
  const view = appView({
    identities: [
      { ...identity(signedIn), label: 'work · gitlab.example.com' },
      { ...identity(signedIn, 'ops'), label: 'ops · gitlab.example.com' },
    ],
  });

  test('are told apart wherever the menu names one', () => {
    const labels = trayMenu(view).flatMap((item) => ('label' in item ? [item.label] : []));
    expect(labels).toEqual(
      expect.arrayContaining([
        'Ada Lovelace (work · gitlab.example.com)',
        'Ada Lovelace (ops · gitlab.example.com)',
        'Sign out of work · gitlab.example.com',
        'Sign out of ops · gitlab.example.com',
      ]),
    );
  });

  test('are told apart beside the icon', () => {
    expect(trayTooltip(view)).toBe(
      'Tobira: Ada Lovelace (work · gitlab.example.com), Ada Lovelace (ops · gitlab.example.com)',
    );
  });
});
