import type { ErrorDetails } from '../../errors.ts';
import { isSpoilt, type SpoiltToken } from '../../ci-token-form.ts';
import { claimFault, type TokenFault } from '../../unverified-token.ts';
import { hostOf, type Vocabulary } from '../guidance.ts';
import { span } from './phrases.ts';

/** CI jobs. */
export const jobWords = {
  ci_token_missing: ({ variable, state, alike, system }) => ({
    title: state === 'empty' ? `The variable ${variable} is empty.` : `The variable ${variable} is not set.`,
    happened:
      state === 'removed'
        ? 'Such ready-made tokens are not given to jobs any more.'
        : 'The job was not given an ID token in it.',
    advice:
      alike.length > 0
        ? nameOne(alike)
        : `${state === 'removed' ? 'GitLab 17.0 took them away. ' : ''}${giveOne(variable, system)}`,
  }),
  ci_permission_missing: () => ({
    title: 'The job may not ask GitHub for an ID token.',
    happened: 'GitHub did not give it ACTIONS_ID_TOKEN_REQUEST_URL and ACTIONS_ID_TOKEN_REQUEST_TOKEN.',
    advice:
      'Write `permissions: { id-token: write, contents: read }` in the job or at the top of the workflow. Pull requests from forks are never given that permission.',
  }),
  ci_token_request_failed: ({ host, status }) => ({
    title: 'GitHub did not give the job an ID token.',
    happened:
      status === 0
        ? `The address of ${host} is not one that a token may be sent to.`
        : `${host} answered with status ${status} and without a token.`,
    advice:
      status === 0
        ? 'ACTIONS_ID_TOKEN_REQUEST_URL must be an https address, as GitHub sets it.'
        : 'Run the job again. If this keeps happening, check that the job still runs: GitHub answers for running jobs only.',
  }),
  ci_token_mistaken: ({ variable, mistaken }) => ({
    title: `The variable ${variable} holds no ID token.`,
    happened: `It holds ${mistakes[mistaken]}.`,
    advice: remedies[mistaken](variable),
  }),
  ci_token_unreadable: ({ variable, fault }) => ({
    title: `The variable ${variable} holds no usable ID token.`,
    ...(isSpoilt(fault)
      ? spoilt[fault]
      : {
          happened: unreadable(fault),
          advice: 'It must be a token from `id_tokens:`, not an access token or CI_JOB_TOKEN.',
        }),
  }),
  ci_token_unusable: ({ variable, fault, found }) => ({
    title: `AWS would not take the ID token in ${variable}.`,
    ...unusable(fault, found),
  }),
  ci_token_audience: ({ variable, wanted, found }) => ({
    title: `The ID token in ${variable} is for another audience.`,
    happened: `Its aud is ${found.join(', ')}, and \`--audience\` says ${wanted}.`,
    advice: `Write \`id_tokens: { ${variable}: { aud: ${wanted} } }\` in .gitlab-ci.yml, or leave out \`--audience\`.`,
  }),
  ci_token_expired: ({ variable, issuer, expiredAt, agoSeconds, lifeSeconds }) => ({
    title: `The ID token in ${variable} has expired.`,
    happened: `It was good until ${expiredAt}, ${span(agoSeconds)} ago by the clock of this machine${lifeSeconds === undefined ? '' : `, and for ${span(lifeSeconds)} in all`}.`,
    advice: `A token is made when the job starts, and lives as long as the job's timeout at GitLab: ask for credentials earlier in the job, raise its \`timeout:\`, or run it again. Where the job has just started, the clock of this machine or of ${hostOf(issuer)} is wrong.`,
  }),
  ci_token_early: ({ variable, startsAt, inSeconds }) => ({
    title: `The ID token in ${variable} is not good yet.`,
    happened: `It is good from ${startsAt} on, in ${span(inSeconds)} by the clock of this machine.`,
    advice: 'Check the clock of this machine, or wait.',
  }),
} satisfies Partial<Vocabulary>;

function nameOne(names: readonly string[]): string {
  const what = names.length === 1 ? 'This variable holds an ID token' : 'These variables hold ID tokens';
  return `${what}: ${names.join(', ')}. If that is what you want, say \`--id-token-env ${names[0] ?? ''}\`.`;
}

function giveOne(variable: string, system: ErrorDetails['ci_token_missing']['system']): string {
  return system === 'github'
    ? 'Leave out `--id-token-env`: then GitHub is asked for a token.'
    : `Give the job one: \`id_tokens: { ${removedName(variable)}: { aud: ... } }\` in .gitlab-ci.yml. Its name must be the same there and in \`--id-token-env\`.`;
}

/** GitLab keeps the old names for itself. */
function removedName(variable: string): string {
  return variable.startsWith('CI_') ? 'MY_ID_TOKEN' : variable;
}

const spoilt: Readonly<Record<SpoiltToken, { readonly happened: string; readonly advice: string }>> = {
  quoted: {
    happened: 'There are quotation marks around the token.',
    advice: 'Put the token there without them.',
  },
  bearer: {
    happened: 'The word Bearer stands before the token, as in the header of a request.',
    advice: 'Put the token there alone.',
  },
  json: {
    happened: 'The token stands inside of JSON, as in the whole answer of a server.',
    advice: 'Take the token out of it first, for example with `jq -r .value`, and put it there alone.',
  },
  twice: {
    happened: 'The token stands there twice.',
    advice: 'Put it there once.',
  },
  folded: {
    happened: 'There is white space inside the token, such as line breaks.',
    advice: 'Put the token there in one line, as it was issued.',
  },
  cut: {
    happened: 'The end of the token is cut off: its signature is missing or not whole.',
    advice: 'Put the whole token there. It has three parts, with a dot between them.',
  },
};

function unreadable(fault: TokenFault): string {
  if (fault === 'no-jwt') return 'The text is no JSON Web Token.';
  if (fault === 'claims-unreadable') {
    return 'The text looks like a JSON Web Token, but its claims cannot be read.';
  }
  const [claim, trouble] = claimFault(fault);
  const kind = claim === 'exp' ? 'no point in time' : 'no text';
  switch (trouble) {
    case 'missing':
      return `The token has no \`${claim}\`.`;
    case 'empty':
      return `The \`${claim}\` of the token is empty.`;
    case 'mistyped':
      return `The \`${claim}\` of the token is ${kind}.`;
  }
}

type Mistaken = ErrorDetails['ci_token_mistaken']['mistaken'];

const mistakes: Readonly<Record<Mistaken, string>> = {
  'job-token': 'the CI_JOB_TOKEN, which opens the CI server itself and nothing else',
  'access-token': 'an access token, which opens the server that it is from and nothing else',
  'request-token': 'the token with which GitHub is asked for an ID token',
  'access-key': 'an access key of AWS',
  unexpanded: 'the name of another variable, which nothing has put a value in the place of',
  file: 'the path of a file',
};

const idToken = (variable: string): string =>
  `Put an ID token there: \`id_tokens: { ${removedName(variable)}: { aud: ... } }\` in .gitlab-ci.yml.`;

const remedies: Readonly<Record<Mistaken, (variable: string) => string>> = {
  'job-token': idToken,
  'access-token': idToken,
  'request-token': () => 'Leave out `--id-token-env`: then GitHub is asked for a token.',
  'access-key': idToken,
  unexpanded: idToken,
  file: (variable) =>
    `Where the token is in that file, read it first: \`export ${variable}="$(cat "$${variable}")"\`.`,
};

function unusable(fault: ErrorDetails['ci_token_unusable']['fault'], found: string) {
  switch (fault) {
    case 'encrypted':
      return {
        happened: 'The token is encrypted, and AWS cannot read it.',
        advice: 'Have the issuer sign tokens without encrypting them.',
      };
    case 'too-long':
      return {
        happened: `It has ${found} characters, and AWS takes 20,000.`,
        advice: 'Have claims left out of it, such as the list of groups.',
      };
    case 'algorithm':
      return {
        happened: `It is signed with ${found}.`,
        advice: 'AWS takes RS256, RS384, RS512, ES256, ES384 and ES512: have the issuer use one of them.',
      };
    case 'issuer':
      return {
        happened: `Its issuer is ${found}, and AWS takes https addresses only.`,
        advice: 'Have the external address of GitLab changed to https.',
      };
    case 'issuer-port':
      return {
        happened: `Its issuer is ${found}, and AWS takes no issuer with a port.`,
        advice:
          'GitLab has to be at the usual port, 443, and to name itself without it. For CI tokens alone it can name another issuer: `ci_id_tokens_issuer_url`.',
      };
    case 'issuer-private':
      return {
        happened: `Its issuer is ${found}, a private address: AWS comes from the internet and cannot get there.`,
        advice:
          'GitLab needs an address that AWS can reach. For CI tokens alone it can name another issuer: `ci_id_tokens_issuer_url`.',
      };
    case 'fraction':
      return {
        happened: `A time in it is no whole number of seconds: ${found}.`,
        advice: 'Have the issuer write whole seconds: AWS takes no others.',
      };
  }
}
