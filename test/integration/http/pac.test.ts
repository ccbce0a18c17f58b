import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createAuthority, trustInHome, type Authority } from '../../support/certificates.ts';
import type { HttpHost } from '../../support/electron-host.ts';
import { startProxy, type ProxyOptions, type RecordingProxy } from '../../support/proxy.ts';
import { failure } from '../adapters/oidc-rig.ts';
import { doors, useHosts } from './doors.ts';
import { closedPort, serve } from './servers.ts';

/** Only a proxy leads to it. */
const NAME = 'gitlab.example.com';

async function openProxy(options: ProxyOptions): Promise<RecordingProxy> {
  const proxy = await startProxy(options);
  onTestFinished(() => proxy.close());
  return proxy;
}

/** A desktop's own proxy settings, as GNOME keeps them where no dconf runs. */
async function nameScript(home: string, url: string): Promise<void> {
  const folder = join(home, '.config', 'glib-2.0', 'settings');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'keyfile'), `[system/proxy]\nmode='auto'\nautoconfig-url='${url}'\n`);
}

describe('a PAC file that the desktop names', () => {
  let authority: Authority;
  const [electron] = doors;
  if (electron === undefined) throw new Error('There is no door');
  const hosts = useHosts(electron);
  beforeAll(async () => {
    authority = await createAuthority();
  });
  afterAll(() => authority.remove());

  /** The app's door on a GNOME desktop with this script. */
  const openWith = async (url: string): Promise<HttpHost> =>
    hosts.open({
      env: { XDG_CURRENT_DESKTOP: 'GNOME', DESKTOP_SESSION: 'gnome', GSETTINGS_BACKEND: 'keyfile' },
      furnish: async (home) => {
        await trustInHome(home, authority);
        await nameScript(home, url);
      },
    });

  /** A server that hands out the script, and how often it was asked for. */
  const script = async (text: string, status = 200) => {
    let count = 0;
    const server = await serve((_request, response) => {
      count += 1;
      response.statusCode = status;
      response.setHeader('content-type', 'application/x-ns-proxy-autoconfig').end(text);
    });
    return { url: `${server.url}/proxy.pac`, asked: () => count };
  };

  const target = async () =>
    serve((_request, response) => response.end('through'), await authority.issue(`DNS:${NAME}`));

  it('chooses the proxy', async () => {
    const server = await target();
    const proxy = await openProxy({ to: server.port });
    const pac = await script(
      `function FindProxyForURL(url, host) { return host === '${NAME}' ? 'PROXY ${proxy.host}' : 'DIRECT'; }`,
    );
    const { http } = await openWith(pac.url);
    expect(await http.send({ method: 'POST', url: `https://${NAME}/token`, body: 'x' })).toMatchObject({
      body: 'through',
    });
    expect(proxy.lines()).toEqual([`CONNECT ${NAME}:443`]);
    expect(pac.asked()).toBeGreaterThan(0);
  });

  it('leads to a proxy that asks for a login: it is named, and nothing is sent', async () => {
    const server = await target();
    const proxy = await openProxy({ to: server.port, login: 'aiko:canary' });
    const pac = await script(`function FindProxyForURL() { return 'PROXY ${proxy.host}'; }`);
    const { http } = await openWith(pac.url);
    const error = await failure(http.send({ method: 'POST', url: `https://${NAME}/token`, body: 'x' }));
    expect(error).toMatchObject({ code: 'network_proxy', details: { host: NAME } });
    expect(proxy.requests.map(({ login }) => login)).toEqual([undefined]);
    expect(server.connections()).toBe(0);
  });

  it('leads to a proxy that is gone, then to another: the other one is taken', async () => {
    const server = await target();
    const proxy = await openProxy({ to: server.port });
    const gone = `127.0.0.1:${await closedPort()}`;
    const pac = await script(`function FindProxyForURL() { return 'PROXY ${gone}; PROXY ${proxy.host}'; }`);
    const { http } = await openWith(pac.url);
    expect(await http.send({ method: 'POST', url: `https://${NAME}/token`, body: 'x' })).toMatchObject({
      body: 'through',
    });
    expect(proxy.lines()).toEqual([`CONNECT ${NAME}:443`]);
  });

  it('cannot be had: the way is the direct one, and the message is that of an unknown host', async () => {
    const pac = await script('', 404);
    const { http } = await openWith(pac.url);
    const error = await failure(http.send({ method: 'GET', url: `https://${NAME}/` }));
    expect(error).toMatchObject({ code: 'network_unreachable', details: { host: NAME } });
    expect(pac.asked()).toBeGreaterThan(0);
  });
});
