import { expect, test } from 'vitest';
import { createNodeHttp } from '../../../../src/adapters/system/node-http.ts';

test.each(['garbage', 'ftp://proxy.example.com', 'http://', 'http://user:50%@proxy.example.com:3128'])(
  'HTTPS_PROXY=%s is refused by its name',
  (proxy) => {
    expect(() => createNodeHttp({ HTTPS_PROXY: proxy })).toThrow(
      expect.objectContaining({
        code: 'usage',
        details: { message: expect.stringContaining('HTTPS_PROXY must be the address of a proxy') as string },
      }),
    );
  },
);

test.each(['proxy.example:3128', '10.0.0.1:3128', 'http://user:pass@proxy.example.com:3128', ''])(
  'HTTP_PROXY=%s is taken, as other programs take it',
  (proxy) => {
    expect(() => createNodeHttp({ http_proxy: proxy, HTTPS_PROXY: proxy })).not.toThrow();
  },
);
