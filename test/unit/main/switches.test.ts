import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  cleanEnvironment,
  refusedAtStart,
  refusedWord,
  refusedVariable,
} from '../../../src/main/switches.ts';

const electron = vi.hoisted(() => ({ app: { isPackaged: true } }));
vi.mock('electron', () => electron);

beforeEach(() => {
  electron.app.isPackaged = true;
});
afterEach(() => void vi.unstubAllGlobals());

const started = (...words: readonly string[]): string | undefined =>
  refusedWord(['/opt/Tobira/tobira', ...words], 'linux');

describe('refusedWord', () => {
  it.each([
    'remote-debugging-port',
    'remote-debugging-pipe',
    'remote-allow-origins',
    'inspect',
    'inspect-brk',
    'inspect-brk-node',
    'inspect-port',
    'inspect-wait',
    'inspect-publish-uid',
    'debug',
    'debug-port',
    'no-sandbox',
    'disable-gpu-sandbox',
    'disable-setuid-sandbox',
    'disable-namespace-sandbox',
    'disable-seccomp-filter-sandbox',
    'no-zygote',
    'single-process',
    'in-process-gpu',
    'renderer-cmd-prefix',
    'utility-cmd-prefix',
    'gpu-launcher',
    'browser-subprocess-path',
    'disable-web-security',
    'disable-site-isolation-trials',
    'unsafely-treat-insecure-origin-as-secure',
    'allow-running-insecure-content',
    'ignore-certificate-errors',
    'ignore-certificate-errors-spki-list',
    'ignore-urlfetcher-cert-requests',
    'allow-insecure-localhost',
    'host-resolver-rules',
    'host-rules',
    'proxy-server',
    'proxy-pac-url',
    'auth-server-allowlist',
    'auth-negotiate-delegate-allowlist',
    'js-flags',
    'enable-features',
    'disable-features',
    'enable-blink-features',
    'load-extension',
    'log-net-log',
    'net-log-capture-mode',
    'ssl-key-log-file',
    'enable-logging',
    'log-file',
    'log-level',
    'v',
    'vmodule',
    'trace-startup',
    'password-store',
    'use-mock-keychain',
    'require',
    'import',
    'app',
    'type',
    'a-switch-of-tomorrow',
  ])('refuses --%s, with a value and without', (name) => {
    expect(started(`--${name}`)).toBe(`--${name}`);
    expect(started(`--${name}=value`)).toBe(`--${name}`);
    expect(started('--lang=de', `-${name}`)).toBe(`-${name}`);
  });

  it.each([
    ['nothing at all', []],
    ['a folder of its own', ['--user-data-dir=/home/aiko/two']],
    ['a display', ['--ozone-platform=wayland', '--ozone-platform-hint=auto', '--enable-wayland-ime']],
    ['the looks', ['--lang=de', '--force-device-scale-factor=2', '--gtk-version=3', '--class=Tobira']],
    ['a screen reader', ['--force-renderer-accessibility']],
    ['a broken graphics card', ['--disable-gpu', '--disable-gpu-compositing']],
    ['the command line', ['--ozone-platform=headless', '--log-level=3', '--cli', '=--no-sandbox', '=']],
    ['the agent', ['--ozone-platform=headless', '--log-level=3', '--agent', '=--config', '=/x']],
  ])('lets %s through', (_what, words) => {
    expect(started(...words)).toBeUndefined();
  });

  it('is not taken in by other spellings', () => {
    expect(started('--lang', '--', '=x')).toBe('"--"');
    expect(started('---no-sandbox')).toBe('---no-sandbox');
    expect(started('--LANG=de')).toBe('--LANG');
    expect(started('-lang=de')).toBe('-lang');
    expect(started('--lang-x=de')).toBe('--lang-x');
    expect(started('--lang --no-sandbox')).toBe('"--lang --no-sandbox"');
  });

  // Chromium trims these before it looks for dashes.
  it.each([' ', '\t', '\n', '\v', '\f', '\r', '  ', '\u00A0', '\uFEFF', '\0'])(
    'does not overlook a switch behind %j',
    (blank) => {
      expect(started(`${blank}--remote-debugging-port=0`)).toContain('--remote-debugging-port');
      expect(started(`${blank}--lang=de`)).toContain('--lang');
      expect(started('--cli', `${blank}=--no-sandbox`)).toContain('no-sandbox');
    },
  );

  it.each(['show', '', '-', '--', '/home/aiko/app.js', '.'])('takes no other word either: %j', (word) => {
    expect(started(word)).toBe(JSON.stringify(word));
  });

  it('shows no value, which may be a secret, and no more than the beginning of a word', () => {
    expect(started('--proxy-server=http://aiko:secret@proxy')).toBe('--proxy-server');
    expect(started('x'.repeat(100))).toBe(`"${'x'.repeat(40)}"`);
  });

  it('knows the installer’s word on Windows and the Finder’s process number', () => {
    expect(refusedWord(['tobira.exe', '/no-sandbox'], 'win32')).toBe('"/no-sandbox"');
    expect(refusedWord(['tobira.exe', '--updated'], 'win32')).toBeUndefined();
    expect(started('--updated')).toBe('--updated');
    expect(refusedWord(['Tobira', '-psn_0_123456'], 'darwin')).toBeUndefined();
    expect(refusedWord(['Tobira', '-psn_0_123456x'], 'darwin')).toBe('-psn_0_123456x');
    expect(started('-psn_0_123456')).toBe('-psn_0_123456');
  });

  it('does not judge the name of the program', () => {
    expect(refusedWord(['--no-sandbox'], 'linux')).toBeUndefined();
  });
});

describe('refusedVariable', () => {
  it.each(['ELECTRON_DISABLE_SANDBOX', 'ELECTRON_LOG_FILE', 'NODE_DEBUG', 'NODE_DEBUG_NATIVE'])(
    'refuses %s, even empty',
    (name) => {
      expect(refusedVariable({ HOME: '/home/aiko', [name]: '' })).toBe(name);
    },
  );

  it('lets an ordinary environment through', () => {
    expect(refusedVariable({ HOME: '/home/aiko', LANG: 'de', NODE_ENV: 'production' })).toBeUndefined();
  });
});

describe('refusedAtStart', () => {
  it('names what an installed app was started with, as it is written', () => {
    vi.stubGlobal('process', { ...process, argv: ['tobira', '--js-flags=--expose-gc'], env: {} });
    expect(refusedAtStart()).toBe('--js-flags');
    vi.stubGlobal('process', { ...process, argv: ['tobira'], env: { NODE_DEBUG: 'http' } });
    expect(refusedAtStart()).toBe('NODE_DEBUG');
  });

  it('leaves a run by developers alone', () => {
    electron.app.isPackaged = false;
    vi.stubGlobal('process', {
      ...process,
      argv: ['electron', '.', '--inspect'],
      env: { NODE_DEBUG: 'http' },
    });
    expect(refusedAtStart()).toBeUndefined();
  });
});

it.each(['SSLKEYLOGFILE', 'ELECTRON_ENABLE_LOGGING', 'NODE_TLS_REJECT_UNAUTHORIZED'])(
  'takes %s out of the environment and leaves the rest',
  (name) => {
    vi.stubEnv(name, 'value');
    vi.stubEnv('TOBIRA_CONFIG', 'config.yaml');
    cleanEnvironment();
    expect(process.env[name]).toBeUndefined();
    expect(process.env['TOBIRA_CONFIG']).toBe('config.yaml');
  },
);

it('is asked first of all, before anything starts', () => {
  const boot = readFileSync(new URL('../../../src/main/index.ts', import.meta.url), 'utf8');
  const order = ['refusedAtStart()', 'cleanEnvironment()', 'requestSingleInstanceLock()', 'enableSandbox()'];
  const places = order.map((call) => boot.indexOf(call));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((one, other) => one - other));
});
