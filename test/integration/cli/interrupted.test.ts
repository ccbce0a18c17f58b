import { describe, expect, it, vi } from 'vitest';
import { openWorld, useInstalledCli, type World } from './world.ts';

const installed = useInstalledCli();

const asked = ({ sandbox }: World) => sandbox.aws.requests.count('AssumeRoleWithWebIdentity');

describe('Ctrl+C', () => {
  it('while AWS is asked opens no console later, and the next command asks anew', async () => {
    const world = await openWorld(installed());
    await world.ok('login');
    const opened = world.terminal.opened.length;
    world.sandbox.aws.faults.inject('AssumeRoleWithWebIdentity', { kind: 'stall-headers' });
    const running = world.terminal.start(['console', 'prod-admin']);
    await vi.waitFor(() => expect(asked(world)).toBe(1), 20_000);

    running.kill('SIGINT');
    await running.result.catch(() => undefined);

    // The first answer never comes: who waited for it would wait here, too.
    await world.ok('console', 'prod-admin');
    expect(asked(world)).toBe(2);
    await world.consolePage(0);
    expect(world.terminal.opened.length).toBe(opened + 1);
  });

  it('takes a login along that nobody else waits for', async () => {
    const world = await openWorld(installed(), { answers: 'never' });
    const running = world.terminal.start(['login']);
    await vi.waitFor(() => expect(world.terminal.opened.length).toBe(1), 20_000);
    const [page = ''] = world.terminal.opened;
    const redirect = new URL(page).searchParams.get('redirect_uri') ?? '';
    expect((await fetch(redirect)).status).toBeGreaterThanOrEqual(400);

    running.kill('SIGINT');
    await running.result.catch(() => undefined);

    // Whoever listened for the answer has gone.
    await vi.waitFor(() => expect(fetch(redirect)).rejects.toThrow('fetch failed'), 10_000);
  });
});
