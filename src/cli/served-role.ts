import {
  createCredentialEndpoint,
  endpointVariables,
  type EndpointAddress,
} from '../adapters/sinks/endpoint/credential-endpoint.ts';
import type { CredentialUse } from '../adapters/owner/protocol.ts';
import { endpointEnvironment, type RoleEnvironment } from '../adapters/sinks/role-environment.ts';
import { silentLog } from '../adapters/system/silent-log.ts';
import { systemClock } from '../adapters/system/system-clock.ts';
import type { EndpointAnswer } from '../core/delivery-ports.ts';
import { asAppError } from '../core/errors.ts';
import type { Access, AwsCredentials } from '../core/model.ts';
import type { Log } from '../core/ports.ts';
import { createSingleFlight } from '../core/single-flight.ts';
import { keepRole, type KeptRole } from './kept-role.ts';
import { languageOf } from './language.ts';
import { sayNotice } from './notice.ts';
import { ask, askSilently } from './owner.ts';
import { wordsFor } from './words.ts';

/** Where a role's credentials are to be had while it is served. */
export interface RoleAddress extends EndpointAddress {
  /** The role's. */
  readonly region: string;
}

/** Serves roles to programs of this computer, out of this process and for as long as it lives. */
export interface RoleServer {
  /** @throws AppError what keeps the role's credentials from being had now, such as `login_needed` */
  serve(role: string): Promise<RoleAddress>;
  /** Gives nothing out any more. May be called more than once. */
  close(): Promise<void>;
}

/** A role that is served to programs of this computer for as long as it is needed. */
export interface ServedRole {
  /** What makes AWS's clients find it: the endpoint's address and token, and the role's region. */
  readonly variables: Readonly<Record<string, string>>;
  /** May be called more than once. */
  close(): Promise<void>;
}

/**
 * Serves one role until it is closed; its credentials are renewed meanwhile.
 * @throws AppError what keeps the role's credentials from being had now, such as `login_needed`
 */
export async function serveRole(
  config: string | undefined,
  role: string,
  use: CredentialUse,
  access?: Access,
): Promise<ServedRole> {
  const server = createRoleServer(config, silentLog, use, access);
  try {
    return { variables: environmentOf(await server.serve(role)).variables, close: () => server.close() };
  } catch (error) {
    await server.close();
    throw error;
  }
}

/**
 * @param use what they are for, for the list of what was done
 * @param access what the sessions may do; as each role says where unset
 */
export function createRoleServer(
  config: string | undefined,
  log: Log,
  use: CredentialUse,
  access?: Access,
): RoleServer {
  const wish = { use, ...(access && { access }) };
  const endpoint = createCredentialEndpoint({ clock: systemClock, log });
  const kept = new Map<string, KeptRole>();
  const questions = createSingleFlight<string, AwsCredentials>();

  /** From memory where the owner keeps it filled; it does not for roles that want to be asked about each time. */
  function answer(role: string): EndpointAnswer | Promise<EndpointAnswer> {
    const current = kept.get(role)?.current();
    return current === undefined ? askOwner(role) : { kind: 'credentials', credentials: current };
  }

  async function askOwner(role: string): Promise<EndpointAnswer> {
    try {
      const credentials = await questions.run(role, () =>
        askSilently(config, 'credentials', { role, ...wish }),
      );
      return { kind: 'credentials', credentials };
    } catch (error) {
      const failure = asAppError(error);
      const { sentence } = wordsFor(failure, languageOf(process.env));
      return { kind: 'refused', code: failure.code, message: sentence };
    }
  }

  return {
    async serve(role) {
      // Whoever starts something that runs long wants to know now, and not when it first needs them.
      const { region, notice } = await ask(config, 'credentials', { role, ...wish });
      await sayNotice(role, notice);
      const address = await endpoint.serve(role, () => answer(role));
      const keeping = kept.get(role) ?? keepRole(config, role, access);
      kept.set(role, keeping);
      // The first who asks is to be answered from memory, too.
      await keeping.begun;
      return { ...address, region };
    },
    async close() {
      for (const one of kept.values()) one.close();
      kept.clear();
      await endpoint.close();
    },
  };
}

/** The environment that leads AWS's clients there. */
export function environmentOf({ region, ...address }: RoleAddress): RoleEnvironment {
  return endpointEnvironment(endpointVariables(address), region);
}
