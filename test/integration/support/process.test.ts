import { expect, test } from 'vitest';
import { run, startProcess } from '../../support/process.ts';

test('a process gives its output, its exit code and what it was told', async () => {
  const result = await run('sh', ['-c', 'cat; echo "$WORD" >&2; exit 3'], {
    env: { PATH: process.env['PATH'] ?? '', WORD: 'aside' },
    input: 'told',
  });

  expect(result).toMatchObject({ code: 3, signal: null, stdout: 'told', stderr: 'aside\n' });
});

test('a process that a signal ends has no exit code', async () => {
  expect(await run('sh', ['-c', 'kill -TERM $$'])).toMatchObject({ code: null, signal: 'SIGTERM' });
});

test('a process that does not end in time is killed, although its child keeps the output open', async () => {
  const slow = startProcess('sh', ['-c', 'sleep 5 & echo begun; wait'], { deadline: 300 });

  await expect(slow.result).rejects.toThrow(/Not done after 300 ms: sh[^]*begun/);
});

test('a missing program is an error', async () => {
  await expect(run('no-such-program-here')).rejects.toThrow('ENOENT');
});

test('output can be waited for while the process runs, and its early end is an error', async () => {
  const echo = startProcess('sh', ['-c', 'read word; echo "got $word"; read rest']);
  echo.write('this\n');

  expect(await echo.output((stdout) => stdout.includes('\n'))).toBe('got this\n');
  const never = echo.output((stdout) => stdout.includes('never'));
  echo.write('\n');
  await expect(never).rejects.toThrow('It ended (code 0) before the output came');
});
