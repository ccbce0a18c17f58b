import { readlinkSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { startShipped } from './support/shipped-app.ts';
import { installedCommand, noDisplay } from './support/installed-command.ts';
import { shippedBuild, testBuild, type PackedApp } from './support/packed-apps.ts';
import { expect, test } from './support/shipped-fixtures.ts';

const builds: readonly (readonly [string, () => PackedApp])[] = [
  ['the app that users get', shippedBuild],
  ['the test build', testBuild],
];

const awkward = [
  'two words',
  '',
  `'single' "double"`,
  'a\nb',
  '--inspect',
  '--inspect-brk=127.0.0.1:0',
  '--remote-debugging-port=0',
  '--no-sandbox',
  '--version ',
  '--agent',
  '扉 ü',
  '=x',
  'https://example.com/?a=b&c',
];

for (const [name, build] of builds) {
  test.describe(`without Node, ${name} is the command line`, () => {
    test('it says and ends as under Node, with no display and no trace', async ({ desktop }) => {
      // A home in which nobody else leaves anything.
      const home = join(desktop.home, 'run', 'new-home');
      await mkdir(home);
      const places = [
        'HOME',
        'TMPDIR',
        'XDG_CONFIG_HOME',
        'XDG_CACHE_HOME',
        'XDG_DATA_HOME',
        'XDG_STATE_HOME',
      ];
      const env = { ...noDisplay, ...Object.fromEntries(places.map((place) => [place, home])) };
      const app = await installedCommand(desktop, build(), { node: false, env });
      const node = await installedCommand(desktop, build(), { node: true, env });
      const calls = [
        [],
        ['--version'],
        ['help'],
        ['status'],
        ['status', '--json'],
        ['roles', '--no-such-option'],
        ['agent', 'status', '--json'],
        ['ci', 'credentials'],
        ['roles', '--', '--inspect'],
        ...awkward.map((word) => [word]),
      ];
      for (const words of calls) {
        const [ours, reference] = await Promise.all([app.run(words), node.run(words)]);
        const outcome = ({ code, signal, stdout, stderr }: typeof ours) => ({ code, signal, stdout, stderr });
        expect(outcome(ours), JSON.stringify(words)).toEqual(outcome(reference));
      }
      expect(await readdir(home)).toEqual([]);
      await expect.poll(() => desktop.processes().filter((pid) => runs(pid, build()))).toEqual([]);
    });

    test('all it has to say arrives, however slow the reader', async ({ desktop, sandbox }) => {
      const config = stringify({
        version: 1,
        identities: [{ id: 'work', issuer: sandbox.gitlab.issuer, clientId: 'x' }],
        roles: Array.from({ length: 3000 }, (_, index) => ({
          id: `role-${index}`,
          identity: 'work',
          roleArn: `arn:aws:iam::123456789012:role/Role${index}`,
          region: 'eu-central-1',
        })),
      });
      const app = await installedCommand(desktop, build(), { node: false, config, env: noDisplay });
      const script = '"$0" roles --json | dd bs=512 status=none';
      const { stdout, stderr } = await desktop.start(
        [...app.terminal, '/bin/sh', '-c', script, app.wrapper],
        {
          env: noDisplay,
          deadline: 60_000,
        },
      ).result;
      expect(stderr).toBe('');
      expect(stdout.length).toBeGreaterThan(300_000);
      expect(JSON.parse(stdout)).toHaveLength(3000);
      await app.run(['agent', 'stop']);
    });

    test('a reader that has had enough is no failure', async ({ desktop }) => {
      for (const node of [false, true]) {
        const { wrapper, terminal } = await installedCommand(desktop, build(), { node, env: noDisplay });
        const script = '{ "$0" help; echo $? >&3; } 3>&2 | :';
        const { stderr } = await desktop.start([...terminal, '/bin/sh', '-c', script, wrapper], {
          env: noDisplay,
        }).result;
        expect(stderr).toBe('0\n');
      }
    });

    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      test(`${signal} ends it`, async ({ desktop, sandbox }) => {
        const config = sandbox.configYaml();
        const app = await installedCommand(desktop, build(), { node: false, config, env: noDisplay });
        const login = app.start(['login'], { env: { BROWSER: 'true' } });
        await login.output((_out, err) => err.includes('http'));
        login.kill(signal);
        expect(await login.result).toMatchObject({ code: null, signal });
        await app.run(['agent', 'stop']);
      });
    }
  });
}

test('what the app refuses to start with, it refuses as the command line too', async ({ desktop }) => {
  const refused: readonly (readonly [readonly string[], Readonly<Record<string, string>>])[] = [
    [['--inspect', '--cli', '=--version'], {}],
    [['--cli', '=--version', '--remote-debugging-port=0'], {}],
    [['--cli', '--', '--no-sandbox', '=--version'], {}],
    [['--cli', '--log-level=0', '=--version'], {}],
    [['--ozone-platform=headless', '--cli', '=--version'], { NODE_DEBUG: 'http' }],
  ];
  for (const [args, env] of refused) {
    const app = await startShipped(desktop, { args, env });
    const { code, stdout, stderr } = await app.result;
    expect({ code, stdout }, args.join(' ')).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('it cannot be started with');
  }
});

function runs(pid: number, { folder }: PackedApp): boolean {
  try {
    return readlinkSync(`/proc/${pid}/exe`).startsWith(folder);
  } catch {
    return false; // It has ended.
  }
}
