import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../support/process.ts';
import { commandLine } from './support/command-line.ts';
import { expect, test } from './support/fixtures.ts';
import { signIn } from './support/login.ts';

test('the AWS CLI is the role through the installed command, with the app and without', async ({
  desktop,
  sandbox,
  launch,
}) => {
  const app = await launch();
  await signIn(app, desktop);
  const tobira = commandLine(desktop, app.configPath);
  const written = await tobira.json('profile', 'write', 'stage-dev', '--mode', 'process');
  const config = join(desktop.home, '.aws', 'config');
  expect(written).toMatchObject({ profile: 'stage-dev', mode: 'process', path: config });
  // What is there to stay, and not the script of one Node.
  expect(await readFile(config, 'utf8')).toMatch(/credential_process = "?\/.*\/resources\/bin\/tobira"? /);

  const whoAmI = () =>
    run(
      '/usr/bin/aws',
      [
        '--endpoint-url',
        sandbox.aws.endpoints.sts,
        'sts',
        'get-caller-identity',
        '--query',
        'Arn',
        '--output',
        'text',
      ],
      { env: { ...desktop.env, AWS_PROFILE: 'stage-dev' }, cwd: '/' },
    );
  const developer = 'arn:aws:sts::123456789012:assumed-role/Developer/aiko@example.com\n';
  expect(await whoAmI()).toMatchObject({ code: 0, stdout: developer });
  expect(await tobira.json('agent', 'status')).toMatchObject({ kind: 'app', pid: app.pid });

  await app.quit();
  expect(await whoAmI()).toMatchObject({ code: 0, stdout: developer });
  expect(await tobira.json('agent', 'status')).toMatchObject({ kind: 'agent' });

  const again = await launch();
  expect(await tobira.run('logout')).toMatchObject({ code: 0 });
  await (await again.tray()).waitForEntry('Not signed in');
  const refused = await whoAmI();
  expect(refused.code).not.toBe(0);
  expect(refused.stderr).toContain('tobira login work');
});
