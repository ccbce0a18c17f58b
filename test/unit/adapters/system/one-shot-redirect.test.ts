import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { get, request } from 'node:http';
import { Socket } from 'node:net';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { Rivals, Visitor } from '../../../../src/core/ports.ts';
import { redirectOnce } from '../../../../src/adapters/system/one-shot-redirect.ts';
import { kernelTables, type Ends, type Peer, type PeerLookup } from '../../../../src/adapters/system/peer.ts';
import { FakeClock, settle } from '../../../support/fake-clock.ts';
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

/** "nobody" on most systems; anybody else would do. */
const otherUser = 65_534;

/** How a visitor may reach 127.0.0.1. */
const ways = {
  plainly: { host: '127.0.0.1' },
  'from 127.0.0.2': { host: '127.0.0.1', localAddress: '127.0.0.2' },
  'from an IPv6 socket': { host: '::ffff:127.0.0.1' },
} as const;

const byAWay = `const { port, host, pathname } = new URL(process.argv[1]);
  const options = { port, path: pathname, headers: { host }, ...JSON.parse(process.argv[2]) };
  require('http').get(options, ({ statusCode, headers }) => {
    console.log(JSON.stringify({ status: statusCode, headers }));
    process.exit();
  });`;

/** A visit by a program of its own, as this user or another. */
async function visitBy(way: keyof typeof ways, url: string, uid?: number): Promise<Answer> {
  const words = ['-e', byAWay, url, JSON.stringify(ways[way])];
  const as = uid === undefined ? {} : { uid, gid: uid };
  const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: '/', ...as });
  return JSON.parse(stdout) as Answer;
}

async function started(peers?: Partial<PeerLookup>) {
  const clock = new FakeClock();
  const log = new FakeLog();
  const rivals: Rivals[] = [];
  const redirect = await redirectOnce(target, clock, log, (seen) => void rivals.push(seen), {
    ...kernelTables,
    ...peers,
  });
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

  describe.runIf(process.platform === 'linux')('of all that can reach it', () => {
    test.runIf(process.getuid?.() === 0).each(Object.keys(ways) as (keyof typeof ways)[])(
      'lets no other user in that comes %s, and is not used up by it',
      async (way) => {
        const { redirect, rivals } = await started();
        const { status, headers } = await visitBy(way, redirect.url, otherUser);
        expect(status).toBe(403);
        expect(headers).not.toHaveProperty('location');
        expect(rivals).toEqual([{ turnedAway: { kind: 'other-user', userId: otherUser } }]);
        expect((await visit(redirect.url)).headers['location']).toBe(target);
        redirect.close();
      },
    );

    test.runIf(process.getuid?.() === 0)('names the one that was let in beside another user', async () => {
      const { redirect, rivals } = await started();
      await visit(redirect.url);
      expect((await visitBy('plainly', redirect.url, otherUser)).status).toBe(403);
      expect(rivals).toMatchObject([{ letIn: { pid: process.pid }, turnedAway: { userId: otherUser } }]);
      redirect.close();
    });

    test('lets nobody in from another loopback address, and is not used up by it', async () => {
      const { redirect, rivals } = await started();
      expect((await visitBy('from 127.0.0.2', redirect.url)).status).toBe(403);
      expect(rivals).toMatchObject([{ turnedAway: { kind: 'program' } }]);
      expect((await visit(redirect.url)).status).toBe(302);
      redirect.close();
    });

    test('lets the user in from an IPv6 socket', async () => {
      const { redirect } = await started();
      expect((await visitBy('from an IPv6 socket', redirect.url)).status).toBe(302);
      redirect.close();
    });
  });

  test.each([
    ['another user is a stranger', { kind: 'found', userId: 1 + (process.getuid?.() ?? 0), inode: '1' }, 403],
    ['a connection that nobody holds is a stranger', { kind: 'missing' }, 403],
    ['a system that does not tell is no reason to refuse', { kind: 'untold' }, 302],
  ] as const)('%s', async (_what, peer, status) => {
    const { redirect, log } = await started({ find: () => Promise.resolve(peer) });
    expect((await visit(redirect.url)).status).toBe(status);
    expect(log.lines).toHaveLength(status === 302 ? 0 : 1);
    redirect.close();
  });

  test('names the one that was let in also where that takes longer than a browser waits', async () => {
    const letIn: Visitor = { kind: 'program', pid: 1, name: 'thief' };
    const turnedAway: Visitor = { kind: 'program', pid: 2, name: 'firefox' };
    let name: (visitor: Visitor) => void = () => undefined;
    const slow = new Promise<Visitor>((resolve) => (name = resolve));
    let ask: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => (ask = resolve));
    const answers = [slow, Promise.resolve(turnedAway)];
    const { redirect, clock, rivals } = await started({
      find: () => Promise.resolve({ kind: 'untold' }),
      visitorAt: () => {
        ask();
        return answers.shift() ?? Promise.resolve(undefined);
      },
    });
    const first = visit(redirect.url);
    await asked;
    await clock.advance(500);
    expect((await first).status).toBe(302);
    name(letIn);
    expect((await visit(redirect.url)).status).toBe(410);
    expect(rivals).toEqual([{ letIn, turnedAway }]);
    redirect.close();
  });

  test('takes one that has hung up for nobody', async () => {
    let look: (peer: Peer) => void = () => undefined;
    const looked = new Promise<Peer>((resolve) => (look = resolve));
    let ask: (ends: Ends) => void = () => undefined;
    const asked = new Promise<Ends>((resolve) => (ask = resolve));
    const { redirect, log, rivals } = await started({
      find: (ends) => {
        ask(ends);
        return looked;
      },
    });
    const browser = get(redirect.url);
    browser.on('error', () => undefined);
    const socket = await asked;
    if (!(socket instanceof Socket))
      throw new Error('The server looks for something else than its connection');
    browser.destroy();
    await once(socket, 'close');
    look({ kind: 'missing' });
    await settle();
    expect(rivals).toEqual([]);
    expect(log.lines).toEqual([]);
    redirect.close();
  });
});
