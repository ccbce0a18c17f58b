import type { ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

const PATIENCE = 10_000;

/**
 * Waits for what shows that a daemon is up, as long as it lives.
 * Rejects when it ends instead, or after 10 s.
 */
export function signOfLife<T>(child: ChildProcess, name: string, sign: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => {
      settle();
      reject(new Error(`${name} did not start: ${why}`));
    };
    const onError = (error: Error): void => fail(error.message);
    const onExit = (code: number | null, signal: string | null): void =>
      fail(`it ended with ${String(code ?? signal)}`);
    const timer = setTimeout(() => fail(`no sign of life for ${PATIENCE} ms`), PATIENCE);
    const settle = (): void => {
      clearTimeout(timer);
      child.off('error', onError).off('exit', onExit);
    };
    child.once('error', onError).once('exit', onExit);
    sign.then(
      (value) => {
        settle();
        resolve(value);
      },
      (error: unknown) => fail(String(error)),
    );
  });
}

/** The first line that a starting daemon writes to one of its descriptors. Fails as `signOfLife` does. */
export function firstLine(
  child: ChildProcess,
  name: string,
  stream: Readable | Writable | null | undefined,
): Promise<string> {
  const line = new Promise<string>((resolve) => {
    let text = '';
    stream?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      const end = text.indexOf('\n');
      if (end !== -1) resolve(text.slice(0, end).trim());
    });
  });
  return signOfLife(child, name, line);
}
