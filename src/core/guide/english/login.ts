import { hostOf, type Vocabulary } from '../guidance.ts';

/** Signing in, and the session that comes of it. */
export const loginWords = {
  login_needed: ({ identity }) => ({
    title: `You are not signed in as "${identity}".`,
    happened: 'This computer holds no session for it.',
    advice: 'Sign in, then try again.',
  }),
  login_cancelled: () => ({
    title: 'The login was cancelled.',
    happened: 'Nothing has changed.',
    advice: 'Sign in again when you are ready.',
  }),
  login_replaced: ({ by }) => ({
    title: 'Another sign-in took the place of this one.',
    happened: `Only one can wait for the browser at a time, and the one for "${by}" came later.`,
    advice: 'Finish that one first, then sign in again.',
  }),
  signed_out_meanwhile: () => ({
    title: 'You signed out while this was under way.',
    happened: 'No console was opened, and no credentials were handed out.',
    advice: 'Sign in again to go on.',
  }),
  login_denied: ({ issuer }) => ({
    title: 'The login was denied in the browser.',
    happened: `${hostOf(issuer)} reports that access was not granted.`,
    advice: 'Sign in again, and agree when it asks whether Tobira may have access.',
  }),
  login_timeout: ({ issuer, redirectUri }) => ({
    title: 'The browser did not come back in time.',
    happened: `Nothing came back from ${hostOf(issuer)}.`,
    advice: `Sign in again and finish in the browser. If the page there showed an error, check the application: its redirect URI must be ${redirectUri}, its id must be the configured \`clientId\`, and it must be public (in GitLab: "Confidential" off).`,
  }),
  login_refused: ({ issuer, reason }) => ({
    title: 'The login was refused.',
    happened: `${hostOf(issuer)} answered: ${reason}.`,
    advice:
      'Sign in again. If this keeps happening, check that the application allows the scopes openid, email and profile.',
  }),
  login_port_taken: ({ redirectUri }) => ({
    title: 'The port for the login is taken.',
    happened: `Tobira cannot listen at ${redirectUri}: another program is probably using that port.`,
    advice: 'Close that program, or choose another `redirectUri`.',
  }),
  device_unsupported: ({ issuer }) => ({
    title: 'Signing in with a code is not available here.',
    happened: `${hostOf(issuer)} does not support signing in on another device.`,
    advice: 'Sign in with the browser of this computer. Signing in with a code needs GitLab 17.3 or later.',
  }),
  device_code_expired: ({ issuer }) => ({
    title: 'The code has expired.',
    happened: `It was not entered at ${hostOf(issuer)} in time.`,
    advice: 'Sign in again to get a new code.',
  }),
  session_expired: ({ issuer }) => ({
    title: 'Your session has ended.',
    happened: `${hostOf(issuer)} no longer accepts it.`,
    advice: 'Sign in again.',
  }),
  session_unknown: () => ({
    title: 'Please sign in again.',
    happened: 'The connection broke while your session was being renewed, and the renewed one never arrived.',
    advice: 'Nothing else is lost: sign in once more to go on.',
  }),
} satisfies Partial<Vocabulary>;
