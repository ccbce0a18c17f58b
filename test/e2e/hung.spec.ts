import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commandLine } from './support/command-line.ts';
import { expect, test } from './support/fixtures.ts';
import { finishLogin } from './support/login.ts';
import { seen } from './support/seen.ts';

test('an app that meets an agent that hangs says so in its window, and takes over once that is gone', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const configPath = join(desktop.home, 'config.yaml');
  await writeFile(configPath, sandbox.configYaml());
  const tobira = commandLine(desktop, configPath);
  const login = tobira.start('login');
  await finishLogin(await desktop.browser.nextPage());
  expect((await login.result).code).toBe(0);
  const { pid } = (await tobira.json('agent', 'status')) as { readonly pid: number };

  process.kill(pid, 'SIGSTOP');
  try {
    const app = await launch();
    const window = await app.window();
    await expect(seen(window, `Tobira hangs: process ${pid}.`)).toBeVisible();
    const tray = await app.tray();
    await tray.waitForEntry('Tobira hangs');
    // It is no second owner: the page cannot make it touch the session.
    const reloaded = await window.evaluate(`window.tobira.call('config:reload')`);
    expect(reloaded).toMatchObject({ ok: false, error: { code: 'owner_busy' } });
    await expect(seen(window, `Tobira hangs: process ${pid}.`)).toBeVisible();

    process.kill(pid, 'SIGKILL');
    await tray.waitForEntry('Aiko Tanaka');
    await expect(seen(window, 'Tobira hangs')).toBeHidden();
    expect(await tobira.json('agent', 'status')).toMatchObject({ kind: 'app', pid: app.pid });
  } finally {
    if (existsSync(`/proc/${pid}`)) process.kill(pid, 'SIGKILL');
  }
});
