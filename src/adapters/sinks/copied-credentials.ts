import { copyFormats } from '../../core/model.ts';
import type { CredentialSink } from '../../core/delivery-ports.ts';
import type { ClipboardLender } from './clipboard.ts';
import { formats } from './formats.ts';
import { sectionNameFrom } from './formats/ini.ts';

/** Copies credentials: one sink for each reader. */
export function createCopiedCredentials(lender: ClipboardLender): readonly CredentialSink[] {
  return copyFormats.map((format) => ({
    id: `copy-${format}` as const,
    async deliver({ role, settings, credentials }) {
      const text = formats[format]({
        credentials: await credentials(),
        region: role.region,
        profile: sectionNameFrom(role.profile),
      });
      return lender.lend(role.id, text, settings.clipboard.clearAfterMs);
    },
  }));
}
