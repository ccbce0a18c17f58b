import {
  createCredentialEndpoint,
  endpointVariables,
} from '../adapters/sinks/endpoint/credential-endpoint.ts';
import { systemClock } from '../adapters/system/system-clock.ts';
import type { RoleId } from '../core/model.ts';
import { ask } from './owner.ts';

/** A role that is served to programs of this computer for as long as it is needed. */
export interface ServedRole {
  /** What makes AWS's clients find it: the endpoint's address and token, and the role's region. */
  readonly variables: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/**
 * Serves one role until it is closed; its credentials are renewed meanwhile.
 * @throws AppError what keeps the role's credentials from being had now, such as `login_needed`
 */
export async function serveRole(config: string | undefined, role: string): Promise<ServedRole> {
  const { region } = await ask(config, 'credentials', { role });
  const silent = { info: () => undefined, warn: () => undefined };
  const endpoint = createCredentialEndpoint({ clock: systemClock, log: silent });
  const address = await endpoint.serve(role as RoleId, async () => ({
    kind: 'credentials',
    credentials: await ask(config, 'credentials', { role }),
  }));
  return {
    variables: { ...endpointVariables(address), AWS_REGION: region, AWS_DEFAULT_REGION: region },
    close: () => endpoint.close(),
  };
}
