import { mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock, Log } from '../../core/ports.ts';
import type { Paths } from './paths.ts';
import { createStreamLog } from './stream-log.ts';

/**
 * An agent's log: this run's events only. They hold no secret, but they are nobody else's business. The file is opened
 * with the first of them: a second agent, which finds that it is not needed, must not empty the first one's.
 */
export function createAgentLog({ state }: Paths, clock: Clock): Log {
  let file: number | undefined;
  return createStreamLog((line) => {
    if (file === undefined) {
      mkdirSync(state, { recursive: true, mode: 0o700 });
      file = openSync(join(state, 'agent.log'), 'w', 0o600);
    }
    writeSync(file, line);
  }, clock);
}
