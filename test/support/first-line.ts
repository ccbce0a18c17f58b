import type { ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

/**
 * The first line that a starting daemon writes to one of its descriptors: its sign of life.
 * Rejects when it ends instead, or after 10 s.
 */
export function firstLine(
  child: ChildProcess,
  stream: Readable | Writable | null | undefined,
  name: string,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => {
      clearTimeout(timer);
      reject(new Error(`${name} did not start: ${why}`));
    };
    const timer = setTimeout(() => fail('no sign of life for 10 s'), 10_000);
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code, signal) => fail(`it ended with ${String(code ?? signal)}`));
    let text = '';
    stream?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      const line = /^(.*)\n/.exec(text)?.[1];
      if (line === undefined) return;
      clearTimeout(timer);
      resolve(line.trim());
    });
  });
}
