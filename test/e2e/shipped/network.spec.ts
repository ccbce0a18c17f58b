import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import { join } from 'node:path';
import { configWith } from '../support/config.ts';
import { createAuthority } from '../../support/certificates.ts';
import { filesBelow } from '../support/files.ts';
import { type ShippedApp } from '../support/shipped-app.ts';
import { expect, test as base } from '../support/shipped-fixtures.ts';

interface Untrusted {
  readonly issuer: string;
  /** What came through: requests, or handshakes that the other side broke off. */
  readonly requests: () => number;
  readonly refusals: () => number;
}

/** With a GitLab whose certificate nobody has reason to trust. */
const test = base.extend<{ readonly certificateName: string; readonly untrusted: Untrusted }>({
  certificateName: ['IP:127.0.0.1', { option: true }],

  untrusted: async ({ certificateName }, use) => {
    const authority = await createAuthority();
    const counts = { requests: 0, refusals: 0 };
    const server: Server = createServer(await authority.issue(certificateName), (_request, response) => {
      counts.requests += 1;
      response.writeHead(500).end();
    });
    server.on('tlsClientError', () => (counts.refusals += 1));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await use({
      issuer: `https://127.0.0.1:${port}`,
      requests: () => counts.requests,
      refusals: () => counts.refusals,
    });
    server.closeAllConnections();
    server.close();
    await authority.remove();
  },
});

/** A login as far as it gets: the first request is to the issuer. */
async function trySignIn(app: ShippedApp, untrusted: Untrusted): Promise<void> {
  const tray = await app.tray();
  await tray.waitForEntry('Sign in');
  await tray.click('Sign in');
  await expect.poll(() => untrusted.refusals() + untrusted.requests()).toBeGreaterThan(0);
  await tray.waitForEntry('Sign in', ({ enabled }) => enabled);
}

test('SSLKEYLOGFILE gets no keys', async ({ desktop, sandbox, untrusted, start }) => {
  const keys = join(desktop.home, 'keys');
  const app = await start({
    config: configWith(sandbox, { identity: { issuer: untrusted.issuer } }),
    env: { SSLKEYLOGFILE: keys },
  });
  await trySignIn(app, untrusted);
  await app.quit();
  expect(await filesBelow(desktop.home)).not.toContain('keys');
});

test('NODE_TLS_REJECT_UNAUTHORIZED makes no certificate good', async ({ sandbox, untrusted, start }) => {
  const app = await start({
    config: configWith(sandbox, { identity: { issuer: untrusted.issuer } }),
    env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' },
  });
  await trySignIn(app, untrusted);
  await app.quit();
  expect(untrusted.refusals()).toBeGreaterThan(0);
  expect(untrusted.requests()).toBe(0);
});

test('ELECTRON_ENABLE_LOGGING writes no log', async ({ desktop, sandbox, start }) => {
  // "file" means electron_debug.log among the app's own files.
  const app = await start({ config: sandbox.configYaml(), env: { ELECTRON_ENABLE_LOGGING: 'file' } });
  const tray = await app.tray();
  await tray.waitForEntry('Sign in');
  await tray.click('Open Tobira');
  await expect.poll(async () => (await app.processes()).map(({ type }) => type)).toContain('renderer');
  await app.quit();
  const files = await filesBelow(desktop.home);
  expect(files.filter((path) => path.startsWith('.config/Tobira/'))).not.toEqual([]);
  expect(files.filter((path) => path.endsWith('electron_debug.log'))).toEqual([]);
});
