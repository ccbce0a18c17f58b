import type { CredentialSink } from '../../core/delivery-ports.ts';
import type { ClipboardLender } from './clipboard.ts';

/** Copies the console's address. It signs its bearer in: a secret like the credentials themselves. */
export function createCopiedConsole(lender: ClipboardLender): CredentialSink {
  return {
    id: 'copy-console',
    async deliver({ role, settings, consoleUrl }) {
      return lender.lend(role.id, await consoleUrl(), settings.clipboard.clearAfterMs);
    },
  };
}
