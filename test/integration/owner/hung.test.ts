import { expect, it, onTestFinished } from 'vitest';
import { openWorld, useInstalledCli } from '../cli/world.ts';
import { oneAgent } from './rig.ts';

const installed = useInstalledCli();

it('a command that meets an owner that hangs ends after some seconds and names the process', async () => {
  const world = await openWorld(installed());
  await world.ok('login');
  const pid = await oneAgent(world);
  onTestFinished(() => {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It is gone, as it should be.
    }
  });
  process.kill(pid, 'SIGSTOP');

  const commands = [
    ['credentials', 'prod-admin', '--json'],
    ['agent', 'stop', '--json'],
    ['status', '--json'],
  ];
  for (const { code, stdout, stderr } of await Promise.all(commands.map((words) => world.tobira(words)))) {
    expect({ code, stdout }).toEqual({ code: 8, stdout: '' });
    expect(JSON.parse(stderr)).toMatchObject({
      error: { code: 'owner_silent', title: `Tobira hangs: process ${pid}.`, exitCode: 8 },
    });
  }

  process.kill(pid, 'SIGCONT');
  // What was asked while it hung is done now, its end included, and does no harm to whoever asks next.
  await expect.poll(() => world.tobira(['status'])).toMatchObject({ code: 0 });
}, 60_000);
