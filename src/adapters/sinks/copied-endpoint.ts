import type { CredentialSink } from '../../core/delivery-ports.ts';
import type { ClipboardLender } from './clipboard.ts';
import { environmentFormats } from './formats.ts';

/** Copies the variables that lead AWS's clients to the local endpoint: who has them gets credentials. */
export function createCopiedEndpoint(lender: ClipboardLender): CredentialSink {
  return {
    id: 'copy-endpoint',
    async deliver({ role, settings, endpointVariables }) {
      const text = environmentFormats.env(await endpointVariables());
      return lender.lend(role.id, text, settings.clipboard.clearAfterMs);
    },
  };
}
