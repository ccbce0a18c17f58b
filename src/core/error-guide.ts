import type { AppError, ErrorCode, ErrorDetails } from './errors.ts';

/** The one thing a button can do about a failure. */
export type ErrorAction = 'sign-in' | 'retry' | 'open-config' | 'reload-config';

/** What scripts can tell apart. */
export const exitCodes = {
  done: 0,
  bug: 1,
  usage: 2,
  configuration: 3,
  login: 4,
  refused: 5,
  network: 6,
  keychain: 7,
  file: 8,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export interface Guidance {
  /** What happened, in one line. */
  readonly title: string;
  /** What to do next. */
  readonly hint: string;
  readonly action?: ErrorAction;
  readonly exitCode: ExitCode;
}

type Guide = { readonly [Code in ErrorCode]: (details: ErrorDetails[Code]) => Guidance };

const { bug, usage, configuration, login, refused, network, keychain, file } = exitCodes;

/** The words of others, which may be none and mostly end without a full stop. */
function sentence(text: string): string {
  const words = text.trim();
  if (words === '') return 'No reason was given.';
  return /[.!?]$/.test(words) ? words : `${words}.`;
}

/** What a status without an OAuth error says about the issuer. */
function issuerTrouble(issuer: string, status: number): Pick<Guidance, 'title' | 'hint'> {
  switch (status) {
    case 429:
      return {
        title: 'GitLab asks to slow down.',
        hint: `${issuer} has had too many requests from here. Wait a minute, then try again. Your session is kept.`,
      };
    case 500:
      return {
        title: 'GitLab could not answer.',
        hint: `${issuer} answered with status 500. Try again later. If it stays, your user may be blocked there: ask its administrator.`,
      };
    default:
      return {
        title: 'GitLab is not available.',
        hint: `${issuer} answered with status ${status}. It may be under maintenance or overloaded: try again later. Your session is kept.`,
      };
  }
}

/** What each failure means to the person in front of it. A code without an entry does not compile. */
const guide: Guide = {
  internal: () => ({
    title: 'Something went wrong inside Tobira.',
    hint: 'This is a bug. Try again; if it stays, report it with what you did.',
    action: 'retry',
    exitCode: bug,
  }),
  usage: ({ message }) => ({ title: message, hint: 'See `tobira --help`.', exitCode: usage }),

  config_missing: ({ path }) => ({
    title: 'There is no configuration yet.',
    hint: `Create ${path} with your GitLab address, application id and roles. The README shows a minimal one.`,
    action: 'open-config',
    exitCode: configuration,
  }),
  config_unreadable: ({ path, reason }) => ({
    title: 'The configuration cannot be read.',
    hint: `${path}: ${reason}.`,
    action: 'reload-config',
    exitCode: configuration,
  }),
  config_broken: ({ path, problems }) => ({
    title: 'The configuration has a mistake.',
    hint: `${path}: ${problems.join(' ')}`,
    action: 'open-config',
    exitCode: configuration,
  }),
  config_other: ({ path, ownerPath }) => ({
    title: 'Tobira is running with another configuration.',
    hint: `It uses ${ownerPath}, you asked for ${path}. Quit it first (\`tobira agent stop\`, or Quit in the tray).`,
    exitCode: configuration,
  }),
  unknown_role: ({ role, known, problems }) => ({
    title: `There is no role "${role}".`,
    hint: [
      known.length === 0 ? 'The configuration names no usable role.' : `Known roles: ${known.join(', ')}.`,
      problems === 0 ? '' : 'Some entries were left out: `tobira status` says why.',
    ]
      .join(' ')
      .trim(),
    exitCode: configuration,
  }),
  unknown_identity: ({ identity, known }) => ({
    title: `There is no identity "${identity}".`,
    hint:
      known.length === 0
        ? 'The configuration names no identities yet.'
        : `Known identities: ${known.join(', ')}.`,
    exitCode: configuration,
  }),
  no_identity: ({ path }) => ({
    title: 'The configuration names no identity.',
    hint: `Add your GitLab address and application id under \`identities:\` in ${path}.`,
    action: 'open-config',
    exitCode: configuration,
  }),
  identity_ambiguous: ({ known }) => ({
    title: 'Which identity?',
    hint: `Name one of: ${known.join(', ')}.`,
    exitCode: usage,
  }),
  partition_unsupported: ({ partition }) => ({
    title: `Tobira cannot open consoles in the partition "${partition}".`,
    hint: 'Supported are aws, aws-cn, aws-us-gov and aws-eusc.',
    exitCode: configuration,
  }),

  login_needed: ({ identity }) => ({
    title: `You are not signed in as "${identity}".`,
    hint: `Sign in in Tobira, or run \`tobira login ${identity}\`.`,
    action: 'sign-in',
    exitCode: login,
  }),
  login_cancelled: () => ({
    title: 'The login was cancelled.',
    hint: 'Nothing has changed. Sign in again when you are ready.',
    action: 'sign-in',
    exitCode: login,
  }),
  login_denied: ({ issuer }) => ({
    title: 'The login was denied in the browser.',
    hint: `${issuer} reports that access was not granted. Sign in again and choose "Authorize".`,
    action: 'sign-in',
    exitCode: login,
  }),
  login_timeout: ({ issuer, redirectUri }) => ({
    title: 'The browser did not come back in time.',
    hint: `If ${issuer} showed an error page, check the application there: its redirect URI must be ${redirectUri}, the client id must be right, and "Confidential" must be off.`,
    action: 'sign-in',
    exitCode: login,
  }),
  login_refused: ({ issuer, reason }) => ({
    title: 'The login was refused.',
    hint: `${issuer} answered: ${reason}. Check the application's scopes (openid, email, profile) and try again.`,
    action: 'sign-in',
    exitCode: refused,
  }),
  login_port_taken: ({ redirectUri }) => ({
    title: 'The port for the login is taken.',
    hint: `Another program listens at ${redirectUri}. Close it, or choose another redirectUri.`,
    action: 'retry',
    exitCode: network,
  }),
  session_expired: ({ identity, issuer }) => ({
    title: 'Your session has ended.',
    hint: `${issuer} no longer accepts it. Sign in again, or run \`tobira login ${identity}\`.`,
    action: 'sign-in',
    exitCode: login,
  }),
  session_unknown: ({ identity }) => ({
    title: 'Please sign in again.',
    hint: `The connection broke while your session was being renewed. Sign in, or run \`tobira login ${identity}\`.`,
    action: 'sign-in',
    exitCode: login,
  }),

  issuer_not_oidc: ({ issuer }) => ({
    title: 'This is not GitLab.',
    hint: `${issuer} does not answer as an OpenID Connect provider. Check the address, and whether a sign-in page of your network stands in between.`,
    action: 'retry',
    exitCode: network,
  }),
  issuer_mismatch: ({ issuer, claimed }) => ({
    title: 'The issuer calls itself something else.',
    hint: `Write \`issuer: ${claimed}\` in the configuration instead of ${issuer}.`,
    action: 'open-config',
    exitCode: configuration,
  }),
  issuer_failed: ({ issuer, status }) => ({
    ...issuerTrouble(issuer, status),
    action: 'retry',
    exitCode: refused,
  }),
  client_refused: ({ issuer, clientId }) => ({
    title: 'GitLab does not accept the application.',
    hint: `Check on ${issuer} that an application with the id ${clientId} exists and that "Confidential" is off.`,
    action: 'open-config',
    exitCode: refused,
  }),
  no_refresh_token: ({ issuer }) => ({
    title: 'The provider gives no refresh token.',
    hint: `${issuer} must issue refresh tokens to this application, else you would sign in every two minutes.`,
    exitCode: refused,
  }),
  no_id_token: ({ issuer }) => ({
    title: 'The provider gives no ID token.',
    hint: `${issuer} must issue ID tokens on login and on refresh: allow the scope "openid" on the application.`,
    exitCode: refused,
  }),
  id_token_invalid: ({ issuer, reason }) => ({
    title: 'The ID token could not be trusted.',
    hint: `Checking the token of ${issuer} failed: ${reason}. Your session is kept; try again.`,
    action: 'retry',
    exitCode: refused,
  }),
  clock_skew: ({ issuer, seconds }) => ({
    title: "This computer's clock is wrong.",
    hint: `It differs from ${issuer} by ${Math.abs(Math.round(seconds))} s. Set the time automatically, then try again.`,
    action: 'retry',
    exitCode: refused,
  }),

  role_refused: ({ roleArn, issuer, audience, subject }) => ({
    title: 'AWS does not let you assume this role.',
    hint: `The trust policy of ${roleArn} must allow issuer ${issuer}, aud ${audience}, sub ${subject}. AWS also answers this way when the role does not exist.`,
    action: 'retry',
    exitCode: refused,
  }),
  sts_token_refused: ({ roleArn, issuer, reason }) => ({
    title: 'AWS does not accept the ID token.',
    hint: `The account of ${roleArn} needs an IAM identity provider for ${issuer} with this application's id as audience. AWS says: ${sentence(reason)}`,
    action: 'retry',
    exitCode: refused,
  }),
  sts_token_expired: ({ roleArn }) => ({
    title: 'AWS says that the ID token has expired.',
    hint: `It was just issued for ${roleArn}, so a clock is wrong: check the time of this computer and of GitLab.`,
    action: 'retry',
    exitCode: refused,
  }),
  sts_issuer_unreachable: ({ issuer }) => ({
    title: 'AWS cannot reach GitLab.',
    hint: `AWS must be able to read ${issuer}/.well-known/openid-configuration and the keys it names from the internet. Try again; if it stays, ask who runs GitLab.`,
    action: 'retry',
    exitCode: refused,
  }),
  sts_duration_refused: ({ roleArn, seconds }) => ({
    title: 'The role does not allow so long a session.',
    hint: `${seconds} s is more than the maximum session duration of ${roleArn}. Write a smaller \`duration\`.`,
    action: 'open-config',
    exitCode: refused,
  }),
  sts_region_disabled: ({ region }) => ({
    title: `STS is not active in ${region} for this account.`,
    hint: 'Choose another region for the role, or have STS activated there.',
    action: 'open-config',
    exitCode: refused,
  }),
  sts_throttled: () => ({
    title: 'AWS asks to slow down.',
    hint: 'Too many requests right now. Try again in a minute.',
    action: 'retry',
    exitCode: refused,
  }),
  sts_failed: ({ code, reason }) => ({
    title: `AWS refused the request (${code}).`,
    hint: sentence(reason),
    action: 'retry',
    exitCode: refused,
  }),
  console_refused: ({ host, status }) => ({
    title: 'AWS did not open a console session.',
    hint: `${host} answered with status ${status} and no sign-in token. Try again, or leave out \`consoleDuration\`.`,
    action: 'retry',
    exitCode: refused,
  }),

  network_unreachable: ({ host, reason }) => ({
    title: `${host} cannot be reached.`,
    hint: `Check the network, VPN and proxy (${reason}). Your session is kept.`,
    action: 'retry',
    exitCode: network,
  }),
  network_timeout: ({ host, seconds }) => ({
    title: `${host} did not answer in time.`,
    hint: `Nothing whole arrived within ${seconds} s. Check the network and try again. Your session is kept.`,
    action: 'retry',
    exitCode: network,
  }),
  network_untrusted: ({ host, reason }) => ({
    title: `The certificate of ${host} is not trusted.`,
    hint: `${reason}. If your company has its own authority, add it to the system's certificates (for the CLI: NODE_EXTRA_CA_CERTS).`,
    action: 'retry',
    exitCode: network,
  }),
  network_redirected: ({ host }) => ({
    title: `${host} wants to send the request elsewhere.`,
    hint: 'Tobira follows no redirects with secrets in hand. Check the address, and whether a sign-in page of your network stands in between.',
    action: 'retry',
    exitCode: network,
  }),
  network_proxy: ({ host }) => ({
    title: 'The proxy refuses the connection.',
    hint: `It stands between you and ${host} and asks for a login or forbids the address. Check the proxy settings.`,
    action: 'retry',
    exitCode: network,
  }),

  keychain_missing: ({ reason }) => ({
    title: 'There is no keychain.',
    hint: `The system's secret service does not answer (${reason}). Start one, such as GNOME Keyring or KWallet, and start Tobira again. You can also sign in now: the session then lasts only while Tobira runs.`,
    action: 'sign-in',
    exitCode: keychain,
  }),
  keychain_locked: () => ({
    title: 'The keychain is locked.',
    hint: 'Unlock it, then try again. Your session in it is untouched.',
    action: 'retry',
    exitCode: keychain,
  }),
  keychain_failed: ({ reason }) => ({
    title: 'The keychain does not work.',
    hint: `It reports: ${sentence(reason)}`,
    action: 'retry',
    exitCode: keychain,
  }),

  browser_failed: ({ command }) => ({
    title: 'The browser could not be opened.',
    hint: `"${command}" failed. Set BROWSER to a program that takes a web address, or add --print to get the address.`,
    action: 'retry',
    exitCode: file,
  }),
  file_failed: ({ path, reason }) => ({
    title: 'A file could not be used.',
    hint: `${path}: ${reason}.`,
    action: 'retry',
    exitCode: file,
  }),

  owner_unreachable: ({ path, reason }) => ({
    title: 'Tobira does not answer.',
    hint: `Its socket is ${path} (${reason}). Quit Tobira and start it again.`,
    exitCode: bug,
  }),
  owner_version: ({ ours, theirs }) => ({
    title: 'Another version of Tobira is running.',
    hint: `It speaks protocol ${theirs}, this command speaks ${ours}. Quit it (\`tobira agent stop\`, or Quit in the tray) and try again.`,
    exitCode: usage,
  }),
  owner_busy: () => ({
    title: 'Another Tobira is just starting or ending.',
    hint: 'Try again in a moment.',
    action: 'retry',
    exitCode: bug,
  }),

  ci_token_missing: ({ variable }) => ({
    title: `The variable ${variable} is empty.`,
    hint: `Give the job an ID token: \`id_tokens: { ${variable}: { aud: ... } }\` in .gitlab-ci.yml.`,
    exitCode: login,
  }),
  ci_token_unreadable: ({ variable, reason }) => ({
    title: `The variable ${variable} holds no ID token.`,
    hint: `${reason}. It must be a token from \`id_tokens:\`, not an access token or CI_JOB_TOKEN.`,
    exitCode: login,
  }),
};

/** An error in the user's words. */
export function guidance<Code extends ErrorCode>(error: AppError<Code>): Guidance {
  return guide[error.code](error.details);
}
