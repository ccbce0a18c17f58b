import type { AwsCredentials } from '../../../core/model.ts';
import { isoSeconds } from './iso-seconds.ts';
import { oneLine } from './expressible.ts';

/** `credential_process` in ~/.aws/config. Source: AWS SDKs reference, "Process credential provider". */
export function process(credentials: AwsCredentials): string {
  return `${JSON.stringify({
    Version: 1,
    AccessKeyId: oneLine('AccessKeyId', credentials.accessKeyId),
    SecretAccessKey: oneLine('SecretAccessKey', credentials.secretAccessKey),
    SessionToken: oneLine('SessionToken', credentials.sessionToken),
    Expiration: isoSeconds(credentials.expiresAt),
  })}\n`;
}
