import type { ErrorCode } from '../errors.ts';
import { exitCodes, type Consequence } from './guidance.ts';

const { bug, usage, configuration, login, refused, network, keychain, file } = exitCodes;

/** What follows from each failure: the exit code of a command, and the button that helps, where one does. */
export const consequences: Readonly<Record<ErrorCode, Consequence>> = {
  internal: { action: 'retry', exitCode: bug },
  usage: { exitCode: usage },

  config_missing: { action: 'open-config', exitCode: configuration },
  config_unreadable: { action: 'reload-config', exitCode: configuration },
  config_broken: { action: 'open-config', exitCode: configuration },
  config_other: { exitCode: configuration },
  unknown_role: { exitCode: configuration },
  unknown_identity: { exitCode: configuration },
  no_identity: { action: 'open-config', exitCode: configuration },
  identity_ambiguous: { exitCode: usage },
  partition_unsupported: { exitCode: configuration },

  login_needed: { action: 'sign-in', exitCode: login },
  login_cancelled: { action: 'sign-in', exitCode: login },
  confirmation_needed: { action: 'retry', exitCode: login },
  confirmation_declined: { exitCode: login },
  login_replaced: { action: 'sign-in', exitCode: login },
  signed_out_meanwhile: { action: 'sign-in', exitCode: login },
  login_denied: { action: 'sign-in', exitCode: login },
  login_timeout: { action: 'sign-in', exitCode: login },
  login_refused: { action: 'sign-in', exitCode: refused },
  login_port_taken: { action: 'retry', exitCode: network },
  device_unsupported: { action: 'sign-in', exitCode: refused },
  device_code_expired: { action: 'sign-in', exitCode: login },
  session_expired: { action: 'sign-in', exitCode: login },
  session_unknown: { action: 'sign-in', exitCode: login },

  issuer_not_oidc: { action: 'retry', exitCode: network },
  issuer_mismatch: { action: 'open-config', exitCode: configuration },
  issuer_failed: { action: 'retry', exitCode: refused },
  client_refused: { action: 'open-config', exitCode: refused },
  no_refresh_token: { exitCode: refused },
  no_id_token: { exitCode: refused },
  id_token_invalid: { action: 'retry', exitCode: refused },
  clock_skew: { action: 'retry', exitCode: refused },

  role_refused: { action: 'explain', exitCode: refused },
  sts_token_refused: { action: 'explain', exitCode: refused },
  sts_claim_rejected: { action: 'sign-in', exitCode: login },
  sts_token_expired: { action: 'explain', exitCode: refused },
  sts_issuer_unreachable: { action: 'retry', exitCode: refused },
  sts_duration_refused: { action: 'open-config', exitCode: refused },
  sts_region_disabled: { action: 'open-config', exitCode: refused },
  sts_throttled: { action: 'retry', exitCode: refused },
  sts_unavailable: { action: 'retry', exitCode: refused },
  sts_not_aws: { action: 'retry', exitCode: network },
  sts_failed: { action: 'retry', exitCode: refused },
  console_refused: { action: 'retry', exitCode: refused },

  network_unreachable: { action: 'retry', exitCode: network },
  network_timeout: { action: 'retry', exitCode: network },
  network_untrusted: { action: 'retry', exitCode: network },
  network_redirected: { action: 'retry', exitCode: network },
  network_proxy: { action: 'retry', exitCode: network },

  keychain_missing: { action: 'sign-in', exitCode: keychain },
  keychain_locked: { action: 'retry', exitCode: keychain },
  keychain_dismissed: { action: 'retry', exitCode: keychain },
  keychain_gone: { action: 'retry', exitCode: keychain },
  keychain_unreadable: { action: 'sign-in', exitCode: keychain },
  keychain_failed: { action: 'retry', exitCode: keychain },

  console_link_visited_twice: { exitCode: file },
  browser_failed: { action: 'retry', exitCode: file },
  clipboard_failed: { action: 'retry', exitCode: file },
  clipboard_not_cleared: { exitCode: file },
  file_failed: { action: 'retry', exitCode: file },

  aws_file_malformed: { action: 'retry', exitCode: file },
  aws_file_locked: { action: 'retry', exitCode: file },
  profile_taken: { action: 'overwrite', exitCode: file },
  profile_shadowed: { action: 'overwrite', exitCode: file },
  profile_unknown: { exitCode: file },
  endpoint_failed: { action: 'retry', exitCode: file },
  endpoint_off: { exitCode: file },
  terminal_failed: { action: 'retry', exitCode: file },

  owner_unreachable: { exitCode: file },
  owner_gone: { action: 'retry', exitCode: file },
  owner_silent: { exitCode: file },
  owner_version: { exitCode: usage },
  owner_busy: { action: 'retry', exitCode: file },

  ci_token_missing: { exitCode: login },
  ci_token_unreadable: { exitCode: login },
};
