import { existsSync } from 'node:fs';
import type { Socket } from 'node:net';
import {
  askOwner,
  connectToOwner,
  nowhere,
  type OwnerAddress,
  type Surface,
} from '../adapters/owner/client.ts';
import type { OwnerCall, RequestOf, ResponseOf } from '../adapters/owner/protocol.ts';
import { socketPath } from '../adapters/owner/socket-path.ts';
import { findPaths } from '../adapters/system/paths.ts';
import { systemClock } from '../adapters/system/system-clock.ts';
import { AppError, hasCode } from '../core/errors.ts';
import { retryWhileBusy } from '../core/retry.ts';
import { startAgent } from './start-agent.ts';

const attempts = 3;

/** What may be asked twice: whoever has gone without an answer may have done it already. */
const harmless: Readonly<Record<OwnerCall, boolean>> = {
  status: true,
  roles: true,
  catalogues: true,
  'catalogue-refresh': true,
  'catalogue-login': false,
  'catalogue-logout': true,
  'catalogue-trust': true,
  console: true,
  credentials: true,
  keep: true,
  explain: true,
  confirm: true,
  'profile-write': true,
  'profile-remove': false,
  // Whoever asks has read half of it already.
  doctor: false,
  show: true,
  agent: true,
  lock: true,
  login: false,
  logout: false,
  stop: false,
  'hand-over': false,
};

/**
 * Asks the running app or agent; starts an agent where there is none. Where a role wants a yes first, whoever sits at
 * the terminal is asked.
 * @throws AppError `confirmation_declined`, `confirmation_needed` where nobody can be asked, and what the owner says
 */
export async function ask<Call extends OwnerCall>(
  config: string | undefined,
  call: Call,
  request: RequestOf<Call>,
  surface: Surface = nowhere,
): Promise<ResponseOf<Call>> {
  try {
    return await askSilently(config, call, request, surface);
  } catch (error) {
    if (!hasCode(error, 'confirmation_needed')) throw error;
    const { canAsk, askForYes } = await import('./confirm.ts');
    if (!canAsk()) throw error;
    const { id: role } = error.details;
    if (!(await askForYes(error.details))) {
      // The app's window need not ask any more.
      await askSilently(config, 'confirm', { role, no: true });
      throw new AppError('confirmation_declined', {});
    }
    // What was asked for, and no more.
    const access = 'access' in request ? request.access : undefined;
    await askSilently(config, 'confirm', { role, ...(access && { access }) });
    return askSilently(config, call, request, surface);
  }
}

/** The same for who must not say a word to the user: programs that other programs run, and those that answer them. */
export async function askSilently<Call extends OwnerCall>(
  config: string | undefined,
  call: Call,
  request: RequestOf<Call>,
  surface: Surface = nowhere,
): Promise<ResponseOf<Call>> {
  const address = ownerAddress(config);
  return retryWhileBusy(
    systemClock,
    async () => askOwner(await connectOrStart(address), address, call, request, surface),
    harmless[call],
  );
}

/** Asks the running owner only. @returns undefined where there is none */
export async function askRunning<Call extends OwnerCall>(
  config: string | undefined,
  call: Call,
  request: RequestOf<Call>,
): Promise<ResponseOf<Call> | undefined> {
  const address = ownerAddress(config);
  return retryWhileBusy(
    systemClock,
    async () => {
      const connection = await connectToOwner(address.socket);
      return connection && askOwner(connection, address, call, request, nowhere);
    },
    harmless[call],
  );
}

/**
 * Has the owner keep a role's credentials fresh for as long as the connection stands; starts an agent where there is no
 * owner. Resolves when the owner has had enough: then it, or the next one, is to be asked anew.
 *
 * @param kept gets the newest credentials, or undefined where those of before are to be forgotten
 * @param begun gets what ends it from this side
 * @throws AppError `owner_gone` where the connection ends, and whatever the owner answers with
 */
export async function keepWithOwner(
  config: string | undefined,
  wish: RequestOf<'keep'>,
  kept: NonNullable<Surface['keep']>,
  begun: (hangUp: () => void) => void,
): Promise<void> {
  const address = ownerAddress(config);
  const connection = await connectOrStart(address);
  begun(() => connection.destroy());
  await askOwner(connection, address, 'keep', wish, { ...nowhere, keep: kept });
}

function ownerAddress(configOption: string | undefined): OwnerAddress {
  const paths = findPaths(process.env, configOption);
  return { socket: socketPath(paths.runtime), config: paths.config };
}

async function connectOrStart(address: OwnerAddress): Promise<Socket> {
  // An owner may end between the moment it is found and the moment it is asked, so try again.
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const connection = await connectToOwner(address.socket);
    if (connection !== undefined) return connection;
    // An agent for a mistyped path would stand in the way of the right one.
    if (!existsSync(address.config)) throw new AppError('config_missing', { path: address.config });
    await startAgent(address.config);
  }
  const last = await connectToOwner(address.socket);
  if (last !== undefined) return last;
  throw new AppError('owner_unreachable', { path: address.socket, reason: 'the agent does not start' });
}
