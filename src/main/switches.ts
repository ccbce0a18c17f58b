import { isOurs } from '../adapters/system/app-start.ts';
import { mayBeDriven } from './test-build.ts';

/**
 * What a user may want to say to Chromium: where it keeps files, and how it draws. Every other switch is refused. A list
 * of the dangerous ones would never be complete: Chromium knows more than a thousand, and each version adds some.
 */
const allowed: ReadonlySet<string> = new Set([
  'user-data-dir',
  'lang',
  'class',
  'ozone-platform',
  'ozone-platform-hint',
  'enable-wayland-ime',
  'gtk-version',
  'force-device-scale-factor',
  'force-renderer-accessibility',
  'disable-gpu',
  'disable-gpu-compositing',
  // How the command line and the agent are started: see src/adapters/system/app-start.ts.
  'cli',
  'agent',
]);

/** Chromium says nothing but its last words, so that a command's stderr is its own. */
const quiet = '--log-level=3';

/** These work before any of our code runs, so taking them out would be too late. */
const refusedVariables = [
  // Electron's way to say --no-sandbox.
  'ELECTRON_DISABLE_SANDBOX',
  // Node writes what it sends and hears to stderr, the login's code included.
  'NODE_DEBUG',
  'NODE_DEBUG_NATIVE',
  // Chromium opens it, and writes to it, at once.
  'ELECTRON_LOG_FILE',
] as const;

/** These are read later, or passed on to the programs that the app starts. */
const dangerousVariables = [
  'SSLKEYLOGFILE',
  'ELECTRON_ENABLE_LOGGING',
  'NODE_TLS_REJECT_UNAUTHORIZED',
] as const;

/**
 * Chromium takes one dash for two, on Windows a slash, and does not mind white space in front; what stands behind a lone
 * `--` has other readers. So nothing is let through but what is written exactly as it is listed here.
 *
 * @param argv all words that the app was started with, its program first
 * @returns the first word that is not allowed, as it is to be shown: without a value, which may be a secret
 */
export function refusedWord(
  argv: readonly string[],
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  const word = argv.slice(1).find((one) => !isAllowed(one, platform));
  if (word === undefined) return undefined;
  const name = word.trim();
  return /^-+\w[\w-]*(=|$)/.test(name) ? name.replace(/=.*/s, '') : JSON.stringify(name.slice(0, 40));
}

function isAllowed(word: string, platform: NodeJS.Platform): boolean {
  if (isOurs(word) || word === quiet) return true;
  // The Finder's own word for a process, and the Windows installer's for the first start of a new version.
  if (platform === 'darwin' && /^-psn_\d+_\d+$/.test(word)) return true;
  if (platform === 'win32' && word === '--updated') return true;
  const name = /^--([a-z-]+)(?:=.*)?$/s.exec(word)?.[1];
  return name !== undefined && allowed.has(name);
}

/** @returns the name of the first variable that the app must not be started with */
export function refusedVariable(env: NodeJS.ProcessEnv): string | undefined {
  return refusedVariables.find((name) => env[name] !== undefined);
}

/** @returns the first word or variable, as it is to be shown, that an installed app must not be started with */
export function refusedAtStart(): string | undefined {
  if (mayBeDriven()) return undefined;
  return refusedWord(process.argv) ?? refusedVariable(process.env);
}

/** Must run before Chromium starts its network. */
export function cleanEnvironment(): void {
  for (const variable of dangerousVariables) Reflect.deleteProperty(process.env, variable);
}

/** Chromium's sandbox cannot run as root: a run by developers or tests may leave it out, an installed app may not. */
export function isSandboxLeftOut(): boolean {
  return mayBeDriven() && process.env['ELECTRON_DISABLE_SANDBOX'] !== undefined;
}
