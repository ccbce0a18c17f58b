import type { Log } from '../../core/ports.ts';

/** For commands: they speak to their terminal, and keep no log. */
export const silentLog: Log = { info: () => undefined, warn: () => undefined };
