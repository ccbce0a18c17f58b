import { expect, it } from 'vitest';
import { inTerminal } from './pseudo-terminal.ts';
import { openWorld, useInstalledCli } from './world.ts';

const installed = useInstalledCli();

it('a program begins in a terminal that says which role it is, where that is wished', async () => {
  const world = await openWorld(installed());
  await world.ok('login');
  const { env, home: cwd } = world.terminal;
  const announced = (...options: readonly string[]) => {
    const words = ['exec', 'prod-admin', '--announce', ...options, '--', 'echo', 'begun'];
    return inTerminal([process.execPath, installed().entry, ...words], [], { env, cwd });
  };
  const role = 'Production / Admin · 123456789012 ·';
  const title = (region: string) => `\u001b]0;${role} ${region}\u0007`;
  const { shown } = await announced();
  expect(shown.startsWith(`${title('ap-northeast-1')}${role} ap-northeast-1 · until `)).toBe(true);
  expect(shown).toMatch(/ · until \d\d:\d\d\r\nbegun\r\n$/);
  // Those of an endpoint are renewed.
  const served = await announced('--endpoint', '--region', 'eu-west-1');
  expect(served.shown).toBe(`${title('eu-west-1')}${role} eu-west-1\r\nbegun\r\n`);
  // Elsewhere there is no title to set.
  const piped = await world.tobira(['exec', 'prod-admin', '--announce', '--', 'true']);
  expect(piped.stderr).toMatch(/^Production \/ Admin · .* · until \d\d:\d\d\n$/);
  expect(piped.stdout).toBe('');
});
