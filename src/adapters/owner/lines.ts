import type { Socket } from 'node:net';

/** Longer than any answer, in characters: thousands of roles and their credentials fit. */
const longestAnswer = 64_000_000;

/**
 * Calls `onLine` for each line that arrives; ends the connection where one is beyond all measure.
 *
 * @param longest in characters: what a peer may have us keep
 */
export function readLines(
  connection: Socket,
  onLine: (line: string) => void,
  longest: number = longestAnswer,
): void {
  let rest = '';
  connection.setEncoding('utf8');
  connection.on('data', (chunk: string) => {
    // Only what is new is searched: a long line comes in many pieces.
    const [first = '', ...more] = chunk.split('\n');
    rest += first;
    for (const next of more) {
      if (rest.length > longest) break;
      onLine(rest);
      rest = next;
    }
    if (rest.length > longest) connection.destroy();
  });
}

/**
 * Writes what is said over and over: a peer that does not read gets the newest when it does, and nothing piles up.
 */
export function createNewestWriter(connection: Socket): (message: unknown) => void {
  let waiting: { readonly message: unknown } | undefined;
  connection.on('drain', () => {
    const { message } = waiting ?? {};
    if (waiting !== undefined) writeLine(connection, message);
    waiting = undefined;
  });
  return (message) => {
    if (connection.writableNeedDrain) waiting = { message };
    else writeLine(connection, message);
  };
}

export function writeLine(connection: Socket, message: unknown): void {
  if (connection.writable) connection.write(`${JSON.stringify(message)}\n`);
}
