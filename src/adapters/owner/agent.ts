import { createIdleTimer } from '../../core/idle-timer.ts';
import type { Owner } from '../../core/owner.ts';
import type { Clock, Log } from '../../core/ports.ts';
import { version } from '../../core/version.ts';
import type { OwnerAddress } from './client.ts';
import { takeOwnership } from './ownership.ts';
import { createOwnerServer } from './server.ts';

interface Parts {
  readonly owner: Owner;
  readonly address: OwnerAddress;
  readonly clock: Clock;
  readonly log: Log;
  /** Ends the process. */
  readonly exit: () => void;
}

/** An owner in the background. */
export interface Agent {
  /** Ends it as a whole: what it was asked is answered, a token on its way is stored. */
  end(): void;
}

/** The longest that a token endpoint is waited for, and a little more to store what it gave; milliseconds. */
const refreshTime = 17_000;
/** How long clients may take to read their replies, in milliseconds. */
const repliesTime = 2_000;

/**
 * Serves as the owner until nobody has asked anything or kept credentials fresh for 15 minutes, or somebody asks it
 * to end.
 * @returns undefined where another process is the owner
 * @throws AppError `file_failed` where the socket's folder cannot be used
 */
export async function startAgent({ owner, address, clock, log, exit }: Parts): Promise<Agent | undefined> {
  const idle = createIdleTimer(
    clock,
    () => void end(),
    () => owner.inUse(),
  );
  const serve = createOwnerServer({
    owner,
    identity: { kind: 'agent', pid: process.pid, version },
    configPath: address.config,
    clock,
    log,
    show: () => false,
    end: () => void end(),
    usage: idle,
  });
  const ownership = await takeOwnership(address.socket, serve).catch((error: unknown) => {
    idle.stop();
    throw error;
  });
  if (ownership === undefined) {
    // Its timer would keep this process for nothing.
    idle.stop();
    return undefined;
  }
  log.info('agent.started', { pid: process.pid });
  // Those are found with the first command, which reads the configuration.
  void owner.resumeProfiles();

  let ending = false;
  async function end(): Promise<void> {
    if (ending) return;
    ending = true;
    log.info('agent.ended');
    // A refresh under way gets to store its token: the provider has revoked the one before it.
    clock.after(refreshTime, exit);
    await owner.end();
    clock.after(repliesTime, exit);
    await ownership?.release();
    exit();
  }
  return { end: () => void end() };
}
