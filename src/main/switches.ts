import { app } from 'electron';
import { mayBeDriven } from './test-build.ts';

/** Switches that would hand the app's secrets or its network to whoever starts it. */
const dangerous = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'inspect',
  'inspect-brk',
  'no-sandbox',
  'disable-web-security',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'host-resolver-rules',
  'proxy-server',
  'js-flags',
  'log-net-log',
  'ssl-key-log-file',
] as const;

const dangerousVariables = [
  'SSLKEYLOGFILE',
  'ELECTRON_ENABLE_LOGGING',
  'NODE_TLS_REJECT_UNAUTHORIZED',
] as const;

/** @returns the first switch that an installed app must not be started with */
export function dangerousSwitch(): string | undefined {
  return mayBeDriven() ? undefined : dangerous.find((name) => app.commandLine.hasSwitch(name));
}

/** Must run before Chromium starts its network. */
export function cleanEnvironment(): void {
  for (const variable of dangerousVariables) Reflect.deleteProperty(process.env, variable);
}

/** Chromium's sandbox cannot run as root: a run by developers or tests may leave it out, an installed app may not. */
export function isSandboxLeftOut(): boolean {
  return mayBeDriven() && process.env['ELECTRON_DISABLE_SANDBOX'] !== undefined;
}
