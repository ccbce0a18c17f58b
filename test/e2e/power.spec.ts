import { expect, test } from './support/fixtures.ts';
import { nextConsole, openWindow, signIn } from './support/login.ts';

test('credentials that ended while the computer slept are gone when it wakes, and the next click gets others', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const app = await launch();
  const tray = await signIn(app, desktop);
  const window = await openWindow(app);
  await tray.click('Production / Admin');
  await nextConsole(desktop);
  const row = window.getByRole('row', { name: /^Production \/ Admin/ });
  await expect(row.locator('.role-until')).toHaveCount(1);

  // Waking from a short sleep asks nobody anything.
  const requests = () => sandbox.gitlab.requests.all.length + sandbox.aws.requests.all.length;
  const before = requests();
  await app.electron.evaluate(({ powerMonitor }) => {
    powerMonitor.emit('resume');
    powerMonitor.emit('unlock-screen');
  });
  await expect(row.locator('.role-until')).toHaveCount(1);
  expect(requests()).toBe(before);

  // Nine hours: the clock on the wall has gone on, the computer's own has not.
  await app.electron.evaluate(({ powerMonitor }) => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + 9 * 3_600_000;
    powerMonitor.emit('resume');
    powerMonitor.emit('unlock-screen');
  });
  await expect(row.locator('.role-until')).toHaveCount(0);
  expect(requests()).toBe(before);

  await tray.click('Production / Admin');
  expect(await nextConsole(desktop)).toContain('assumed-role/Admin/');
  expect(sandbox.aws.requests.count('AssumeRoleWithWebIdentity')).toBe(2);
});
