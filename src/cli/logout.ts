import type { LockOutcome } from '../adapters/owner/protocol.ts';
import { AppError } from '../core/errors.ts';
import type { Place } from '../core/model.ts';
import { readArguments } from './arguments.ts';
import { printJson, say } from './output.ts';
import { ask } from './owner.ts';
import { wordsFor } from './words.ts';

const handedOut = 'AWS credentials and consoles already handed out work until they expire.';

const whereToRevoke =
  'GitLab could not be told. To end it there, revoke the application: Preferences > Applications > Authorized applications.';

const tryAgain = `Once the keychain is open, run \`tobira logout --all\` again. ${whereToRevoke}`;

const worthless = 'GitLab has ended the session: what is left of it in the keychain is worth nothing.';

const leftBehind: Readonly<Record<Place, string>> = {
  clipboard: 'The clipboard could not be cleared: copy something else over the credentials.',
  'aws-files': 'Some profiles could not be removed from the AWS files: look for "Tobira" in them.',
};

/** `tobira logout [IDENTITY] [--all]` */
export async function logout(words: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(words, { all: { type: 'boolean' } }, 1);
  const [identity] = positionals;
  const json = values.json ?? false;
  if (values.all !== true) return logoutOne(values.config, identity, json);
  if (identity !== undefined) {
    throw new AppError('usage', { message: 'Name one identity or say --all, not both.' });
  }
  return lockEverything(values.config, json);
}

async function logoutOne(
  config: string | undefined,
  identity: string | undefined,
  json: boolean,
): Promise<number> {
  const report = await ask(config, 'logout', identity === undefined ? {} : { identity });
  if (json) {
    printJson(report);
  } else {
    say(`Signed out of "${report.identity}". ${handedOut}`);
    if (!report.providerTold) say(whereToRevoke);
    sayLeftBehind(report.notWithdrawn);
  }
  return exitCodeFor(report.notWithdrawn);
}

/** Fails with the first thing that kept a session, once all is said: the exit code must not claim success. */
async function lockEverything(config: string | undefined, json: boolean): Promise<number> {
  const outcome = await ask(config, 'lock', {});
  if (json) printJson(outcome);
  else sayOutcome(outcome);
  for (const one of outcome.identities) {
    if (!one.signedOut) throw new AppError(one.problem.code, one.problem.details);
  }
  return exitCodeFor(outcome.notWithdrawn);
}

/** The sessions have ended, but a script must not take it for done where keys may still lie about. */
function exitCodeFor(notWithdrawn: readonly Place[]): number {
  return notWithdrawn.length === 0 ? 0 : 8;
}

function sayOutcome({ identities, notWithdrawn }: LockOutcome): void {
  for (const one of identities) {
    if (!one.signedOut) {
      const { title } = wordsFor(new AppError(one.problem.code, one.problem.details));
      say(`Not signed out of "${one.identity}". ${title} ${one.providerTold ? worthless : tryAgain}`);
    } else if (one.providerTold) {
      say(`Signed out of "${one.identity}".`);
    } else {
      say(`Signed out of "${one.identity}" here. ${whereToRevoke}`);
    }
  }
  sayLeftBehind(notWithdrawn);
  say(`Tobira has forgotten its AWS credentials. ${handedOut}`);
  say('An administrator can end them sooner, in IAM: the role > Revoke sessions > Revoke active sessions.');
}

function sayLeftBehind(notWithdrawn: readonly Place[]): void {
  for (const place of notWithdrawn) say(leftBehind[place]);
}
