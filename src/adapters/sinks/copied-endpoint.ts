import type { CredentialSink } from '../../core/delivery-ports.ts';
import type { ClipboardLender } from './clipboard.ts';
import { environmentFormats, isEnvironmentFormat } from './formats.ts';
import { endpointEnvironment } from './role-environment.ts';

/** Copies the variables that lead AWS's clients to the local endpoint: who has them gets credentials. */
export function createCopiedEndpoint(lender: ClipboardLender): CredentialSink {
  return {
    id: 'copy-endpoint',
    async deliver({ role, settings, format = 'env', endpointVariables }) {
      const { variables, unwanted } = endpointEnvironment(await endpointVariables(), role.region);
      // As what was copied last, where that is an environment.
      const text = environmentFormats[isEnvironmentFormat(format) ? format : 'env'](variables, unwanted);
      return lender.lend(role.id, text, settings.clipboard.clearAfterMs);
    },
  };
}
