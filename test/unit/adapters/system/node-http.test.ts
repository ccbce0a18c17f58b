import { expect, test } from 'vitest';
import { createLeanHttp } from '../../../../src/adapters/system/lean-http.ts';
import { createNodeHttp } from '../../../../src/adapters/system/node-http.ts';

test.each([
  'garbage',
  'ftp://proxy.example.com',
  'http://',
  'http://user:50%@proxy.example.com:3128',
  'socks5://127.0.0.1:1080',
  'socks5h://user:canary@proxy.example.com:1080',
  'SOCKS4a://proxy.example.com:1080',
])('HTTPS_PROXY=%s is refused by its name, which says nothing of its login', (proxy) => {
  expect(() => createNodeHttp({ HTTPS_PROXY: proxy })).toThrow(
    expect.objectContaining({
      code: 'usage',
      details: { fault: 'variable-no-proxy', variable: 'HTTPS_PROXY' },
    }),
  );
});

test.each([
  'proxy.example:3128',
  'http://proxy.example.com:3128/with/a?path',
  '10.0.0.1:3128',
  'http://user:pass@proxy.example.com:3128',
  '',
])('HTTP_PROXY=%s is taken, as other programs take it', async (proxy) => {
  const http = createNodeHttp({ http_proxy: proxy, HTTPS_PROXY: proxy });
  // The proxies of undici are made for the first request, which goes past them and is given up at once.
  const signal = AbortSignal.abort();
  await expect(http.send({ method: 'GET', url: 'http://127.0.0.1:9/', signal })).rejects.toMatchObject({
    code: 'network_unreachable',
  });
});

test('a proxy that is not there is named, without its login, and not the host behind it', async () => {
  const proxy = 'http://user:canary@127.0.0.1:1';
  for (const http of [createNodeHttp({ HTTPS_PROXY: proxy }), createLeanHttp({ HTTPS_PROXY: proxy })]) {
    const failed: unknown = await http
      .send({ method: 'GET', url: 'https://sts.example.com/' })
      .catch((error: unknown) => error);
    expect(failed).toMatchObject({
      code: 'network_proxy',
      details: { host: 'sts.example.com', proxy: 'http://127.0.0.1:1', reason: 'ECONNREFUSED' },
    });
  }
});

test('a host that is not there is named where the way leads past the proxy', async () => {
  const http = createNodeHttp({ HTTP_PROXY: 'http://proxy.example.com:3128' });
  await expect(http.send({ method: 'GET', url: 'http://127.0.0.1:1/' })).rejects.toMatchObject({
    code: 'network_unreachable',
    details: { host: '127.0.0.1:1', reason: 'ECONNREFUSED' },
  });
});
