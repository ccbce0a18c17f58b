import { afterEach, expect, test } from 'vitest';
import { readLines, writeLine } from '../../../../src/adapters/owner/lines.ts';
import { createFakeSocket, exchange, type FakeSocket } from '../../../support/fake-connection.ts';

let socket: FakeSocket;
afterEach(() => socket.close());

/** The lines that a reader makes of these bytes, sent in pieces. */
async function linesOf(...pieces: readonly (string | Buffer)[]): Promise<readonly string[]> {
  const lines: string[] = [];
  socket = await createFakeSocket((connection) => {
    connection.setNoDelay(true);
    const next = (index: number) => {
      const piece = pieces[index];
      if (piece === undefined) connection.end();
      else connection.write(piece, () => setImmediate(() => next(index + 1)));
    };
    next(0);
  });
  const connection = socket.connect();
  readLines(connection, (line) => lines.push(line));
  await new Promise((resolve) => connection.on('close', resolve));
  return lines;
}

test('lines are told apart however they arrive', async () => {
  expect(await linesOf('{"a":1}\n{"b"', ':2}', '\n\n{"c":3}\nrest')).toEqual([
    '{"a":1}',
    '{"b":2}',
    '',
    '{"c":3}',
  ]);
});

test('a letter that is cut in two is put together', async () => {
  const bytes = Buffer.from('"扉"\n');
  expect(await linesOf(bytes.subarray(0, 2), bytes.subarray(2))).toEqual(['"扉"']);
});

test('a line beyond all measure ends the connection', async () => {
  const lines: string[] = [];
  let received = 0;
  socket = await createFakeSocket((connection) => {
    connection.on('error', () => connection.destroy());
    connection.on('data', (chunk) => (received += chunk.length));
    readLines(connection, (line) => lines.push(line), 1_000_000);
  });
  await exchange(socket.connect(), 'x'.repeat(3_000_000));
  expect(lines).toEqual([]);
  expect(received).toBeLessThan(3_000_000);
});

test('a line that is too long is not read for having an end', async () => {
  const lines: string[] = [];
  socket = await createFakeSocket((connection) => {
    connection.on('error', () => connection.destroy());
    readLines(connection, (line) => lines.push(line), 10);
  });
  await exchange(socket.connect(), `short\n${'x'.repeat(11)}\nafter\n`);
  expect(lines).toEqual(['short']);
});

test('an answer of many megabytes arrives whole', async () => {
  const text = 'x'.repeat(8_000_000);
  expect(await linesOf(`${text}\n`)).toEqual([text]);
});

test('what is written is one line', async () => {
  socket = await createFakeSocket((connection) => {
    writeLine(connection, { text: 'two\nlines' });
    connection.end();
  });
  expect(await exchange(socket.connect(), '')).toBe('{"text":"two\\nlines"}\n');
});

test('writing to a connection that has ended is no failure', async () => {
  socket = await createFakeSocket((connection) => connection.end());
  const connection = socket.connect();
  await exchange(connection, '');
  expect(() => writeLine(connection, {})).not.toThrow();
});
