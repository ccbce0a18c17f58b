import { expect, it } from 'vitest';
import { member, openWorld, useInstalledCli } from './world.ts';

const cli = useInstalledCli();
const notice =
  'AWS does not allow "stage-dev" to last for 12h: it lasts for 1h. Choose a shorter `duration` in the configuration.\n';

it('a duration beyond what the role allows is said once, on stderr, and the credentials are good for an hour', async () => {
  const { ok, sandbox } = await openWorld(cli(), {
    config: (text) => text.replace(/\bduration: 2h/, 'duration: 12h'),
  });
  await ok('login');

  const first = await ok('credentials', 'stage-dev', '--format', 'process');
  expect(first.stderr).toBe(notice);
  const left = Date.parse(member(first.stdout, 'Expiration')) - Date.now();
  expect(Math.round(left / 60_000)).toBe(60);

  expect((await ok('credentials', 'stage-dev', '--format', 'process')).stderr).toBe('');
  expect((await ok('console', 'stage-dev', '--print')).stderr).toBe('');
  expect(
    sandbox.aws.requests.all
      .filter(({ action }) => action === 'AssumeRoleWithWebIdentity')
      .map(({ parameters }) => parameters['DurationSeconds']),
  ).toEqual(['43200', undefined]);
});
