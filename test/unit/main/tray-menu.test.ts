import { describe, expect, test } from 'vitest';
import { copyFormats } from '../../../src/core/model.ts';
import type { TrayIntent, TrayItem } from '../../../src/main/tray-item.ts';
import { nextEnd, trayMenu, trayMood, trayTooltip } from '../../../src/main/tray-menu.ts';
import { trayTexts, type TrayTexts } from '../../../src/main/tray-texts.ts';
import type { AppView, DeliveryId } from '../../../src/shared/view.ts';
import { confirmation } from '../../support/confirmation-fixtures.ts';
import { alarm, appView, everyDelivery, identity, role, signedIn } from '../../support/renderer-fixtures.ts';
import { views } from '../../support/renderer-views.ts';
import { said, sampleFor, strangeInJapanese, type Samples } from '../../support/texts-said.ts';

const now = Date.UTC(2026, 10, 23, 13, 0);

const menuOf = (view: AppView): readonly TrayItem[] => trayMenu(view, now);

function labelOf(item: TrayItem): string {
  return item.type === 'separator' ? '----' : item.label;
}

/** The labels in a submenu of a submenu. */
function labelsIn(item: TrayItem | undefined, ...path: readonly string[]): readonly string[] {
  let level = item;
  for (const label of path) {
    level = level?.type === 'submenu' ? level.items.find((one) => labelOf(one) === label) : undefined;
  }
  return level?.type === 'submenu' ? level.items.map(labelOf) : [];
}

const open = (
  label: string,
  roleId: string,
  more: Omit<Extract<TrayIntent, { type: 'open-console' }>, 'type' | 'roleId'> = {},
): TrayItem => ({ type: 'entry', label, intent: { type: 'open-console', roleId, ...more } });

function copying(view: AppView): Extract<TrayItem, { type: 'submenu' }> | undefined {
  return menuOf(view)
    .filter((item) => item.type === 'submenu')
    .find(({ label }) => label.startsWith('Copy credentials'));
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
    expect(menuOf(view).slice(0, 2)).toEqual([
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
    menuOf(view).find((item) => item.type === 'submenu' && item.label === 'More for a role');

  test('lists for each role what can be done now, in groups, and under its own profile’s name', () => {
    const view = appView({ roles: [role('prod', 'Production', { profile: 'prod-admin' })] });
    const separator: TrayItem = { type: 'separator' };
    const page = (label: string, service: string): TrayItem => open(label, 'prod', { service });
    expect(more(view)).toEqual({
      type: 'submenu',
      label: 'More for a role',
      items: [
        {
          type: 'submenu',
          label: 'Production',
          items: [
            open('Open console', 'prod'),
            {
              type: 'submenu',
              label: 'Open in',
              items: [
                page('EC2', 'ec2'),
                page('S3', 's3'),
                page('Lambda', 'lambda'),
                page('CloudWatch Logs', 'logs'),
                page('CloudFormation', 'cloudformation'),
                page('IAM', 'iam'),
                separator,
                {
                  type: 'entry',
                  label: 'Other service…',
                  intent: { type: 'show-services', roleId: 'prod' },
                },
              ],
            },
            open('Open read-only console', 'prod', { access: 'read-only' }),
            separator,
            {
              type: 'submenu',
              label: 'Copy credentials as',
              items: [
                deliver('bash, zsh', 'prod'),
                deliver('fish', 'prod', 'copy-fish'),
                deliver('PowerShell', 'prod', 'copy-powershell'),
                deliver('cmd', 'prod', 'copy-cmd'),
                deliver('JSON', 'prod', 'copy-json'),
                deliver('.env', 'prod', 'copy-dotenv'),
                deliver('AWS INI', 'prod', 'copy-ini'),
              ],
            },
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

  test('begins the services with those that were opened last, each once', () => {
    const view = appView({ recentServices: ['rds', 's3'], roles: [role('prod', 'Production')] });
    expect(labelsIn(more(view), 'Production', 'Open in')).toEqual([
      'RDS and Aurora',
      'S3',
      '----',
      'EC2',
      'Lambda',
      'CloudWatch Logs',
      'CloudFormation',
      'IAM',
      '----',
      'Other service…',
    ]);
  });

  test('offers the full access to a role that opens read-only by itself', () => {
    const view = appView({ roles: [role('prod', 'Production', { readOnly: true })] });
    expect(labelsIn(more(view), 'Production (read-only)')).toContain('Open with full access…');
    expect(labelsIn(more(view), 'Production (read-only)')).not.toContain('Open read-only console');
  });

  test('offers no read-only console of a role with a policy of its own, which goes with no other', () => {
    const view = appView({ roles: [role('prod', 'Production', { limited: true })] });
    const labels = labelsIn(more(view), 'Production');
    expect(labels).toContain('Open console');
    expect(labels).not.toContain('Open read-only console');
    expect(labels).not.toContain('Open with full access…');
  });

  test('has nothing to hand over of a role without a session, and is shut for one that is busy', () => {
    const view = appView({
      identities: [identity(signedIn), identity({ status: 'signed-out' }, 'customer', 'git.example')],
      roles: [
        role('dev', 'Development', { activity: { status: 'busy', step: 'refreshing' } }),
        role('acme', 'Acme', { identityId: 'customer' }),
      ],
    });
    expect(more(view)).toMatchObject({ items: [{ type: 'note', label: 'Development' }, { label: 'Acme' }] });
    expect(labelsIn(more(view), 'Acme')).toEqual(['Open console', 'Open in', 'Open read-only console']);
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
  const item = (view: AppView) => menuOf(view).find(({ type }) => type === 'check');

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
    expect(menuOf(view)[0]).toEqual({
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
  expect(menuOf(view)).toContainEqual({
    type: 'entry',
    label: 'Warning: not everything of gitlab.example.com was taken back…',
    intent: { type: 'show-window' },
  });
  expect(trayMood(view)).toBe('attention');
});

describe('the language of the tray', () => {
  /** Most have the same name in every language. */
  const isFormat = (name: string) => copyFormats.some((format) => name === `deliver.copy-${format}(0)`);
  /** Times and ranges are made of what is shown. */
  const isSame = (name: string) => /^(?:time|range)\(/.test(name);
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
    marked: [['◇', ['production', 'read-only', 'copied']]],
    deliver: sampleFor(everyDelivery, name),
    time: [[now]],
    until: [['◇', '◆']],
    account: [['◇']],
    range: [['◇', '◆']],
    moreInWindow: [[3]],
  };

  test('is the view’s, in the menu and beside the icon', () => {
    const view = appView({ language: 'ja', identities: [identity({ status: 'signed-out' })] });
    const labels = menuOf(view).flatMap((item) => ('label' in item ? [item.label] : []));
    expect(labels).toEqual(expect.arrayContaining(['サインイン…', 'Tobira を開く', '終了']));
    expect(trayTooltip(view)).toBe('Tobira: サインインしていません');
  });

  test('has words of its own for everything, with nothing left in English but names', () => {
    const inEnglish = said(trayTexts.en, samples);
    const inJapanese = said(trayTexts.ja, samples);
    expect([...inJapanese.keys()].sort()).toEqual([...inEnglish.keys()].sort());
    const wrong = [...inJapanese].filter(
      ([name, text]) =>
        !isSame(name) &&
        (strangeInJapanese(text).length > 0 || (inEnglish.get(name) === text && !isFormat(name))),
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
    const labels = menuOf(view).flatMap((item) => ('label' in item ? [item.label] : []));
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

test.each([
  ['en', { production: true }, 'Deploy (production)'],
  ['en', { readOnly: true }, 'Deploy (read-only)'],
  ['ja', { production: true, readOnly: true }, 'Deploy（本番、読み取り専用）'],
] as const)('in %s the menu says everywhere of a role what it is: %o', (language, what, label) => {
  const menu = menuOf(appView({ language, roles: [role('x', 'Deploy', what)] }));
  expect(menu).toContainEqual(open(label, 'x'));
  const within = menu.flatMap((item) => (item.type === 'submenu' ? item.items.map(labelOf) : []));
  expect(within.filter((one) => one === label)).toHaveLength(2);
});

describe('a session that is open', () => {
  const until = (ms: number) => appView({ roles: [role('prod', 'Production', { credentialsUntil: ms })] });
  test('shows at its role until when it holds, by the clock', () => {
    const end = now + 40 * 60_000;
    expect(menuOf(until(end))).toContainEqual(
      open(`Production\u2003until ${trayTexts.en.time(end)}`, 'prod'),
    );
  });

  test.each([
    [true, 'Production (read-only)', 'full access'],
    [false, 'Production', 'read-only'],
  ])('shows the end of the other access apart, read-only by itself: %s', (readOnly, name, access) => {
    const [own, other] = [now + 40 * 60_000, now + 50 * 60_000];
    const [ofOwn, ofOther] = [own, other].map((end) => `\u2003until ${trayTexts.en.time(end)}`);
    const both = { readOnly, credentialsUntil: own, otherUntil: other };
    expect(menuOf(appView({ roles: [role('prod', 'Production', both)] }))).toContainEqual(
      open(`${name}${String(ofOwn)}${String(ofOther)} (${access})`, 'prod'),
    );
    const one = appView({ roles: [role('prod', 'Production', { readOnly, otherUntil: other })] });
    expect(menuOf(one)).toContainEqual(open(`${name}${String(ofOther)} (${access})`, 'prod'));
    expect(nextEnd(one, now)).toBe(other);
    expect(trayMenu(one, other)).toContainEqual(open(name, 'prod'));
  });

  test('is not shown once it has ended, and the menu knows when that will be', () => {
    expect(menuOf(until(now))).toContainEqual(open('Production', 'prod'));
    expect(nextEnd(until(now), now)).toBeUndefined();
    const two = [1, 2].map((hour) => role(`r${hour}`, 'R', { credentialsUntil: now + hour * 3_600_000 }));
    expect(nextEnd(appView({ roles: two }), now)).toBe(now + 3_600_000);
  });

  test('is said in Japanese, too', () => {
    const labels = menuOf({ ...until(now + 60_000), language: 'ja' }).map(labelOf);
    expect(labels.some((label) => /^Production\u2003.*まで$/.test(label))).toBe(true);
  });
});

test('a time of day is written as short as the user’s clock allows', () => {
  const at = new Date(2026, 10, 23, 9, 5).getTime();
  expect(trayTexts.en.time(at)).toMatch(/^(?:09:05|9:05\sAM)$/);
  expect(trayTexts.ja.time(at)).toMatch(/^(?:09:05|午前9:05)$/);
});

test('settings are one click away', () => {
  expect(menuOf(appView())).toContainEqual({
    type: 'entry',
    label: 'Settings…',
    intent: { type: 'show-settings' },
  });
});
