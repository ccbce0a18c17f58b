import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { configWith } from './support/config.ts';
import { expect, test } from './support/fixtures.ts';
import { nextConsole, signIn } from './support/login.ts';

test('a console opens in the browser and the profile that its role names, and is given an address of this computer alone', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const programs = join(desktop.home, 'programs');
  const given = join(desktop.home, 'given-to-chromium');
  const data = join(desktop.home, '.config', 'chromium');
  await mkdir(programs, { recursive: true });
  await mkdir(data, { recursive: true });
  // As Chromium keeps it: people know the profile by another name than that of its folder.
  const profiles = { profile: { info_cache: { 'Profile 3': { name: 'Payments' } } } };
  await writeFile(join(data, 'Local State'), JSON.stringify(profiles));
  const program = join(programs, 'chromium');
  await writeFile(
    program,
    `#!/bin/sh\nprintf '%s\\n' "$@" >>'${given}'\nfor last; do :; done\nexec xdg-open "$last"\n`,
  );
  await chmod(program, 0o755);

  const app = await launch({
    config: configWith(sandbox, {
      roles: { 'prod-admin': { browser: { app: 'chromium', profile: 'Payments' } } },
    }),
    env: { PATH: `${programs}${delimiter}${process.env['PATH'] ?? ''}` },
  });
  const tray = await signIn(app, desktop);
  await tray.click('Production / Admin');
  expect(await nextConsole(desktop)).toContain('assumed-role/Admin/');

  const words = (await readFile(given, 'utf8')).trimEnd().split('\n');
  expect(words).toContain('--profile-directory=Profile 3');
  expect(words.at(-1)).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]+$/);
  expect(words.join(' ')).not.toContain('SigninToken');

  // Another role has no wish of its own: it opens where everything else does.
  await tray.click('Staging / Developer');
  expect(await nextConsole(desktop)).toContain('assumed-role/Developer/');
  expect((await readFile(given, 'utf8')).trimEnd().split('\n')).toEqual(words);
});
