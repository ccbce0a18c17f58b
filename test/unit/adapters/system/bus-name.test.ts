import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { watchBusName } from '../../../../src/adapters/system/bus-name.ts';
import { FakeClock } from '../../../support/fake-clock.ts';

let folder: string;
let server: Server;
let visits: number;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tobira-bus-'));
  visits = 0;
  server = createServer((visitor) => {
    visits += 1;
    visitor.on('error', () => undefined);
    visitor.destroy();
  });
  await new Promise<void>((resolve) => server.listen(join(folder, 'bus'), resolve));
});
afterEach(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

test('a bus that lets nobody in is asked again, less and less often, and that is told once', async () => {
  const clock = new FakeClock();
  const told: boolean[] = [];
  const end = watchBusName(
    'org.example.Name',
    { XDG_RUNTIME_DIR: folder },
    (owned) => told.push(owned),
    clock,
  );
  let expected = 1;
  for (const seconds of [1, 2, 4, 8, 16, 32, 60, 60]) {
    await expect.poll(() => clock.waiting()).toBe(1);
    expect(visits).toBe(expected);
    await clock.advance(seconds * 1_000 - 1);
    expect(clock.waiting()).toBe(1);
    await clock.advance(1);
    expected += 1;
  }
  await expect.poll(() => clock.waiting()).toBe(1);
  expect(told).toEqual([false]);
  end();
  expect(clock.waiting()).toBe(0);
});

test('where nothing names a bus, none is looked for', () => {
  const clock = new FakeClock();
  const told: boolean[] = [];
  watchBusName('org.example.Name', {}, (owned) => told.push(owned), clock);
  expect(told).toEqual([false]);
  expect(clock.waiting()).toBe(0);
});
