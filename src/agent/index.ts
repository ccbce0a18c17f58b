import { mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { takeOwnership } from '../adapters/owner/ownership.ts';
import { toReport, type AgentMessage } from '../adapters/owner/protocol.ts';
import { createOwnerServer } from '../adapters/owner/server.ts';
import { socketPath } from '../adapters/owner/socket-path.ts';
import { findPaths, type Paths } from '../adapters/system/paths.ts';
import { createStreamLog } from '../adapters/system/stream-log.ts';
import { systemClock } from '../adapters/system/system-clock.ts';
import { asAppError } from '../core/errors.ts';
import { version } from '../core/version.ts';
import { composeOwner } from './compose.ts';
import { createIdleTimer } from './idle-timer.ts';

/** The longest that a token endpoint is waited for, and a little more to store what it gave; milliseconds. */
const refreshTime = 17_000;
/** How long clients may take to read their replies, in milliseconds. */
const repliesTime = 2_000;

/** The agent: the owner as a plain Node process, for machines without the app. Ends after 15 idle minutes. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { config: { type: 'string' } } });
  const paths = findPaths(process.env, values.config);
  const log = createStreamLog(openLog(paths), systemClock);
  const owner = composeOwner(paths, log);

  const idle = createIdleTimer(systemClock, () => void end());
  const serve = createOwnerServer({
    owner,
    identity: { kind: 'agent', pid: process.pid, version },
    configPath: paths.config,
    clock: systemClock,
    log,
    show: () => false,
    end: () => void end(),
  });
  const ownership = await takeOwnership(socketPath(paths.runtime), (connection) => {
    idle.busy();
    connection.once('close', () => idle.free());
    serve(connection);
  });
  // Whoever started us goes on either way: there is an owner now.
  tell(ownership === undefined ? 'taken' : 'ready');
  if (process.connected) process.disconnect();
  if (ownership === undefined) return;
  log.info('agent.started', { pid: process.pid });

  let ending = false;
  async function end(): Promise<void> {
    if (ending) return;
    ending = true;
    log.info('agent.ended');
    // A refresh under way gets to store its token: the provider has revoked the one before it.
    systemClock.after(refreshTime, () => process.exit(0));
    await owner.end();
    systemClock.after(repliesTime, () => process.exit(0));
    await ownership?.release();
    process.exit(0);
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, () => void end());
}

/**
 * This run's events only. They hold no secret, but they are nobody else's business. The file is opened with the first
 * of them: a second agent, which finds that it is not needed, must not empty the first one's.
 */
function openLog({ state }: Paths): (line: string) => void {
  let file: number | undefined;
  return (line) => {
    if (file === undefined) {
      mkdirSync(state, { recursive: true, mode: 0o700 });
      file = openSync(join(state, 'agent.log'), 'w', 0o600);
    }
    writeSync(file, line);
  };
}

/** To whoever started us. */
function tell(message: AgentMessage): void {
  process.send?.(message);
}

main().catch((error: unknown) => {
  tell(toReport(asAppError(error)));
  process.exitCode = 1;
  if (process.connected) process.disconnect();
});
