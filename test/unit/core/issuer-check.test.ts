import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import { checkIssuer } from '../../../src/core/issuer-check.ts';
import type { Http, HttpRequest, HttpResponse } from '../../../src/core/ports.ts';

const issuer = 'https://gitlab.example.com';
const discoveryUrl = `${issuer}/.well-known/openid-configuration`;
const keysUrl = `${issuer}/oauth/discovery/keys`;
const key = { kty: 'RSA', use: 'sig', alg: 'RS256', kid: '1', n: 'n', e: 'AQAB' };

type Answer = Partial<HttpResponse> | AppError | object;

/** A web of two documents; each request takes its time. */
function web(answers: Readonly<Record<string, Answer>> = {}, secondsEach = 0.1) {
  const all: Readonly<Record<string, Answer>> = {
    [discoveryUrl]: { issuer, jwks_uri: keysUrl },
    [keysUrl]: { keys: [key] },
    ...answers,
  };
  const asked: HttpRequest[] = [];
  let time = 0;
  const http: Http = {
    send: (request) => {
      asked.push(request);
      time += secondsEach * 1000;
      const answer = all[request.url];
      if (answer === undefined || answer instanceof AppError) {
        return Promise.reject(answer ?? new Error(`nobody answers at ${request.url}`));
      }
      const response = { status: 200, headers: {}, body: JSON.stringify(answer) };
      return Promise.resolve('status' in answer || 'body' in answer ? { ...response, ...answer } : response);
    },
  };
  return { http, asked, clock: { steady: () => time } };
}

async function check(answers: Readonly<Record<string, Answer>>, which = issuer) {
  const { http, clock } = web(answers);
  return (await checkIssuer(which, http, clock)).findings.map(({ code, level }) => `${level} ${code}`);
}

describe('the check of an issuer', () => {
  it('has nothing to say of one that AWS can work with', async () => {
    const { http, clock, asked } = web();
    expect(await checkIssuer(issuer, http, clock)).toEqual({ issuer, findings: [], keysUrl, tookMs: 200 });
    expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `GET ${discoveryUrl}`,
      `GET ${keysUrl}`,
    ]);
  });

  it.each<[string, Readonly<Record<string, Answer>>, readonly string[]]>([
    ['cannot be reached', { [discoveryUrl]: unreachable() }, ['fail document-unreachable']],
    [
      'redirects discovery',
      { [discoveryUrl]: new AppError('network_redirected', { host: 'gitlab.example.com' }) },
      ['fail document-redirected'],
    ],
    ['answers with a redirect', { [discoveryUrl]: { status: 302 } }, ['fail document-redirected']],
    ['has no discovery', { [discoveryUrl]: { status: 404 } }, ['fail document-status']],
    ['answers with a page', { [discoveryUrl]: { body: '<html>' } }, ['fail document-not-json']],
    ['answers with a list', { [discoveryUrl]: { body: '[]' } }, ['fail document-not-json']],
    [
      'has another name',
      { [discoveryUrl]: { issuer: 'https://other.example.com', jwks_uri: keysUrl } },
      ['fail issuer-differs'],
    ],
    ['has no name', { [discoveryUrl]: { jwks_uri: keysUrl } }, ['fail issuer-differs']],
    ['names no keys', { [discoveryUrl]: { issuer } }, ['fail keys-nowhere']],
    ['names keys that are no URL', { [discoveryUrl]: { issuer, jwks_uri: '/keys' } }, ['fail keys-nowhere']],
    [
      'names keys over http',
      { [discoveryUrl]: { issuer, jwks_uri: 'http://gitlab.example.com/keys' } },
      ['fail keys-not-https'],
    ],
    ['has keys that cannot be reached', { [keysUrl]: unreachable() }, ['fail document-unreachable']],
    ['has keys behind a redirect', { [keysUrl]: { status: 301 } }, ['fail document-redirected']],
    ['has no keys', { [keysUrl]: { keys: [] } }, ['fail keys-none']],
    ['has keys of nothing', { [keysUrl]: { keys: 'none' } }, ['fail keys-none']],
    ['has keys for encryption only', { [keysUrl]: { keys: [{ ...key, use: 'enc' }] } }, ['fail keys-none']],
    ['has keys of another kind', { [keysUrl]: { keys: [{ ...key, alg: 'PS256' }] } }, ['fail keys-none']],
    ['has too many keys', { [keysUrl]: { keys: Array(101).fill(key) } }, ['fail keys-too-many']],
  ])('says where one %s', async (_what, answers, expected) => {
    expect(await check(answers)).toEqual(expected);
  });

  it('takes a hundred keys of each type', async () => {
    const elliptic = { kty: 'EC', crv: 'P-256', alg: 'ES256' };
    const keys = [...Array<object>(100).fill(key), ...Array<object>(100).fill(elliptic)];
    expect(await check({ [keysUrl]: { keys } })).toEqual([]);
  });

  it('takes keys that name no algorithm and no use', async () => {
    expect(await check({ [keysUrl]: { keys: [{ kty: 'EC', crv: 'P-256' }] } })).toEqual([]);
  });

  it('warns of keys on a host that AWS cannot come to', async () => {
    const elsewhere = 'https://keys.internal/jwks';
    const answers = { [discoveryUrl]: { issuer, jwks_uri: elsewhere }, [elsewhere]: { keys: [key] } };
    expect(await check(answers)).toEqual(['warn host-local-name']);
  });

  it('warns of one that is slower than AWS waits', async () => {
    const { http, clock } = web({}, 3);
    const { findings } = await checkIssuer(issuer, http, clock);
    expect(findings).toEqual([{ code: 'answers-slow', level: 'warn', details: { seconds: 6, allowed: 5 } }]);
  });

  it('keeps why one cannot be reached', async () => {
    const { http, clock } = web({ [discoveryUrl]: unreachable() });
    const { findings } = await checkIssuer(issuer, http, clock);
    expect(findings[0]?.details).toMatchObject({
      document: 'discovery',
      failure: { code: 'network_timeout' },
    });
  });

  it('asks nothing of an address with a password in it', async () => {
    const { http, clock, asked } = web();
    await checkIssuer('https://me:secret@gitlab.example.com', http, clock);
    expect(asked).toEqual([]);
  });

  it('asks at the right place where the address ends in a slash, and says that the name differs', async () => {
    expect(await check({}, `${issuer}/`)).toEqual(['warn address-with-slash', 'fail issuer-differs']);
  });

  it('only warns of one on loopback', async () => {
    const local = 'http://127.0.0.1:4000';
    const answers = {
      [`${local}/.well-known/openid-configuration`]: { issuer: local, jwks_uri: `${local}/keys` },
      [`${local}/keys`]: { keys: [key] },
    };
    expect(await check(answers, local)).toEqual([
      'warn address-not-https',
      'warn address-with-port',
      'warn host-private',
      'warn keys-not-https',
    ]);
  });

  it('lets through what is a fault of ours', async () => {
    const http: Http = { send: () => Promise.reject(new TypeError('a bug')) };
    await expect(checkIssuer(issuer, http, { steady: () => 0 })).rejects.toThrow('a bug');
  });
});

function unreachable() {
  return new AppError('network_timeout', { host: 'gitlab.example.com', seconds: 10 });
}
