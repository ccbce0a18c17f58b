import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createTerminalSink } from '../../../src/adapters/sinks/terminal.ts';
import { systemClock } from '../../../src/adapters/system/system-clock.ts';
import type { Delivery } from '../../../src/core/delivery-ports.ts';
import { AppError } from '../../../src/core/errors.ts';
import { startDesktop } from '../../support/desktop.ts';
import type { Desktop } from '../../support/desktop.ts';
import { run } from '../../support/process.ts';
import { credentialsFrom, roleWith, settingsWith } from '../../support/fake-nouns.ts';
import { openWorld, useInstalledCli } from '../cli/world.ts';
import type { World } from '../cli/world.ts';

const installed = useInstalledCli();
let desktop: Desktop;
beforeAll(async () => {
  desktop = await startDesktop({ panel: false });
});
afterAll(() => desktop.close());

interface Setting {
  readonly world: World;
  readonly env: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  readonly deliver: (env?: Readonly<Record<string, string>>) => Promise<unknown>;
}

/** A user on a desktop whose shell tells who it is, and stays. */
async function open(): Promise<Setting> {
  const world = await openWorld(installed(), { desktop });
  const { home } = world.terminal;
  const shell = join(home, 'my shell');
  await writeFile(shell, '#!/bin/sh\ntty >terminal\necho $$ >pid\nexec sleep 60\n');
  await chmod(shell, 0o755);
  const env = { ...world.terminal.env, SHELL: shell };
  const command = [process.execPath, installed().entry];
  return {
    world,
    env,
    command,
    deliver: (more = {}) =>
      createTerminalSink({
        platform: 'linux',
        env: { ...env, ...more },
        home,
        command: () => command,
        clock: systemClock,
      }).deliver(delivery),
  };
}

const refuse = () => Promise.reject(new Error('nobody asked for this'));
const delivery: Delivery = {
  role: roleWith({ id: 'prod-admin' }),
  settings: settingsWith(),
  overwrite: false,
  credentials: () => Promise.resolve(credentialsFrom(0)),
  consoleUrl: refuse,
  endpointVariables: refuse,
  isRecalled: () => false,
};

/** A program that tells the words it was given, and opens nothing. */
async function recorder(folder: string, name: string, code = 0): Promise<void> {
  await mkdir(folder, { recursive: true });
  const text = `require('node:fs').writeFileSync('words', JSON.stringify(process.argv.slice(2))); process.exit(${code});`;
  await writeFile(join(folder, name), `#!${process.execPath}\n${text}\n`, { mode: 0o755 });
}

describe('a terminal', () => {
  it('opens as the role: the keys are in the environment of its shell, and nowhere else', async () => {
    const { world, deliver } = await open();
    const { home } = world.terminal;
    await world.ok('login');
    expect(await deliver()).toEqual({ kind: 'kept' });
    const pid = await vi.waitFor(async () => {
      const text = await readFile(join(home, 'pid'), 'utf8');
      expect(text).toMatch(/^\d+\n$/);
      return text.trim();
    }, 20_000);
    expect(await readFile(join(home, 'terminal'), 'utf8')).toMatch(/^\/dev\/pts\/\d+\n$/);

    const [issued] = world.sandbox.aws.issuedCredentials;
    const secret = issued?.secretAccessKey ?? '-';
    const environment = (await readFile(`/proc/${pid}/environ`, 'utf8')).split('\0');
    expect(environment).toContain(`AWS_SECRET_ACCESS_KEY=${secret}`);
    expect(environment).toContain('AWS_REGION=ap-northeast-1');
    expect(environment).toContain('TOBIRA_ROLE=prod-admin');

    const holders: string[] = [];
    const names: string[] = [];
    for (const one of world.terminal.processes()) {
      names.push((await readFile(`/proc/${one}/comm`, 'utf8')).trim());
      for (const place of ['cmdline', 'environ']) {
        const text = await readFile(`/proc/${one}/${place}`, 'latin1');
        if (text.includes(secret)) holders.push(`${place} of ${one}`);
      }
    }
    expect(names).toContain('xterm');
    expect(holders).toEqual([`environ of ${pid}`]);
    // The shell's end is the window's.
    process.kill(Number(pid), 'SIGTERM');
    const isOpen = async (one: number) =>
      (await readFile(`/proc/${one}/comm`, 'utf8').catch(() => '')) === 'xterm\n';
    await expect
      .poll(async () => (await Promise.all(world.terminal.processes().map(isOpen))).includes(true), {
        timeout: 10_000,
      })
      .toBe(false);
  });

  it('does not open where the role cannot be used: the app says why', async () => {
    const { world, deliver } = await open();
    const needed = new AppError('login_needed', { identity: 'work' });
    const folder = join(world.terminal.home, 'bin');
    await recorder(folder, 'kitty');
    const sink = createTerminalSink({
      platform: 'linux',
      env: { PATH: folder },
      home: world.terminal.home,
      command: () => ['tobira'],
      clock: systemClock,
    });
    await expect(sink.deliver({ ...delivery, credentials: () => Promise.reject(needed) })).rejects.toBe(
      needed,
    );
    await expect(readFile(join(world.terminal.home, 'words'))).rejects.toThrow('ENOENT');
    // It would have opened.
    await deliver({ PATH: folder });
    expect(await readFile(join(world.terminal.home, 'words'), 'utf8')).toContain('prod-admin');
  });
});

describe('the user’s terminal', () => {
  it.each([
    ['xdg-terminal-exec', []],
    ['x-terminal-emulator', ['-e']],
    ['gnome-terminal', ['--']],
    ['konsole', ['-e']],
    ['xfce4-terminal', ['-x']],
    ['kitty', []],
    ['alacritty', ['-e']],
    ['wezterm', ['start', '--']],
    ['foot', []],
    ['xterm', ['-e']],
    ['my-own-terminal', ['-e']],
  ])('gets each word as it is: %s', async (name, form) => {
    const { world, env, command, deliver } = await open();
    const { home } = world.terminal;
    const words = [...command, 'exec', 'prod-admin', '--announce', '--', env['SHELL']];
    const folder = join(home, 'bin');
    await recorder(folder, name);
    // Named by its path, by its name with words of its own, and found.
    const chosen = [{ TERMINAL: join(folder, name) }, { TERMINAL: `${name} --title Tobira`, PATH: folder }];
    const known = name === 'my-own-terminal' ? [] : [{ PATH: folder }];
    for (const more of [...chosen, ...known]) {
      await deliver(more);
      const own = 'PATH' in more && 'TERMINAL' in more ? ['--title', 'Tobira'] : [];
      expect(JSON.parse(await readFile(join(home, 'words'), 'utf8')), JSON.stringify(more)).toEqual([
        ...own,
        ...form,
        ...words,
      ]);
    }
  });

  it('is another one where the first that is found does not work', async () => {
    const { world, deliver } = await open();
    const folder = join(world.terminal.home, 'bin');
    await recorder(folder, 'kitty', 1);
    await recorder(folder, 'foot');
    await deliver({ PATH: folder, TERMINAL: ' ' });
    expect(JSON.parse(await readFile(join(world.terminal.home, 'words'), 'utf8'))).toContain('prod-admin');
  });

  it.each([
    ['no-such-terminal', 'ENOENT'],
    ['kitty --title Tobira', 'exit code 1'],
  ])(
    'is no other than the chosen one, which is named where it does not work: %s',
    async (terminal, reason) => {
      const { world, deliver } = await open();
      const folder = join(world.terminal.home, 'bin');
      await recorder(folder, 'kitty', 1);
      await recorder(folder, 'foot');
      await expect(deliver({ PATH: folder, TERMINAL: terminal })).rejects.toMatchObject({
        code: 'terminal_failed',
        details: { reason, terminal },
      });
      const words = await readFile(join(world.terminal.home, 'words'), 'utf8').catch(() => '');
      // What `foot` gets begins with the command.
      expect(words).not.toMatch(/^\["\//);
    },
  );

  it('is missed in words where there is none, or none that works', async () => {
    const { world, deliver } = await open();
    const folder = join(world.terminal.home, 'bin');
    await mkdir(folder);
    await expect(deliver({ PATH: folder })).rejects.toMatchObject({
      code: 'terminal_failed',
      details: { reason: 'no terminal program was found', terminal: '' },
    });
    await recorder(folder, 'kitty', 3);
    await expect(deliver({ PATH: folder })).rejects.toMatchObject({
      code: 'terminal_failed',
      details: { reason: 'kitty: exit code 3', terminal: '' },
    });
  });
});

describe('on other systems, by programs that stand in for theirs', () => {
  const elsewhere = (platform: NodeJS.Platform, home: string, env: Readonly<Record<string, string>>) =>
    createTerminalSink({ platform, env, home, command: () => ['/the app/tobira'], clock: systemClock });

  it('macOS opens a file that goes when it is read, and that nobody else can read', async () => {
    const { world } = await open();
    const { home } = world.terminal;
    const folder = join(home, 'bin');
    await mkdir(folder);
    // Keeps what it was given, as the terminal may take its time.
    const program = '#!/bin/sh\nprintf "%s\\n" "$@" >words\nstat -c %a "$3" "${3%/*}" >modes\n';
    await writeFile(join(folder, 'open'), program, { mode: 0o755 });
    const shell = join(home, "Aiko's shell");
    await writeFile(shell, '');
    const sink = elsewhere('darwin', home, { PATH: `${folder}:/usr/bin:/bin`, SHELL: shell });
    await sink.deliver(delivery);
    const [option, app, script = ''] = (await readFile(join(home, 'words'), 'utf8')).trimEnd().split('\n');
    expect([option, app]).toEqual(['-a', 'Terminal']);
    expect(await readFile(join(home, 'modes'), 'utf8')).toBe('700\n700\n');

    const text = await readFile(script, 'utf8');
    expect(text).not.toContain(credentialsFrom(0).secretAccessKey);
    // What it runs is not there, and it goes all the same.
    const { stderr } = await run(script, [], { env: { PATH: '/usr/bin:/bin', HOME: home } });
    expect(stderr).toContain('/the app/tobira');
    expect(text).toContain(
      `exec '/the app/tobira' 'exec' 'prod-admin' '--announce' '--' '${home}/Aiko'\\''s shell' '-l'`,
    );
    await expect(readFile(script)).rejects.toThrow('ENOENT');
  });

  it('macOS keeps no file where there is no terminal', async () => {
    const { world } = await open();
    const temporary = async () =>
      (await readdir(tmpdir())).filter((name) => name.startsWith('tobira-terminal-'));
    const before = await temporary();
    const sink = elsewhere('darwin', world.terminal.home, { PATH: world.terminal.home });
    const failure: unknown = await sink.deliver(delivery).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'terminal_failed' });
    // TERMINAL means nothing there.
    expect(failure).not.toHaveProperty('details.terminal');
    expect((await temporary()).filter((name) => !before.includes(name))).toEqual([]);
  });

  it('Windows opens Windows Terminal, else the command prompt', async () => {
    const { world } = await open();
    const { home } = world.terminal;
    const env = { PATH: join(home, 'bin'), ComSpec: 'C:\\Windows\\cmd.exe' };
    await recorder(join(home, 'bin'), 'cmd.exe');
    await elsewhere('win32', home, env).deliver(delivery);
    const words = async (): Promise<unknown> => JSON.parse(await readFile(join(home, 'words'), 'utf8'));
    expect(await words()).toEqual([
      '/d /s /c ""/the app/tobira" "exec" "prod-admin" "--announce" "--" "C:\\Windows\\cmd.exe""',
    ]);
    await recorder(join(home, 'bin'), 'wt.exe');
    await elsewhere('win32', home, env).deliver(delivery);
    const command = ['/the app/tobira', 'exec', 'prod-admin', '--announce', '--', env.ComSpec];
    expect(await words()).toEqual(['new-tab', ...command]);
  });
});
