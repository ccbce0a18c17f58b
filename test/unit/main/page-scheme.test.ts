import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Session } from 'electron';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { registerPageScheme, servePage, type Appearance } from '../../../src/main/page-scheme.ts';
import { contentSecurityPolicy } from '../../support/renderer-window.ts';

const { registerSchemesAsPrivileged } = vi.hoisted(() => ({ registerSchemesAsPrivileged: vi.fn() }));
vi.mock('electron', () => ({ protocol: { registerSchemesAsPrivileged } }));

type Handler = (request: Request) => Promise<Response>;
const handlers = new Map<string, Handler>();
let folder: string;
let appearance: Appearance = { theme: 'system', language: 'en' };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'page-scheme-'));
  await writeFile(join(folder, 'secret.js'), 'outside');
  const page = join(folder, 'page');
  await mkdir(join(page, 'assets'), { recursive: true });
  await writeFile(join(page, 'index.html'), '<!doctype html><html lang="en">');
  for (const name of ['a.js', 'a.css', 'a.svg', 'a.png', 'a.map', 'a b.js'])
    await writeFile(join(page, 'assets', name), name);
  await symlink(join(folder, 'secret.js'), join(page, 'link.js'));
  const protocol = { handle: (scheme: string, handler: Handler) => void handlers.set(scheme, handler) };
  servePage({ protocol } as unknown as Session, page, () => appearance);
});
afterAll(() => rm(folder, { recursive: true }));

function get(url: string, method = 'GET'): Promise<Response> {
  const handler = handlers.get('app');
  if (handler === undefined) throw new Error('Nothing is served');
  return handler({ url, method } as Request);
}

it.each([
  ['index.html', 'text/html; charset=utf-8'],
  ['assets/a.js', 'text/javascript; charset=utf-8'],
  ['assets/a.css', 'text/css; charset=utf-8'],
  ['assets/a.svg', 'image/svg+xml'],
  ['assets/a.png', 'image/png'],
])('serves %s as %s, under the policy', async (path, type) => {
  const response = await get(`app://tobira/${path}`);
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toEqual({
    'content-type': type,
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
  });
});

it.each([
  'app://tobira',
  'app://tobira/',
  'app://tobira//index.html',
  'app://tobira/./index.html',
  'app://tobira/assets/../index.html',
  'app://tobira/../secret.js',
  'app://tobira/..%2fsecret.js',
  'app://tobira/%2e%2e/secret.js',
  'app://tobira/%2e%2e%2fsecret.js',
  'app://tobira/..\\secret.js',
  'app://tobira/assets/%61.js',
  'app://tobira/assets/a.js%00.html',
  'app://tobira/index.html?x',
  'app://tobira/index.html#x',
  'app://tobira/INDEX.HTML',
  'app://tobira/other.html',
  'app://tobira/assets',
  'app://tobira/assets/a.map',
  'app://tobira/link.js',
  'app://tobira:80/index.html',
  'app://user@tobira/index.html',
  'app://other/index.html',
  'file:///etc/hostname',
  'http://tobira/index.html',
  '/etc/hostname',
  '',
])('has nothing at "%s"', async (url) => {
  const response = await get(url);
  expect(response.status).toBe(404);
  expect(await response.text()).toBe('');
});

it.each(['POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'])('takes no %s', async (method) => {
  expect((await get('app://tobira/index.html', method)).status).toBe(405);
});

it('asks for a scheme with an origin of its own, and for no way around a policy', () => {
  registerPageScheme();
  expect(registerSchemesAsPrivileged.mock.calls).toEqual([
    [[{ scheme: 'app', privileges: { standard: true, secure: true } }]],
  ]);
});

it.each<[Appearance, string]>([
  [{ theme: 'system', language: 'en' }, '<!doctype html><html lang="en">'],
  [{ theme: 'dark', language: 'en' }, '<!doctype html><html lang="en" data-theme="dark">'],
  [{ theme: 'system', language: 'ja' }, '<!doctype html><html lang="ja">'],
])('marks the page, and nothing else, with the theme and the language: %o', async (chosen, html) => {
  const before = appearance;
  appearance = chosen;
  try {
    expect(await (await get('app://tobira/index.html')).text()).toBe(html);
    expect(await (await get('app://tobira/assets/a.js')).text()).toBe('a.js');
  } finally {
    appearance = before;
  }
});
