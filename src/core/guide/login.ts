import { exitCodes, type Guide, type Guidance } from './guidance.ts';

const { configuration, login, refused, network } = exitCodes;

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

/** Signing in, and the identity provider. */
export const loginGuide = {
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
  signed_out_meanwhile: () => ({
    title: 'You signed out while this was under way.',
    hint: 'Nothing was opened or handed out. Sign in again to go on.',
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
} satisfies Partial<Guide>;
