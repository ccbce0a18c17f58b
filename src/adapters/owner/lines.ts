import type { Socket } from 'node:net';

/** Longer than any message: an STS session token and a login URL fit many times over. */
const longestLine = 1_000_000;

/** Calls `onLine` for each line that arrives; ends the connection where a line is beyond all measure. */
export function readLines(connection: Socket, onLine: (line: string) => void): void {
  let rest = '';
  connection.setEncoding('utf8');
  connection.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > longestLine) connection.destroy();
    else lines.forEach(onLine);
  });
}

export function writeLine(connection: Socket, message: unknown): void {
  if (connection.writable) connection.write(`${JSON.stringify(message)}\n`);
}
