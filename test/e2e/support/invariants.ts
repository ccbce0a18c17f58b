import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import type { RunningApp } from '../../support/app.ts';
import type { Desktop } from '../../support/desktop.ts';
import { expect } from './fixtures.ts';
import { nextConsole, openWindow, signIn } from './login.ts';
import { secretsIn, secretsOf, secretsUnder } from './secrets.ts';

/** Who takes part in a test of a fault. */
export interface Stage {
  readonly desktop: Desktop;
  readonly sandbox: Sandbox;
  readonly app: RunningApp;
}

/** How things stand while a fault lasts. */
export interface Standing {
  /**
   * - `live`: the keyring holds the one token that GitLab accepts.
   * - `over`: neither side holds one.
   * - `locked`: nobody can look; what comes after the fault tells.
   */
  readonly token: 'live' | 'over' | 'locked';
  /** Words of the one message, and the button it leads to; null where the user is to be told nothing. */
  readonly says: { readonly words: readonly string[]; readonly button: RegExp } | null;
}

/** Files as other tools leave them: with comments, odd spaces and no newline at the end. */
const foreignFiles: Readonly<Record<string, string>> = {
  credentials:
    '# mine\r\n[default]\naws_access_key_id=AKIAIOSFODNN7EXAMPLE\naws_secret_access_key =  not/ours',
  config: '[default]\nregion = eu-west-1\n\n[profile other]  ; kept\noutput=json',
};

/** What other tools have in the desktop's home; the promises below hold Tobira to it byte by byte. */
export async function plantForeignFiles({ home }: Desktop): Promise<void> {
  await mkdir(join(home, '.aws'), { mode: 0o700 });
  for (const [name, text] of Object.entries(foreignFiles)) await writeFile(join(home, '.aws', name), text);
}

/** Signs in and starts the app anew, as on the next day: the next click has to ask for everything. */
export async function nextDay(
  desktop: Desktop,
  launch: (how?: { readonly env?: Readonly<Record<string, string>> }) => Promise<RunningApp>,
  env: Readonly<Record<string, string>> = {},
): Promise<RunningApp> {
  await plantForeignFiles(desktop);
  const first = await launch();
  await signIn(first, desktop);
  await first.quit();
  const app = await launch({ env });
  const tray = await app.tray();
  await tray.waitForEntry('Aiko Tanaka');
  return app;
}

/** Holds a fault, while it lasts, against the promises: token, one message, foreign files, no secret anywhere. */
export async function expectHeld(stage: Stage, { token, says }: Standing): Promise<void> {
  const window = await openWindow(stage.app);
  const messages = messagesIn(window);
  if (says === null) await expect(messages).toHaveCount(0);
  else {
    await expect(messages).toHaveCount(1);
    for (const words of says.words) await expect(messages).toContainText(words);
    await expect(messages.getByRole('button', { name: says.button })).toBeEnabled();
  }
  await expect(window.locator('[aria-busy="true"]')).toHaveCount(0);
  await expectTokens(stage, token);
  await expectForeignFiles(stage.desktop);
  await expectNoSecret(stage, window);
}

/** The last promise, once the fault is gone: the next click works, and nothing is left of the fault. */
export async function expectUsable(stage: Stage, { login = false } = {}): Promise<void> {
  const { app, desktop } = stage;
  const tray = await app.tray();
  const before = (await desktop.browser.opened()).length;
  await tray.waitForEntry('Production / Admin');
  await tray.click('Production / Admin');
  if (login) await (await desktop.browser.nextPage()).getByRole('button', { name: 'Authorize' }).click();
  expect(await nextConsole(desktop)).toContain('assumed-role/Admin/');
  await expectHeld(stage, { token: 'live', says: null });
  expect(await desktop.browser.opened()).toHaveLength(before + (login ? 2 : 1));
}

/** All that the window has to say: at the top, at an identity or at a role. */
function messagesIn(window: Page): Locator {
  return window
    .locator('.notice, [role="row"]')
    .filter({ has: window.locator('.notice-title, .role-error-title') });
}

/** Asked of GitLab's own store and of the keyring, seen from outside. */
async function expectTokens({ desktop, sandbox }: Stage, state: Standing['token']): Promise<void> {
  if (state === 'locked') return;
  const stored = async (): Promise<readonly unknown[]> => {
    const items = await desktop.keyring.items('Tobira');
    return items.map(({ secret = '{}' }) => (JSON.parse(secret) as { refreshToken?: unknown }).refreshToken);
  };
  // A sign-out is told to GitLab while the window says already that it is done.
  await expect
    .poll(() => sandbox.gitlab.refreshTokens(), { message: 'tokens that GitLab accepts' })
    .toHaveLength(state === 'live' ? 1 : 0);
  expect(await stored()).toEqual(sandbox.gitlab.refreshTokens().map(({ token }) => token));
}

async function expectForeignFiles({ home }: Desktop): Promise<void> {
  for (const [name, text] of Object.entries(foreignFiles))
    expect(await readFile(join(home, '.aws', name), 'latin1')).toBe(text);
}

/** What the window, the app's output and the whole home folder say. Left out: the browser's own profile. */
async function expectNoSecret({ app, desktop, sandbox }: Stage, window: Page): Promise<void> {
  const secrets = secretsOf(sandbox);
  expect(secretsIn(await window.content(), secrets)).toEqual([]);
  expect(secretsIn(app.stdout() + app.stderr(), secrets)).toEqual([]);
  const { files, found } = await secretsUnder(desktop.home, secrets, ['chromium/']);
  expect(found).toEqual([]);
  expect(files).toBeGreaterThan(10);
}
