import { Agent, get } from 'node:http';
import { connect, type Socket } from 'node:net';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { usualBounds } from '../../../src/adapters/sinks/endpoint/bounded-server.ts';
import {
  createCredentialEndpoint,
  type EndpointAddress,
} from '../../../src/adapters/sinks/endpoint/credential-endpoint.ts';
import { systemClock } from '../../../src/adapters/system/system-clock.ts';
import { visit } from '../../support/endpoint-visit.ts';
import { FakeLog } from '../../support/fake-log.ts';
import { credentialsFrom } from '../../support/fake-nouns.ts';

async function start() {
  let served = 0;
  const log = new FakeLog();
  const endpoint = createCredentialEndpoint({ clock: systemClock, log });
  onTestFinished(() => endpoint.close());
  const address = await endpoint.serve('prod', () => {
    served += 1;
    return { kind: 'credentials', credentials: credentialsFrom(Date.now()) };
  });
  return { address, served: () => served, endpoint, log };
}

/** Opens that many connections, a batch after the other, and has each say something. */
async function crowd(
  { url }: EndpointAddress,
  { count, batch, words }: { count: number; batch: number; words: (n: number) => string },
): Promise<readonly Socket[]> {
  const port = Number(new URL(url).port);
  const all: Socket[] = [];
  for (let begun = 0; begun < count; begun += batch) {
    const some = Array.from({ length: batch }, (_, n) => {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => socket.destroy()).resume();
      return new Promise<Socket>((resolve) => {
        socket.once('close', () => resolve(socket));
        socket.once('connect', () => {
          const text = words(begun + n);
          if (text !== '') socket.write(text);
          resolve(socket);
        });
      });
    });
    all.push(...(await Promise.all(some)));
  }
  return all;
}

const leave = (sockets: readonly Socket[]) => {
  for (const socket of sockets) socket.destroy();
};

it('10,000 connections that stay leave room for whoever may ask', { timeout: 120_000 }, async () => {
  const { address, served } = await start();
  const { host, pathname } = new URL(address.url);
  const ways = [
    () => '',
    () => 'G',
    () => `GET ${pathname} HTTP/1.1\r\n`,
    () => `GET ${pathname} HTTP/1.1\r\nHost: ${host}\r\nX: `,
    (n: number) => `GET /${String(n)} HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
  ];
  let open: readonly Socket[] = [];
  for (let round = 0; round < 20; round++) {
    const words = (n: number) => ways[n % ways.length]?.(n) ?? '';
    open = [...open, ...(await crowd(address, { count: 500, batch: 100, words }))].filter(
      ({ closed }) => !closed,
    );
    // In the thick of it.
    expect((await visit(address)).status).toBe(200);
  }
  expect(served()).toBe(20);
  await expect
    .poll(() => open.filter(({ closed }) => !closed).length)
    .toBeLessThanOrEqual(usualBounds.connections);
  leave(open);
  expect((await visit(address)).status).toBe(200);
});

it('slow ones that drip for as long as they like are cut off', { timeout: 60_000 }, async () => {
  const { address } = await start();
  const slow = await crowd(address, { count: 200, batch: 100, words: () => 'GET / HTTP/1.1\r\n' });
  const drip = setInterval(() => {
    for (const socket of slow) if (socket.writable) socket.write('X: x\r\n');
  }, 100);
  onTestFinished(() => clearInterval(drip));
  await expect.poll(() => slow.filter(({ closed }) => !closed).length, { timeout: 30_000 }).toBe(0);
  expect((await visit(address)).status).toBe(200);
});

it('20,000 requests of those who may not ask get nothing', { timeout: 120_000 }, async () => {
  const { address, served, log } = await start();
  const { port, pathname } = new URL(address.url);
  const lies: readonly ((n: number) => { path: string; headers: Record<string, string> })[] = [
    () => ({ path: pathname, headers: {} }),
    (n) => ({ path: pathname, headers: { authorization: `${address.token.slice(0, -4)}${String(n)}` } }),
    (n) => ({ path: `${pathname.slice(0, -5)}${String(n)}`, headers: { authorization: address.token } }),
    () => ({ path: pathname, headers: { authorization: address.token, origin: 'https://evil.example' } }),
    () => ({ path: pathname, headers: { authorization: address.token, host: 'evil.example' } }),
  ];
  const agent = new Agent({ maxSockets: 32 });
  const ask = (n: number): Promise<number> =>
    new Promise((resolve) => {
      const lie = lies[n % lies.length]?.(n);
      get({ host: '127.0.0.1', port, agent, ...lie }, (response) => {
        response.resume();
        response.once('end', () => resolve(response.statusCode ?? 0));
        // Cut off, which a machine that stood still for seconds makes of a slow one.
      }).once('error', () => resolve(0));
    });
  const statuses = new Map<number, number>();
  for (let begun = 0; begun < 20_000; begun += 200) {
    const some = await Promise.all(Array.from({ length: 200 }, (_, n) => ask(begun + n)));
    for (const status of some) statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  agent.destroy();
  const { 403: refused = 0, 0: cutOff = 0, ...others } = Object.fromEntries(statuses);
  expect(others).toEqual({});
  expect(refused + cutOff).toBe(20_000);
  expect(cutOff).toBeLessThan(200);
  expect(served()).toBe(0);
  expect(log.lines.length).toBeLessThan(10);
  expect((await visit(address)).status).toBe(200);
});

it.skipIf(process.platform !== 'linux')(
  'it listens on 127.0.0.1 alone, and not before it serves',
  async () => {
    const before = listening();
    const { endpoint, address } = await start();
    const during = listening().filter((place) => !before.includes(place));
    const port = Number(new URL(address.url).port);
    // As /proc/net/tcp spells it: the address backwards, both in hexadecimal.
    expect(during).toEqual([`0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`]);
    await endpoint.close();
    expect(listening()).toEqual(before);
  },
);

/** Where this process listens, by the kernel's own tables. */
function listening(): readonly string[] {
  const own = new Set(
    readdirSync('/proc/self/fd').flatMap((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/self/fd/${fd}`))?.[1] ?? [];
      } catch {
        return []; // The one by which the folder was read.
      }
    }),
  );
  const listens = '0A';
  return ['tcp', 'tcp6', 'udp', 'udp6']
    .flatMap((table) => readFileSync(`/proc/self/net/${table}`, 'utf8').trim().split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => own.has(fields[9] ?? '') && (fields[3] === listens || fields[3] === '07'))
    .map((fields) => fields[1] ?? '')
    .sort();
}
