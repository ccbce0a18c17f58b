import type { Page } from 'playwright';
import type { Texts } from '../../src/renderer/texts.ts';
import type { ActivityEntryView, ActivityView } from '../../src/shared/activity-view.ts';
import type { Scene } from './help-scenes.ts';
import { fixtureNow } from './renderer-fixtures.ts';
import { views } from './renderer-views.ts';

const minute = 60_000;
const prod = { id: 'prod-admin', name: 'Production / Admin', accountId: '123456789012' };
const data = { id: 'data', name: 'Data lake', accountId: '210987654321', readOnly: true } as const;
const ada = { identity: 'gitlab.example.com', user: 'ada' };
const app = { kind: 'app' } as const;

/** Of today and of the days before it. */
export function activityView(): ActivityView {
  // At noon nothing of it falls on another day.
  const noon = new Date(fixtureNow).setHours(12, 0, 0, 0);
  const entry = (ago: number, more: Omit<ActivityEntryView, 'at'>): ActivityEntryView => ({
    at: noon - ago * minute,
    ...more,
  });
  const exec = { kind: 'command', command: 'exec', program: 'terraform' } as const;
  return {
    listed: true,
    entries: [
      entry(2, { deed: { kind: 'credentials' }, by: exec, role: data, ...ada, until: noon + 58 * minute }),
      entry(9, {
        deed: { kind: 'console', service: 'CloudWatch' },
        by: app,
        role: prod,
        ...ada,
        until: noon + 51 * minute,
      }),
      entry(11, { deed: { kind: 'console' }, by: app, role: prod, ...ada, failed: 'role_refused' }),
      entry(30, { deed: { kind: 'deliver', deliveryId: 'copy-env' }, by: app, role: prod, ...ada }),
      entry(34, { deed: { kind: 'sign-in' }, by: app, ...ada }),
      entry(1_500, { deed: { kind: 'lock' }, by: app }),
      entry(1_510, {
        deed: { kind: 'deliver', deliveryId: 'profile', profile: 'data-lake' },
        by: { kind: 'command', command: 'profile' },
        role: data,
        ...ada,
      }),
      entry(9_000, {
        deed: { kind: 'credentials' },
        by: { kind: 'command', command: 'serve', serves: true },
        role: {
          ...prod,
          name: 'A role with a name that is much longer than anybody would wish for, and no end',
        },
        ...ada,
      }),
    ],
  };
}

const openActivity =
  (activity: ActivityView, act?: (page: Page, texts: Texts) => Promise<void>) =>
  async (page: Page, texts: Texts) => {
    await page.evaluate((answer) => window.recorder.answer('activity:list', answer), {
      ok: true as const,
      activity,
    });
    await page.getByRole('button', { name: texts.page.menu, exact: true }).click();
    await page.getByRole('menuitem', { name: texts.activity.title, exact: true }).click();
    await page.locator('.activity-row, .activity-empty').first().waitFor();
    await act?.(page, texts);
  };

/** The list of what was done. */
export const activityScenes: readonly Scene[] = [
  { name: 'activity', view: views['signed-in'], act: openActivity(activityView()) },
  { name: 'activity-empty', view: views['signed-in'], act: openActivity({ listed: false, entries: [] }) },
  {
    name: 'activity-clear',
    view: views['signed-in'],
    act: openActivity(activityView(), (page, texts) =>
      page.getByRole('button', { name: texts.activity.clear, exact: true }).click(),
    ),
  },
  { name: 'narrow-activity', view: views['signed-in'], narrow: true, act: openActivity(activityView()) },
  { name: 'zoomed-activity', view: views['signed-in'], zoomed: true, act: openActivity(activityView()) },
];
