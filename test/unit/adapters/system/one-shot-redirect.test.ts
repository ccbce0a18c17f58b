import { get, request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { redirectOnce } from '../../../../src/adapters/system/one-shot-redirect.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { FakeLog } from '../../../support/fake-log.ts';

const target = 'https://signin.example.com/federation?Action=login&SigninToken=canary';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
}

function visit(url: string, options: { method?: string; host?: string } = {}): Promise<Answer> {
  const headers = options.host === undefined ? {} : { host: options.host };
  return new Promise((resolve, reject) => {
    request(url, { method: options.method ?? 'GET', headers, agent: false }, (response) => {
      response.resume();
      response.once('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers }));
    })
      .once('error', reject)
      .end();
  });
}

async function started() {
  const clock = new FakeClock();
  const log = new FakeLog();
  return { clock, log, redirect: await redirectOnce(target, clock, log) };
}

describe('the one-shot redirect', () => {
  test('sends its first visitor on, and says so', async () => {
    const { redirect } = await started();
    const { status, headers } = await visit(redirect.url);
    expect(status).toBe(302);
    expect(headers).toMatchObject({
      location: target,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
    await expect(redirect.taken).resolves.toBe(true);
    redirect.close();
  });

  test('turns every later visitor away and raises the alarm', async () => {
    const { redirect, log } = await started();
    await visit(redirect.url);
    const { status, headers } = await visit(redirect.url);
    expect(status).toBe(410);
    expect(headers).not.toHaveProperty('location');
    expect(JSON.stringify(log)).toContain('redirect.visited-again');
    redirect.close();
  });

  test('sends only one of two visitors at once on', async () => {
    const { redirect } = await started();
    const answers = await Promise.all([visit(redirect.url), visit(redirect.url), visit(redirect.url)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([302, 410, 410]);
    redirect.close();
  });

  test.each([
    ['another path', (url: string) => visit(`${url}x`), 404],
    ['the root', (url: string) => visit(new URL('/', url).href), 404],
    ['another host name', (url: string) => visit(url, { host: 'evil.example.com' }), 421],
    ['another method', (url: string) => visit(url, { method: 'POST' }), 405],
  ])('does not let %s use it up', async (_what, wrong, status) => {
    const { redirect } = await started();
    expect((await wrong(redirect.url)).status).toBe(status);
    expect((await visit(redirect.url)).status).toBe(302);
    redirect.close();
  });

  test('has a path that cannot be guessed, on loopback only, and does not hold the secret', async () => {
    const { redirect } = await started();
    expect(redirect.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{43}$/);
    redirect.close();
  });

  test('gives up where nobody comes, and is gone then', async () => {
    const { redirect, clock } = await started();
    await clock.advance(30_000);
    await expect(redirect.taken).resolves.toBe(false);
    await expect(
      new Promise((resolve, reject) => get(redirect.url, resolve).once('error', reject)),
    ).rejects.toThrow(/ECONNREFUSED/);
  });
});
