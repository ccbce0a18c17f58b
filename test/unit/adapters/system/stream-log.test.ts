import { expect, test } from 'vitest';
import { createStreamLog } from '../../../../src/adapters/system/stream-log.ts';
import { FakeClock } from '../../../support/fake-clock.ts';

test('an event is one line of JSON with its time', () => {
  const lines: string[] = [];
  const log = createStreamLog((line) => lines.push(line), new FakeClock());

  log.info('console.opened', { role: 'prod' });
  log.warn('role.failed', { role: 'two\nlines', code: 'x' });

  expect(lines).toEqual([
    '{"at":"2026-03-01T12:00:00.000Z","level":"info","event":"console.opened","role":"prod"}\n',
    '{"at":"2026-03-01T12:00:00.000Z","level":"warn","event":"role.failed","role":"two\\nlines","code":"x"}\n',
  ]);
});
