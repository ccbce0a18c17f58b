import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright';
import type { Household } from './household.ts';
import { PANEL_HEIGHT } from './panel.ts';

const PROGRAM = '/usr/bin/chromium';

/** Chromium as the system browser of a desktop: what opens a URL there opens it here. */
export interface SystemBrowser {
  readonly context: BrowserContext;
  /** Add this to a process's environment to make it open URLs through `$BROWSER` instead of xdg-open. */
  readonly env: Readonly<Record<'BROWSER', string>>;
  /**
   * The next page that somebody opened from outside, on its URL; pages count from the browser's start, so one that came
   * before the call is not missed. Pop-ups of a page do not count. Rejects after `deadline` milliseconds (15 s where unset).
   */
  nextPage(deadline?: number): Promise<Page>;
  /** All URLs that were handed over so far, in order. */
  opened(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Starts Chromium and makes it the handler of http and https for everything in the household. */
export async function startBrowser(
  household: Household,
  env: Readonly<Record<string, string>>,
): Promise<SystemBrowser> {
  const profile = join(household.home, 'chromium');
  const record = join(household.home, 'run', 'opened-urls');
  const program = await installHandler(household.home, profile, record);
  await writePreferences(profile);
  const launcher = await writeLauncher(household);
  household.handOver();

  const context = await chromium.launchPersistentContext(profile, {
    executablePath: launcher,
    headless: false,
    chromiumSandbox: process.getuid?.() !== 0,
    env: { ...env },
    viewport: null,
    // The desktop's own: Playwright would make every page a light one.
    colorScheme: null,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    ignoreDefaultArgs: ['--enable-automation'],
    args: [
      // A port of its own choice, which it writes to DevToolsActivePort: the way in for the handler.
      '--remote-debugging-port=0',
      '--password-store=basic',
      // No yellow bar about --no-sandbox in pictures.
      '--test-type',
      '--disable-sync',
      '--disable-domain-reliability',
      // Nothing beyond this machine has a name or is called.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1, EXCLUDE [::1]',
      `--window-position=40,${PANEL_HEIGHT + 24}`,
      '--window-size=1120,700',
    ],
  });
  // The first tab is empty. It goes when there is another one: without any tab Chromium would end.
  const [blank] = context.pages();
  context.once('page', () => void blank?.close().catch(() => undefined));
  const queue = pageQueue(context);

  return {
    context,
    env: { BROWSER: program },
    nextPage: queue.next,
    opened: async () => {
      const text = await readFile(record, 'utf8').catch(() => '');
      return text.split('\n').filter((line) => line !== '');
    },
    close: () => context.close(),
  };
}

/** Playwright starts the browser, and knows no other user than its own. */
async function writeLauncher(household: Household): Promise<string> {
  const launcher = join(household.home, 'run', 'start-browser');
  await writeFile(launcher, `#!/bin/sh\nexec ${household.command([PROGRAM]).join(' ')} "$@"\n`);
  await chmod(launcher, 0o755);
  return launcher;
}

/** Nothing of Chromium's own covers the pages: it does not offer to keep passwords. */
async function writePreferences(profile: string): Promise<void> {
  await mkdir(join(profile, 'Default'), { recursive: true });
  const preferences = { credentials_enable_service: false, profile: { password_manager_enabled: false } };
  await writeFile(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
}

/** Both ways in: a program for `$BROWSER`, and a desktop file that xdg-open finds for http and https. */
async function installHandler(home: string, profile: string, record: string): Promise<string> {
  const script = join(home, 'run', 'open-url.mjs');
  const program = join(home, 'run', 'browser');
  const applications = join(home, '.local', 'share', 'applications');
  await mkdir(applications, { recursive: true });
  await writeFile(
    script,
    `import { appendFileSync, readFileSync } from 'node:fs';
const url = process.argv[2];
appendFileSync(${JSON.stringify(record)}, url + '\\n');
const [port] = readFileSync(${JSON.stringify(join(profile, 'DevToolsActivePort'))}, 'utf8').split('\\n');
const reply = await fetch(\`http://127.0.0.1:\${port}/json/new?\${encodeURIComponent(url)}\`, { method: 'PUT' });
process.exitCode = reply.ok ? 0 : 1;
`,
  );
  await writeFile(program, `#!/bin/sh\nexec '${process.execPath}' '${script}' "$1"\n`);
  await chmod(program, 0o755);
  await writeFile(
    join(applications, 'test-browser.desktop'),
    `[Desktop Entry]
Type=Application
Name=Browser
Exec=${program} %u
MimeType=x-scheme-handler/http;x-scheme-handler/https;text/html;
`,
  );
  const defaults = ['x-scheme-handler/http', 'x-scheme-handler/https', 'text/html'];
  const list = `[Default Applications]\n${defaults.map((type) => `${type}=test-browser.desktop\n`).join('')}`;
  await writeFile(join(applications, 'mimeapps.list'), list);
  await writeFile(join(home, '.config', 'mimeapps.list'), list);
  return program;
}

function pageQueue(context: BrowserContext): { next: SystemBrowser['nextPage'] } {
  const waiting: Page[] = [];
  const takers: ((page: Page) => void)[] = [];
  context.on('page', (page) => {
    const offer = async (): Promise<void> => {
      if ((await page.opener()) !== null) return;
      const take = takers.shift();
      if (take === undefined) waiting.push(page);
      else take(page);
    };
    offer().catch(() => undefined); // It was closed at once: nobody can use it.
  });

  const take = (deadline: number): Promise<Page> => {
    const page = waiting.shift();
    if (page !== undefined) return Promise.resolve(page);
    return new Promise((resolve, reject) => {
      const taker = (found: Page): void => {
        clearTimeout(timer);
        resolve(found);
      };
      const timer = setTimeout(() => {
        takers.splice(takers.indexOf(taker), 1);
        reject(new Error(`Nobody opened a page in the system browser within ${deadline} ms`));
      }, deadline);
      takers.push(taker);
    });
  };

  return {
    next: async (deadline = 15_000) => {
      const page = await take(deadline);
      await page.waitForURL((url) => url.href !== 'about:blank', { waitUntil: 'commit', timeout: deadline });
      return page;
    },
  };
}
