import { readArguments } from './arguments.ts';
import { printJson, say } from './output.ts';
import { ask } from './owner.ts';

/** `tobira logout [IDENTITY]` */
export async function logout(words: readonly string[]): Promise<void> {
  const { values, positionals } = readArguments(words, {}, 1);
  const [identity] = positionals;
  const report = await ask(values.config, 'logout', identity === undefined ? {} : { identity });
  if (values.json) {
    printJson(report);
    return;
  }
  say(`Signed out of "${report.identity}". AWS credentials already handed out work until they expire.`);
  if (!report.providerTold) {
    say('GitLab could not be told: revoke the application in your GitLab profile to be sure.');
  }
}
