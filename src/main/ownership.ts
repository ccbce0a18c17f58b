import { askOwner, connectToOwner, nowhere, type OwnerAddress } from '../adapters/owner/client.ts';
import { takeOwnership, type Ownership } from '../adapters/owner/ownership.ts';
import { fromSerial } from '../adapters/owner/protocol.ts';
import type { createOwnerServer } from '../adapters/owner/server.ts';
import { AppError, asAppError, hasCode } from '../core/errors.ts';
import type { Owner } from '../core/owner.ts';
import type { Clock, Log } from '../core/ports.ts';

interface Parts {
  readonly owner: Owner;
  readonly serve: ReturnType<typeof createOwnerServer>;
  readonly address: OwnerAddress;
  readonly clock: Clock;
  readonly log: Log;
  /** Told once where the agent in the way hangs. It is waited for: there must not be two owners. */
  readonly onSilent: (error: AppError) => void;
}

const attempts = 50;
const pauseMs = 100;

/**
 * Makes the app the owner. A running agent hands over what only it knows, so that nobody has to sign in again.
 * @throws AppError `owner_busy` where another owner stays in the way
 */
export async function becomeOwner(parts: Parts): Promise<Ownership> {
  const { owner, serve, address, clock, log, onSilent } = parts;
  let told = false;
  for (let attempt = 1; attempt <= attempts;) {
    const silence = await relieveAgent(owner, address, log);
    if (silence === undefined) {
      const ownership = await takeOwnership(address.socket, serve);
      if (ownership !== undefined) return ownership;
      attempt += 1;
    } else if (!told) {
      told = true;
      log.warn('owner.silent', { pid: silence.details.pid });
      onSilent(silence);
    }
    await new Promise<void>((resolve) => void clock.after(pauseMs, resolve));
  }
  throw new AppError('owner_busy', {});
}

/** @returns what to say where the agent hangs */
async function relieveAgent(
  owner: Owner,
  address: OwnerAddress,
  log: Log,
): Promise<AppError<'owner_silent'> | undefined> {
  const connection = await connectToOwner(address.socket);
  if (connection === undefined) return undefined;
  try {
    const memory = await askOwner(connection, address, 'hand-over', {}, nowhere);
    owner.adopt(fromSerial(memory));
    log.info('owner.took-over');
  } catch (error) {
    if (hasCode(error, 'owner_silent')) return error;
    if (hasCode(error, 'owner_busy')) throw error;
    // One with another configuration or version has nothing for us: it is only asked to end.
    log.warn('owner.no-hand-over', { code: asAppError(error).code });
    const again = await connectToOwner(address.socket);
    if (again !== undefined) await askOwner(again, address, 'stop', {}, nowhere).catch(() => undefined);
  }
  return undefined;
}
