import { AppError } from '../core/errors.ts';
import type { IdentityReport } from '../adapters/owner/protocol.ts';
import { readArguments } from './arguments.ts';
import { print, printJson, say } from './output.ts';
import { ask } from './owner.ts';
import { nameOf } from './user-name.ts';
import { wordsFor } from './words.ts';

/** `tobira status` */
export async function status(words: readonly string[]): Promise<void> {
  const { values } = readArguments(words, {}, 0);
  const report = await ask(values.config, 'status', {});
  if (values.json) {
    printJson(report);
    return;
  }
  for (const identity of report.identities) print(`${identity.id}: ${describe(identity)}\n`);
  if (report.identities.length === 0) say(`No identities. Add one in ${report.config.path}.`);
  for (const { line, message } of report.config.problems) {
    say(`${report.config.path}${line === undefined ? '' : `:${line}`}: ${message}`);
  }
}

function describe({ issuer, signedIn, user, storage, problem }: IdentityReport): string {
  if (signedIn && user !== undefined) {
    const kept = storage === 'memory' ? ', kept in memory only' : '';
    return `${nameOf(user)}, GitLab user ${user.subject} at ${issuer}${kept}`;
  }
  if (problem === undefined) return `not signed in at ${issuer}`;
  const { title, hint } = wordsFor(new AppError(problem.code, problem.details));
  return `not signed in at ${issuer}. ${title} ${hint}`;
}
