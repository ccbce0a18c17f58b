import type { Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { usualBounds, type Bounds } from '../../../../../src/adapters/sinks/endpoint/bounded-server.ts';
import {
  createCredentialEndpoint,
  type CredentialEndpoint,
  type EndpointAddress,
} from '../../../../../src/adapters/sinks/endpoint/credential-endpoint.ts';
import { call, hungUp, shout, visit } from '../../../../support/endpoint-visit.ts';
import { FakeClock } from '../../../../support/fake-clock.ts';
import { FakeLog } from '../../../../support/fake-log.ts';
import { credentialsFrom } from '../../../../support/fake-nouns.ts';

const open: CredentialEndpoint[] = [];
const lines: Socket[] = [];
afterEach(async () => {
  for (const line of lines.splice(0)) line.destroy();
  for (const endpoint of open.splice(0)) await endpoint.close();
});

/** Times that are good to wait for, and no room to speak of. */
const tight = { ...usualBounds, requestTime: 150, idleTime: 150, lookEvery: 25, connections: 4 };

async function start(change: Partial<Bounds> = {}): Promise<EndpointAddress> {
  const clock = new FakeClock();
  const endpoint = createCredentialEndpoint({ clock, log: new FakeLog(), bounds: { ...tight, ...change } });
  open.push(endpoint);
  return endpoint.serve('prod', () => ({
    kind: 'credentials',
    credentials: credentialsFrom(clock.now()),
  }));
}

async function line(address: EndpointAddress): Promise<Socket> {
  const connection = await call(address);
  connection.resume();
  lines.push(connection);
  return connection;
}

function request({ url, token }: EndpointAddress): string {
  const { host, pathname } = new URL(url);
  return `GET ${pathname} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: ${token}\r\n\r\n`;
}

test('AWS’s clients find room for some 200 of them at once, and two seconds to ask', () => {
  expect(usualBounds.connections).toBeGreaterThanOrEqual(200);
  expect(usualBounds.requestTime).toBeGreaterThanOrEqual(2_000);
  expect(usualBounds.requestTime).toBeLessThanOrEqual(5_000);
});

test('who says nothing is hung up on', async () => {
  const address = await start();
  await hungUp(await line(address));
  expect((await visit(address)).status).toBe(200);
});

test('who never ends the first line is hung up on', async () => {
  const address = await start();
  expect(await shout(address, 'GET /')).toBe('');
});

test('who speaks HTTP/0.9 is hung up on without an answer', async () => {
  const address = await start();
  expect(await shout(address, `GET ${new URL(address.url).pathname}\r\n`)).toBe('');
});

test('who says one letter after the other gets no longer than others', async () => {
  const address = await start();
  const connection = await line(address);
  const begun = performance.now();
  const text = request(address);
  let next = 0;
  const drip = setInterval(() => connection.write(text[next++] ?? ''), 10);
  await hungUp(connection);
  clearInterval(drip);
  expect(next).toBeGreaterThan(2);
  expect(next).toBeLessThan(text.length);
  expect(performance.now() - begun).toBeLessThan(10_000);
});

test('who adds one header after the other gets no longer than others', async () => {
  const address = await start();
  const connection = await line(address);
  connection.write(request(address).slice(0, -2));
  let next = 0;
  const drip = setInterval(() => connection.write(`X-${String(next++)}: x\r\n`), 10);
  await hungUp(connection);
  clearInterval(drip);
  expect(next).toBeGreaterThan(2);
});

test('who keeps quiet after an answer is hung up on', async () => {
  const address = await start();
  const connection = await line(address);
  connection.write(request(address));
  await hungUp(connection);
  expect((await visit(address)).status).toBe(200);
});

test('a connection is good for so many requests only', async () => {
  const address = await start({ requestsPerConnection: 3, idleTime: 500 });
  const connection = await call(address);
  lines.push(connection);
  let text = '';
  connection.setEncoding('latin1').on('data', (chunk: string) => (text += chunk));
  for (let round = 1; round <= 3; round++) {
    connection.write(request(address));
    await expect.poll(() => text.match(/"Expiration":"[^"]*"\}/g)?.length).toBe(round);
  }
  await hungUp(connection);
  expect(text).toMatch(/Connection: close/i);
});

test('a full house makes room for the newest, and hangs up on who was there longest for nothing', async () => {
  const address = await start({ requestTime: 5_000 });
  const oldest = await line(address);
  const others = [await line(address), await line(address), await line(address)];
  expect((await visit(address)).status).toBe(200);
  await hungUp(oldest);
  expect(others.map(({ closed }) => closed)).toEqual([false, false, false]);
});

test('whoever may ask keeps his place in a full house', async () => {
  const address = await start({ requestTime: 5_000, idleTime: 5_000 });
  const guest = await call(address);
  lines.push(guest);
  let text = '';
  guest.setEncoding('latin1').on('data', (chunk: string) => (text += chunk));
  guest.write(request(address));
  await expect.poll(() => text).toContain('Expiration');
  const crowd: Socket[] = [];
  for (let count = 0; count < 12; count++) crowd.push(await line(address));
  await expect.poll(() => crowd.filter(({ closed }) => !closed).length).toBe(3);
  text = '';
  guest.write(request(address));
  await expect.poll(() => text).toContain('Expiration');
});

test('a house full of those who may ask makes room all the same', async () => {
  const address = await start({ idleTime: 5_000 });
  const guests: Socket[] = [];
  for (let count = 0; count < 4; count++) {
    const guest = await call(address);
    lines.push(guest);
    guests.push(guest);
    guest.write(request(address));
    await new Promise((resolve) => guest.once('data', resolve));
    guest.resume();
  }
  expect((await visit(address)).status).toBe(200);
  await expect.poll(() => guests[0]?.closed).toBe(true);
});

test('who hangs up in the middle disturbs nobody', async () => {
  const address = await start();
  for (let length = 0; length < request(address).length; length += 7) {
    const connection = await line(address);
    connection.write(request(address).slice(0, length));
    if (length % 2 === 0) connection.resetAndDestroy();
    else connection.destroy();
  }
  expect((await visit(address)).status).toBe(200);
});
