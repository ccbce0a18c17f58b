import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { tmpdir } from 'node:os';
import type { Socket } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { askOwner, connectToOwner, nowhere } from '../../../../src/adapters/owner/client.ts';
import { readLines, writeLine } from '../../../../src/adapters/owner/lines.ts';
import { AppError } from '../../../../src/core/errors.ts';
import type { DeviceCode } from '../../../../src/core/model.ts';
import type { Browser } from '../../../../src/core/ports.ts';
import { FakeBrowser } from '../../../support/fake-browser.ts';
import { createFakeSocket, type FakeSocket } from '../../../support/fake-connection.ts';

let socket: FakeSocket | undefined;
afterEach(async () => {
  vi.useRealTimers();
  await socket?.close();
  socket = undefined;
});

/** Asks an owner that answers with these messages; text goes out as it is. */
async function ask(...messages: readonly unknown[]) {
  const requests: unknown[] = [];
  const serve = (connection: Socket) =>
    readLines(connection, (line) => {
      requests.push(JSON.parse(line));
      for (const message of messages) {
        if (typeof message === 'string') connection.write(message);
        else writeLine(connection, message);
      }
      connection.end();
    });
  socket = await createFakeSocket(serve);
  const connection = await connectToOwner(socket.path);
  if (connection === undefined) throw new Error('nobody listens');
  const browser = new FakeBrowser();
  const codes: DeviceCode[] = [];
  const address = { socket: socket.path, config: '/config.yaml' };
  return {
    requests,
    browser,
    codes,
    answer: (open: Browser = browser) =>
      askOwner(
        connection,
        address,
        'credentials',
        { role: 'prod' },
        {
          browser: open,
          showCode: (code) => void codes.push(code),
        },
      ),
  };
}

test('where nobody listens there is no connection, and that is no failure', async () => {
  expect(await connectToOwner(join(tmpdir(), 'tobira-nobody', 'owner.sock'))).toBeUndefined();
});

test('a question carries version, configuration and request, and its answer comes back', async () => {
  const { requests, answer } = await ask({ type: 'result', value: { accessKeyId: 'ASIA' } });
  expect(await answer()).toEqual({ accessKeyId: 'ASIA' });
  expect(requests).toEqual([
    { version: 1, config: '/config.yaml', call: 'credentials', request: { role: 'prod' } },
  ]);
});

test('pages that the owner wants shown are opened here', async () => {
  const { browser, answer } = await ask(
    { type: 'open', url: 'https://gitlab.example.com/login' },
    { type: 'result', value: {} },
  );
  await answer();
  expect(browser.pages).toEqual(['https://gitlab.example.com/login']);
});

test('a page that cannot be opened fails the question', async () => {
  const { browser, answer } = await ask({ type: 'open', url: 'https://gitlab.example.com/login' });
  browser.failure = new AppError('browser_failed', { command: 'xdg-open' });
  await expect(answer()).rejects.toMatchObject({ code: 'browser_failed' });
});

test('a failure of the owner is the same failure here', async () => {
  const { answer } = await ask({
    type: 'error',
    error: { code: 'login_needed', details: { identity: 'work' } },
  });
  await expect(answer()).rejects.toMatchObject({ code: 'login_needed', details: { identity: 'work' } });
});

test('an owner of another version is told as such', async () => {
  const { answer } = await ask({ type: 'version', version: 2 });
  await expect(answer()).rejects.toMatchObject({ code: 'owner_version', details: { ours: 1, theirs: 2 } });
});

test('an owner that ends before it answers is told as such', async () => {
  const { answer } = await ask();
  await expect(answer()).rejects.toMatchObject({
    code: 'owner_gone',
    details: { path: socket?.path, begun: false },
  });
});

test('an owner that ends once it has begun is told apart: it may have done what it was asked', async () => {
  const { answer } = await ask({ type: 'accepted' });
  await expect(answer()).rejects.toMatchObject({ code: 'owner_gone', details: { begun: true } });
});

test.for(['rubbish\n', '{"type":"news"}\n', '{}\n'])('the answer %j cannot be read', async (text) => {
  const { answer } = await ask(text);
  await expect(answer()).rejects.toMatchObject({ code: 'owner_unreachable' });
});

/** An owner that says these things to a question, and nothing more. */
async function askSilent(...messages: readonly unknown[]) {
  let read: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => (read = resolve));
  const opened = await createFakeSocket((connection) =>
    readLines(connection, () => {
      for (const message of messages) writeLine(connection, message);
      read();
    }),
  );
  socket = opened;
  const connection = await connectToOwner(opened.path);
  if (connection === undefined) throw new Error('nobody listens');
  const heard = new Promise((resolve) => connection.once('data', resolve));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  let outcome: unknown = 'waiting';
  const answer = askOwner(
    connection,
    { socket: opened.path, config: '/config.yaml' },
    'stop',
    {},
    nowhere,
  ).then(
    (value) => (outcome = value),
    (error: unknown) => (outcome = error),
  );
  await asked;
  return { path: opened.path, connection, answer, heard, outcome: () => outcome };
}

test('an owner that says nothing at all for five seconds is given up, and its process named', async () => {
  const { path, connection, answer, outcome } = await askSilent();
  await writeFile(join(dirname(path), 'owner.pid'), '4711\n');
  await vi.advanceTimersByTimeAsync(4_999);
  expect(outcome()).toBe('waiting');
  await vi.advanceTimersByTimeAsync(1);
  expect(await answer).toMatchObject({ code: 'owner_silent', details: { path, pid: 4711 } });
  expect(connection.destroyed).toBe(true);
});

test.for(['', '0\n', '-1\n', '12 3\n', '1e9\n'])(
  'a process that is noted as %j is not named',
  async (noted) => {
    const { path, answer } = await askSilent();
    await writeFile(join(dirname(path), 'owner.pid'), noted);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await answer).toMatchObject({ code: 'owner_silent', details: { pid: 0 } });
  },
);

test('an owner that has read the question is waited for as long as it takes', async () => {
  const { connection, answer, heard, outcome } = await askSilent({ type: 'accepted' });
  await heard;
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(outcome()).toBe('waiting');
  connection.destroy();
  await answer;
});
