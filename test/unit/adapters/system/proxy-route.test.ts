import { describe, expect, it } from 'vitest';
import { proxyRoute } from '../../../../src/adapters/system/proxy-route.ts';
import { proxyUseFrom } from '../../../../src/main/proxy-use.ts';

const proxy = 'http://ada:secret@proxy.example.com:3128';
const through = {
  kind: 'proxy',
  address: 'http://proxy.example.com:3128',
  host: 'proxy.example.com',
  port: 3128,
};
const direct = { kind: 'direct' };

describe('the way to an address', () => {
  it.each([
    [{}, 'https://gitlab.example.com', direct],
    [{ HTTPS_PROXY: proxy }, 'https://gitlab.example.com', through],
    [{ https_proxy: proxy }, 'https://gitlab.example.com', through],
    [{ HTTP_PROXY: proxy }, 'https://gitlab.example.com', through],
    [{ HTTPS_PROXY: proxy }, 'http://gitlab.example.com', direct],
    [{ HTTPS_PROXY: 'proxy.example.com:3128' }, 'https://gitlab.example.com', through],
    [{ HTTPS_PROXY: proxy, NO_PROXY: 'example.com' }, 'https://gitlab.example.com', direct],
    [{ HTTPS_PROXY: proxy, NO_PROXY: '*.example.com' }, 'https://gitlab.example.com', direct],
    [{ HTTPS_PROXY: proxy, NO_PROXY: 'b.example.com, other' }, 'https://gitlab.example.com', through],
    [{ HTTPS_PROXY: proxy, NO_PROXY: 'lab.example.com' }, 'https://gitlab.example.com', through],
    [{ HTTPS_PROXY: proxy, NO_PROXY: 'example.com:8443' }, 'https://gitlab.example.com', through],
    [{ HTTPS_PROXY: proxy, NO_PROXY: 'example.com:443' }, 'https://gitlab.example.com', direct],
    [{ HTTPS_PROXY: proxy, NO_PROXY: '*' }, 'https://gitlab.example.com', direct],
    [{ HTTPS_PROXY: proxy, HTTP_PROXY: proxy }, 'http://127.0.0.1:4000', direct],
  ])('%j: %s', (environment, address, way) => {
    expect(proxyRoute(environment, address)).toEqual(way);
  });

  it('is unknown where the variable is no address', () => {
    expect(() => proxyRoute({ HTTPS_PROXY: 'nonsense' }, 'https://x.example.com')).toThrow('usage');
  });

  it.each([
    ['DIRECT', direct],
    ['PROXY proxy.example.com:3128; DIRECT', through],
    ['SOCKS5 [::1]:1080', { kind: 'proxy', address: 'socks5://[::1]:1080', host: '::1', port: 1080 }],
    ['', direct],
  ])('is read from what Chromium says: %s', (rules, way) => {
    expect(proxyUseFrom(rules)).toEqual(way);
  });
});
