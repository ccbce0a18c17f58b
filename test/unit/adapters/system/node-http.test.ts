import { expect, test } from 'vitest';
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
