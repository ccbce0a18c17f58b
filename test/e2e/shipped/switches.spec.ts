import { test as base, expect } from '@playwright/test';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startDesktop, type Desktop } from '../../support/desktop.ts';
import { unprivilegedUser, type User } from '../../support/household.ts';
import type { ProcessResult } from '../../support/process.ts';
import { testBuild } from '../support/packed-apps.ts';
import { startShipped, type ShippedApp, type ShippedStart } from '../support/shipped-app.ts';
import { windowsOf } from '../support/windows.ts';

// None of these starts lives long enough to leave anything to the next one: they share a desktop.
const test = base.extend<object, { readonly user: User | undefined; readonly desktop: Desktop }>({
  user: [unprivilegedUser(), { scope: 'worker', option: true }],

  desktop: [
    async ({ user }, use) => {
      const desktop = await startDesktop({ user });
      await use(desktop);
      await desktop.close();
    },
    { scope: 'worker' },
  ],
});

interface Life {
  readonly result: ProcessResult;
  /** Whatever of these was there at any time. */
  readonly listened: readonly string[];
  readonly windows: readonly string[];
  readonly trayIcons: readonly string[];
}

/** Starts the app and looks at it all the time until it has ended. */
async function live(
  desktop: Desktop,
  how: ShippedStart,
  during: (app: ShippedApp) => Promise<void> = () => Promise.resolve(),
): Promise<Life> {
  const before = new Set(await trayIcons(desktop));
  const seen = { listened: new Set<string>(), windows: new Set<string>(), trayIcons: new Set<string>() };
  const app = await startShipped(desktop, how);
  let ended = false;
  const repeat = async (look: () => Promise<void>): Promise<void> => {
    while (!ended) await look();
  };
  const looks = [
    repeat(async () => {
      for (const address of await app.listening()) seen.listened.add(address);
    }),
    repeat(async () => {
      for (const icon of await trayIcons(desktop)) seen.trayIcons.add(icon);
      for (const window of await windowsOf(desktop, app.pid)) seen.windows.add(window);
    }),
  ];
  await during(app);
  const result = await app.result;
  ended = true;
  await Promise.all(looks);
  return {
    result,
    listened: [...seen.listened],
    windows: [...seen.windows],
    trayIcons: [...seen.trayIcons].filter((icon) => !before.has(icon)),
  };
}

async function trayIcons(desktop: Desktop): Promise<readonly string[]> {
  const watcher = 'org.kde.StatusNotifierWatcher';
  const target = { destination: watcher, path: '/StatusNotifierWatcher', interface: watcher };
  const icons = await desktop.bus.property(target, 'RegisteredStatusNotifierItems');
  return Array.isArray(icons) ? icons.map(String) : [];
}

/** Each with what it would be used for. */
const refused = [
  // A debugger.
  '--remote-debugging-port=0',
  '--remote-debugging-pipe',
  '--remote-debugging-address=127.0.0.1',
  '--remote-allow-origins=*',
  '--inspect',
  '--inspect=127.0.0.1:0',
  '--inspect-brk=127.0.0.1:0',
  '--inspect-port=0',
  '--inspect-wait=127.0.0.1:0',
  '--inspect-publish-uid=http',
  // A page that can do more.
  '--no-sandbox',
  '--disable-seccomp-filter-sandbox',
  '--disable-gpu-sandbox',
  '--single-process',
  '--disable-web-security',
  '--disable-site-isolation-trials',
  '--disable-features=IsolateOrigins',
  '--enable-blink-features=All',
  '--load-extension=/',
  // Another network, or an open one.
  '--ignore-certificate-errors',
  '--ignore-certificate-errors-spki-list=AAAA',
  '--allow-insecure-localhost',
  '--host-resolver-rules=MAP * 127.0.0.1',
  '--host-rules=MAP * 127.0.0.1',
  '--proxy-server=127.0.0.1:9',
  '--proxy-pac-url=http://127.0.0.1:9/',
  '--auth-server-allowlist=*',
  // Secrets in a file.
  '--log-net-log=net.json',
  '--ssl-key-log-file=keys',
  '--enable-logging=file',
  '--log-file=log',
  '--trace-startup',
  '--password-store=basic',
  // Another program.
  '--js-flags=--expose-gc',
  '--renderer-cmd-prefix=/bin/true',
  '--utility-cmd-prefix=/bin/true',
  '--gpu-launcher=/bin/true',
  '--browser-subprocess-path=/bin/true',
  '-r=/bin/true',
  '--app=/bin/true',
  // Chromium does not mind white space.
  ' --remote-debugging-port=0',
  '\t--ignore-certificate-errors',
  '\n--log-net-log=net.json',
] as const;

/** What the app itself said: Chromium's own lines name a process and a time first. */
function ownWords({ stderr }: ProcessResult): readonly string[] {
  return stderr.split('\n').filter((line) => line !== '' && !line.startsWith('['));
}

/** Files where a switch would put them, which is the folder that the app is started in. */
async function filesAtHome(desktop: Desktop): Promise<readonly string[]> {
  const entries = await readdir(desktop.home, { withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

for (const word of refused) {
  test(`${JSON.stringify(word)} is refused`, async ({ desktop }) => {
    const before = await filesAtHome(desktop);
    const life = await live(desktop, { args: [word] });
    const name = word.replace(/=.*/s, '').trim();
    expect(ownWords(life.result)).toEqual([`tobira: it cannot be started with ${name}.`]);
    expect(life.result).toMatchObject({ code: 2, stdout: '' });
    expect(life).toMatchObject({ listened: [], windows: [], trayIcons: [] });
    expect(await filesAtHome(desktop)).toEqual(before);
  });
}

// Chromium reads these before any code of the app, and finds by itself that it would have no sandbox.
for (const word of ['--disable-namespace-sandbox', '--no-zygote']) {
  test(`${word} ends it`, async ({ desktop }) => {
    const life = await live(desktop, { args: [word] });
    expect(life.result.code).not.toBe(0);
    expect(life).toMatchObject({ listened: [], windows: [], trayIcons: [] });
  });
}

for (const name of ['ELECTRON_DISABLE_SANDBOX', 'ELECTRON_LOG_FILE', 'NODE_DEBUG', 'NODE_DEBUG_NATIVE']) {
  test(`the variable ${name} is refused`, async ({ desktop }) => {
    const life = await live(desktop, { env: { [name]: 'http' } });
    // Node's own reports may stand before it.
    expect(ownWords(life.result).at(-1)).toBe(`tobira: it cannot be started with ${name}.`);
    expect(life.result).toMatchObject({ code: 2, stdout: '' });
    expect(life).toMatchObject({ listened: [], windows: [], trayIcons: [] });
  });
}

test('a pipe for a debugger stays silent', async ({ desktop }) => {
  const [question, answer] = [join(desktop.home, 'question'), join(desktop.home, 'answer')];
  const ask = `printf '{"id":1,"method":"Browser.getVersion"}\\0' > ${question}`;
  const begin = `${ask}; exec 3< ${question} 4> ${answer}; exec "$@"`;
  const app = await startShipped(desktop, {
    wrapper: ['sh', '-c', begin, 'sh'],
    args: ['--remote-debugging-pipe'],
  });
  expect(await app.result).toMatchObject({ code: 2 });
  expect(await readFile(answer, 'utf8')).toBe('');
});

test('the looking is not blind: an ordinary start shows a window and a tray icon', async ({ desktop }) => {
  const {
    windows,
    trayIcons: icons,
    result,
  } = await live(desktop, {}, async (app) => {
    await app.tray();
    await expect.poll(() => windowsOf(desktop, app.pid)).toHaveLength(1);
    app.kill();
  });
  expect(result).toMatchObject({ code: 0 });
  expect(windows).not.toEqual([]);
  expect(icons).not.toEqual([]);
});

test('the looking is not blind: where a debugger listens, its address is seen', async ({ desktop }) => {
  const life = await live(
    desktop,
    { program: testBuild().program, args: ['--inspect=127.0.0.1:0'] },
    async (app) => {
      await app.quit();
    },
  );
  expect(life.listened).toEqual([expect.stringMatching(/^127\.0\.0\.1:\d+$/)]);
});
