import { hostOf, type Vocabulary, type Words } from '../guidance.ts';
import { span } from './phrases.ts';

/** What a status without an OAuth error says about the issuer. */
function trouble(host: string, status: number, waitSeconds?: number): Words {
  switch (status) {
    case 429:
      return {
        title: `${host} asks to slow down.`,
        happened: 'It has had too many requests from here (status 429).',
        advice: `Wait ${span(waitSeconds ?? 60)}, then try again. Your session is kept.`,
      };
    case 500:
      return {
        title: `${host} could not answer.`,
        happened: 'It had an error of its own (status 500).',
        advice:
          'Try again later. If this keeps happening, your user may be blocked there: ask its administrator.',
      };
    default:
      return {
        title: `${host} is not available.`,
        happened: `It answered with status ${status}: it may be under maintenance or overloaded.`,
        advice: `Try again ${waitSeconds === undefined ? 'later' : `in ${span(waitSeconds)}`}.`,
      };
  }
}

/** The identity provider, which need not be a GitLab: it goes by its host's name. */
export const issuerWords = {
  issuer_not_oidc: ({ issuer }) => ({
    title: `${hostOf(issuer)} does not answer as an identity provider.`,
    happened: `What ${issuer} sent is not OpenID Connect.`,
    advice:
      'If your network has a sign-in page, as in hotels and trains, open it in the browser first. Otherwise, check the address.',
  }),
  issuer_mismatch: ({ issuer, claimed }) => ({
    title: 'The issuer calls itself something else.',
    happened: `The configuration says ${issuer}, but it names itself ${claimed}.`,
    advice: `If you trust that name, write \`issuer: ${claimed}\` in the configuration.`,
  }),
  issuer_failed: ({ issuer, status, waitSeconds }) => trouble(hostOf(issuer), status, waitSeconds),
  client_refused: ({ issuer, clientId }) => ({
    title: `${hostOf(issuer)} does not accept the application.`,
    happened: `It knows no public application with the id ${clientId}.`,
    advice:
      'Check `clientId` in the configuration, and that the application there is public (in GitLab: "Confidential" off).',
  }),
  no_refresh_token: ({ issuer }) => ({
    title: 'The identity provider issued no refresh token.',
    happened: `Without one from ${hostOf(issuer)} you would have to sign in every few minutes.`,
    advice: 'Have refresh tokens allowed for this application.',
  }),
  no_id_token: ({ issuer }) => ({
    title: 'The identity provider issued no ID token.',
    happened: `${hostOf(issuer)} answered without one, and AWS accepts nothing else.`,
    advice: 'Allow the scope "openid" on the application there, and leave it in `scopes`.',
  }),
  id_token_invalid: ({ issuer, reason }) => ({
    title: 'The ID token could not be trusted.',
    happened: `Checking the token of ${hostOf(issuer)} failed: ${reason}.`,
    advice: 'Try again. If this keeps happening, tell whoever runs that server.',
  }),
  clock_skew: ({ issuer, seconds }) => ({
    title: `This computer and ${hostOf(issuer)} disagree about the time.`,
    happened: `This computer is ${span(Math.abs(seconds))} ${seconds > 0 ? 'behind' : 'ahead of'} ${hostOf(issuer)}.`,
    advice: `Have the system set the time automatically, then try again. If this clock is right, have that of ${hostOf(issuer)} checked.`,
  }),
} satisfies Partial<Vocabulary>;
