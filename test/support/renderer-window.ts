import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { type Server, createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { type Browser, type BrowserContextOptions, type Page, chromium } from 'playwright';
import { type Plugin, build } from 'vite';
import type { CallName, ResponseOf } from '../../src/shared/ipc.ts';
import type { ViewPush } from '../../src/shared/view-push.ts';
import type { AppView } from '../../src/shared/view.ts';
import { fixtureNow } from './renderer-fixtures.ts';

/** The policy that the app sends with its pages, word for word. */
export const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'none'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** What the fake main process heard and what the browser complained about. */
interface Recorder {
  readonly calls: { readonly name: CallName; readonly request: unknown }[];
  readonly violations: string[];
  /** The whole view, as the next edition. */
  push(view: AppView): void;
  /** The first one that `view:get` gives is edition 0. */
  send(push: ViewPush): void;
  answer<Name extends CallName>(name: Name, answer: ResponseOf<Name>): void;
}

declare global {
  interface Window {
    recorder: Recorder;
    broken?: unknown;
  }
}

/** Runs in the page before its own script: a main process that remembers calls and obeys the test. */
function installBridge(first: AppView | null): void {
  const listeners = new Set<(push: ViewPush) => void>();
  let edition = 0;
  const answers = new Map<string, unknown>([
    ['config:check', { ok: true, complaints: [] }],
    ['config:edit', { ok: true, complaints: [] }],
  ]);
  const calls: Recorder['calls'] = [];
  const violations: string[] = [];
  document.addEventListener('securitypolicyviolation', (event) => {
    violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
  });
  window.recorder = {
    calls,
    violations,
    push(view) {
      edition += 1;
      window.recorder.send({ kind: 'whole', edition, view });
    },
    send: (push) => listeners.forEach((listener) => listener(push)),
    answer: (name, answer) => void answers.set(name, answer),
  };
  const bridge = {
    call: (name: CallName, request: unknown): Promise<unknown> => {
      calls.push({ name, request });
      if (name !== 'view:get') return Promise.resolve(answers.get(name) ?? { ok: true });
      return first === null
        ? new Promise(() => undefined)
        : Promise.resolve({ kind: 'whole', edition: 0, view: first });
    },
    onView: (listener: (push: ViewPush) => void): (() => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  Object.defineProperty(window, 'tobira', { value: Object.freeze(bridge) });
}

/** The built page, served on loopback with the app's own policy, and a browser to look at it. */
export interface RendererHouse {
  /** @param first the view that `view:get` gives; null leaves the page waiting for it */
  open(first: AppView | null, options?: BrowserContextOptions): Promise<Page>;
  close(): Promise<void>;
}

async function serve(folder: string): Promise<{ readonly server: Server; readonly origin: string }> {
  const server = createServer((request, response) => {
    const name = request.url === '/' ? '/index.html' : (request.url ?? '/');
    readFile(join(folder, name)).then(
      (body) => {
        response.writeHead(200, {
          'content-type': types[extname(name)] ?? 'application/octet-stream',
          'content-security-policy': contentSecurityPolicy,
          'x-content-type-options': 'nosniff',
        });
        response.end(body);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return { server, origin: `http://127.0.0.1:${address.port}` };
}

/** Lets another module than the app's own draw the page. */
const startsWith = (entry: string): Plugin => ({
  name: 'another-entry',
  enforce: 'pre',
  resolveId: (source, importer) =>
    source.endsWith('index.tsx') && importer?.endsWith('index.html') === true ? entry : undefined,
});

/** What ships is the production build, whatever the test runner calls its environment. */
async function buildInto(folder: string, entry: string | undefined): Promise<void> {
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    await build({
      configFile: false,
      publicDir: false,
      root: resolve(import.meta.dirname, '../../src/renderer'),
      base: './',
      logLevel: 'warn',
      plugins: entry === undefined ? [] : [startsWith(entry)],
      build: {
        outDir: folder,
        emptyOutDir: true,
        target: 'chrome130',
        assetsInlineLimit: 0,
        modulePreload: false,
        rolldownOptions: { checks: { bundlerTimings: false } },
      },
    });
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
}

const systemChromium = '/usr/bin/chromium';

interface HouseOptions {
  /** Path of the module that draws the page in place of the app's own. */
  readonly entry?: string;
  /** For Chromium, beside those that it always gets. */
  readonly args?: readonly string[];
}

/** Builds the window as the app does and opens a browser. Close it when done. */
export async function openRendererHouse({ entry, args = [] }: HouseOptions = {}): Promise<RendererHouse> {
  const folder = await mkdtemp(join(tmpdir(), 'tobira-renderer-'));
  await buildInto(folder, entry);
  const { server, origin } = await serve(folder);
  const browser: Browser = await chromium.launch({
    executablePath: systemChromium,
    args: ['--no-sandbox', ...args],
  });
  return {
    open: async (first, options = {}) => {
      const context = await browser.newContext({
        viewport: { width: 420, height: 600 },
        locale: 'en-GB',
        timezoneId: 'UTC',
        reducedMotion: 'reduce',
        ...options,
      });
      const page = await context.newPage();
      await page.clock.setFixedTime(fixtureNow);
      // tsx wraps named functions in a helper of this name, which the page does not have.
      await page.addInitScript('globalThis.__name = (value) => value');
      await page.addInitScript(installBridge, first);
      await page.goto(origin);
      return page;
    },
    close: async () => {
      await browser.close();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await rm(folder, { recursive: true });
    },
  };
}
