import { expect, test, vi } from 'vitest';
import { answerProxyOnce } from '../../../src/main/proxy-login.ts';

const target = 'https://gitlab.example.com/oauth/token';
const demand = {
  isProxy: true,
  scheme: 'basic',
  host: 'proxy.example.com',
  port: 3128,
  realm: 'Proxy',
};

/** @returns what is handed over to one demand: name and password, or nothing */
function handedOver(environment: Record<string, string>, changes: Partial<typeof demand> = {}) {
  const answer = vi.fn<(username?: string, password?: string) => void>();
  answerProxyOnce(target, environment)({ ...demand, ...changes }, answer);
  expect(answer).toHaveBeenCalledOnce();
  return answer.mock.calls[0];
}

const variable = 'http://user:pass@proxy.example.com:3128';

test.each<[string, Record<string, string>, Partial<typeof demand>, string[]]>([
  ['the proxy that the variable names', { HTTPS_PROXY: variable }, {}, ['user', 'pass']],
  ['it in lower case', { https_proxy: variable }, {}, ['user', 'pass']],
  ['it without a scheme', { HTTPS_PROXY: variable.slice(7) }, {}, ['user', 'pass']],
  ['the proxy for everything', { ALL_PROXY: variable }, {}, ['user', 'pass']],
  ['a name without a password', { HTTPS_PROXY: variable.replace(':pass', '') }, {}, ['user', '']],
  [
    'an encoded password as it was',
    { HTTPS_PROXY: variable.replace('pass', 'p%40ss') },
    {},
    ['user', 'p@ss'],
  ],
  [
    'a password with a bare percent sign as it is',
    { HTTPS_PROXY: variable.replace('pass', '50%') },
    {},
    ['user', '50%'],
  ],
  [
    'an IPv6 address',
    { HTTPS_PROXY: variable.replace('proxy.example.com', '[2001:db8::1]') },
    { host: '2001:db8::1' },
    ['user', 'pass'],
  ],
  [
    'the usual port of http',
    { HTTPS_PROXY: 'http://user:pass@proxy.example.com' },
    { port: 80 },
    ['user', 'pass'],
  ],
  [
    'the usual port of https',
    { HTTPS_PROXY: 'https://user:pass@proxy.example.com' },
    { port: 443 },
    ['user', 'pass'],
  ],
])('the login goes to %s', (_what, environment, changes, login) => {
  expect(handedOver(environment, changes)).toEqual(login);
});

test.each<[string, Record<string, string>, Partial<typeof demand>]>([
  ['a server', { HTTPS_PROXY: variable }, { isProxy: false }],
  ['another host', { HTTPS_PROXY: variable }, { host: 'proxy.example.org' }],
  ['another port', { HTTPS_PROXY: variable }, { port: 3129 }],
  ['the proxy of another scheme', { HTTP_PROXY: variable }, {}],
  ['a proxy without a login', { HTTPS_PROXY: 'http://proxy.example.com:3128' }, {}],
  ['a proxy that nobody names', {}, {}],
  ['a proxy whose variable is no address', { HTTPS_PROXY: 'http://' }, {}],
])('no login goes to %s', (_what, environment, changes) => {
  expect(handedOver(environment, changes)).toEqual([]);
});

test('a second demand during one request is not answered: the login was wrong', () => {
  const answer = vi.fn<(username?: string, password?: string) => void>();
  const listener = answerProxyOnce(target, { HTTPS_PROXY: variable });
  listener(demand, answer);
  listener(demand, answer);
  expect(answer.mock.calls).toEqual([['user', 'pass'], []]);
});
