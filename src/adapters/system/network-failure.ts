import { AppError } from '../../core/errors.ts';
import { authorityBehind } from './certificate-authority.ts';

/** OpenSSL's and Node's names for a certificate that does not hold. */
const untrusted =
  /^(CERT_|ERR_TLS_CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE))/;

/** A failure of Node's sockets in words of the core: the certificate does not hold, or there was no whole answer. */
export function networkFailure(error: unknown, host: string): AppError {
  const options = { cause: error };
  const code = codeOf(error);
  if (untrusted.test(code)) {
    const authority = authorityBehind(error);
    const details = { host, reason: sentence(code), ...(authority !== undefined && { authority }) };
    return new AppError('network_untrusted', details, options);
  }
  const reason = code === '' ? 'the connection broke' : code;
  return new AppError('network_unreachable', { host, reason }, options);
}

function codeOf(error: unknown): string {
  for (let current = error; current instanceof Error; current = current.cause) {
    if ('code' in current && typeof current.code === 'string') return current.code;
  }
  return '';
}

function sentence(code: string): string {
  const words = code.replace(/^ERR_/, '').replaceAll('_', ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
