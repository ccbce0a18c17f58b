import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { watchOver } from '../../support/watched.ts';

function daemon(script: string) {
  const child = spawn(process.execPath, ['-e', script], { stdio: ['pipe', 'ignore', 'pipe'] });
  return { child, watched: watchOver(child, 'a daemon'), closed: once(child, 'close') };
}

const FALLS = `process.stderr.write('asked to register item /a, but it\\'s already registered\\n\\nout of memory\\n', () => process.exit(3))`;

it('a daemon that ends by itself is told of, with how it ended and its last words', async () => {
  const { child, watched, closed } = daemon(FALLS);
  expect(watched.mishap()).toBeUndefined();
  await closed;
  expect(watched.mishap()).toContain(`a daemon (process ${String(child.pid)}) ended`);
  expect(watched.mishap()).toContain('with 3 at ');
  expect(watched.mishap()?.endsWith('Its last words: out of memory')).toBe(true);
});

it('a daemon that somebody else ends is told of, with the signal', async () => {
  const { child, watched, closed } = daemon('setInterval(() => {}, 1000)');
  child.kill('SIGKILL');
  await closed;
  expect(watched.mishap()).toContain('with SIGKILL at ');
  expect(watched.mishap()?.endsWith('Its last words: none')).toBe(true);
});

it('nothing is told of an end that is meant', async () => {
  const { child, watched, closed } = daemon('setInterval(() => {}, 1000)');
  watched.dismiss();
  child.kill('SIGKILL');
  await closed;
  expect(watched.mishap()).toBeUndefined();
});
