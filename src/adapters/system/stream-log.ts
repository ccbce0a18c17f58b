import type { Clock, Log } from '../../core/ports.ts';

type Level = Parameters<Log['info']>;

/** One line of JSON per event. Fields hold no secret: see the port. */
export function createStreamLog(write: (line: string) => void, clock: Clock): Log {
  const entry =
    (level: 'info' | 'warn') =>
    (...[event, fields]: Level) =>
      write(`${JSON.stringify({ at: new Date(clock.now()).toISOString(), level, event, ...fields })}\n`);
  return { info: entry('info'), warn: entry('warn') };
}
