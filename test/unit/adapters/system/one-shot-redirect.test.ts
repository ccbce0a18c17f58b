import { execFile } from 'node:child_process';
import { get, request } from 'node:http';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { Rivals } from '../../../../src/core/ports.ts';
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

const inAnotherProcess = `fetch(process.argv[1], { method: process.argv[2], redirect: 'manual' })
  .then(({ status }) => console.log(JSON.stringify({ status, pid: process.pid })))`;

/** A visit by another program of the same user. */
async function visitElsewhere(
  url: string,
  method = 'GET',
): Promise<{ readonly status: number; readonly pid: number }> {
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', inAnotherProcess, url, method]);
  return JSON.parse(stdout) as { status: number; pid: number };
}

async function started() {
  const clock = new FakeClock();
  const log = new FakeLog();
  const rivals: Rivals[] = [];
  const redirect = await redirectOnce(target, clock, log, (seen) => void rivals.push(seen));
  return { clock, log, rivals, redirect };
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

  test('turns every later visitor away, also the first one', async () => {
    const { redirect } = await started();
    await visit(redirect.url);
    const { status, headers } = await visit(redirect.url);
    expect(status).toBe(410);
    expect(headers).not.toHaveProperty('location');
    redirect.close();
  });

  test('sends only one of two visitors at once on', async () => {
    const { redirect } = await started();
    const answers = await Promise.all([visit(redirect.url), visit(redirect.url), visit(redirect.url)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([302, 410, 410]);
    redirect.close();
  });

  test('tells of another program that comes second, once, and which the two are', async () => {
    const { redirect, log, rivals } = await started();
    await visit(redirect.url);
    const other = await visitElsewhere(redirect.url);
    await visitElsewhere(redirect.url);
    expect(other.status).toBe(410);
    const name: unknown = expect.stringMatching(/^node/);
    const known = [
      {
        letIn: { kind: 'program', pid: process.pid, name },
        turnedAway: { kind: 'program', pid: other.pid, name },
      },
    ];
    // Other systems than Linux do not tell who it was.
    expect(rivals).toEqual(process.platform === 'linux' ? known : [{}]);
    expect(log.lines).toEqual(['warn redirect.visited-again {"status":410}']);
    redirect.close();
  });

  test('tells of the second one too where that is the browser', async () => {
    const { redirect, rivals } = await started();
    expect((await visitElsewhere(redirect.url)).status).toBe(302);
    expect((await visit(redirect.url)).status).toBe(410);
    expect(rivals).toHaveLength(1);
    redirect.close();
  });

  test.runIf(process.platform === 'linux')('takes a reload by the same process for no rival', async () => {
    const { redirect, rivals, log } = await started();
    await visit(redirect.url);
    await visit(redirect.url);
    expect(rivals).toEqual([]);
    expect(log.lines).toEqual([]);
    redirect.close();
  });

  test('takes nothing for a rival but a GET of the very address', async () => {
    const { redirect, rivals } = await started();
    await visit(redirect.url);
    expect((await visitElsewhere(redirect.url, 'HEAD')).status).toBe(405);
    expect((await visitElsewhere(new URL('/favicon.ico', redirect.url).href)).status).toBe(404);
    expect((await visitElsewhere(`${redirect.url}?x`)).status).toBe(404);
    expect(rivals).toEqual([]);
    redirect.close();
  });

  test('watches for half a minute after the first visit, and is gone then', async () => {
    const { redirect, clock, rivals } = await started();
    await visit(redirect.url);
    await clock.advance(29_999);
    expect((await visitElsewhere(redirect.url)).status).toBe(410);
    expect(rivals).toHaveLength(1);
    await clock.advance(1);
    await expect(visit(redirect.url)).rejects.toThrow(/ECONNREFUSED/);
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
