import { crashesLeaveFiles, crashFiles, withCoreFiles } from '../support/core-files.ts';
import { finishLogin } from '../support/login.ts';
import { expect, test } from '../support/shipped-fixtures.ts';

test.use({ withBrowser: true });

test('when the display goes away the app ends, without a core file, and the session stays', async ({
  desktop,
  sandbox,
  start,
}) => {
  const control = await crashesLeaveFiles(desktop);
  const before = await crashFiles(desktop);
  expect(before.length > 0).toBe(control);
  const app = await start({ config: sandbox.configYaml(), wrapper: withCoreFiles });
  const tray = await app.tray();
  await tray.waitForEntry('Sign in');
  await tray.click('Sign in');
  await finishLogin(await desktop.browser.nextPage());
  await tray.waitForEntry('Aiko Tanaka');
  await tray.click('Open Tobira');
  await expect.poll(async () => (await app.processes()).map(({ type }) => type)).toContain('renderer');

  await desktop.closeScreen();
  // Electron calls a lost display fatal: it gives no time to end in order, so nothing may depend on that.
  const { code } = await app.result;
  expect(code).not.toBe(0);
  expect(await app.processes()).toEqual([]);
  expect(await crashFiles(desktop)).toEqual(before);
  const [item] = await desktop.keyring.items('Tobira');
  const [live] = sandbox.gitlab.refreshTokens();
  expect(live).toBeDefined();
  expect(item?.secret).toContain(live?.token);
});
