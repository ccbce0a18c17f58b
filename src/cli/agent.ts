import { AppError } from '../core/errors.ts';
import { readArguments } from './arguments.ts';
import { print, printJson, say } from './output.ts';
import { askRunning } from './owner.ts';

/** `tobira agent status|stop`: about the process that holds the session, be it the app or the agent. */
export async function agent(words: readonly string[]): Promise<void> {
  const { values, positionals } = readArguments(words, {}, 1);
  const [verb] = positionals;
  if (verb !== 'status' && verb !== 'stop') {
    throw new AppError('usage', { message: 'Say `tobira agent status` or `tobira agent stop`.' });
  }
  const report = await askRunning(values.config, verb === 'stop' ? 'stop' : 'agent', {});
  if (values.json) {
    printJson({ running: report !== undefined, ...report });
    return;
  }
  if (report === undefined) say('Tobira is not running.');
  else if (verb === 'stop') say(`Asked the ${report.kind} (process ${report.pid}) to end.`);
  else print(`The ${report.kind} is running: process ${report.pid}, version ${report.version}\n`);
}
