import type { EndpointServer } from '../../core/delivery-ports.ts';
import type { Clock, Log } from '../../core/ports.ts';
import type { CredentialEndpoint } from './endpoint/credential-endpoint.ts';

/** The local endpoint's server is loaded when the first role is served. */
export function createLazyEndpointServer(clock: Clock, log: Log): EndpointServer {
  let endpoint: CredentialEndpoint | undefined;
  return {
    async serve(role, answer) {
      const { createCredentialEndpoint, endpointVariables } =
        await import('./endpoint/credential-endpoint.ts');
      endpoint ??= createCredentialEndpoint({ clock, log });
      return endpointVariables(await endpoint.serve(role, answer));
    },
    withdraw: (role) => endpoint?.withdraw(role),
    close: async () => endpoint?.close(),
  };
}
