import { AppError } from '../core/errors.ts';
import { readArguments } from './arguments.ts';
import { printJson, say, show } from './output.ts';
import { askRunning } from './owner.ts';
import { quoted } from './quoted.ts';
import { loadTexts } from './texts.ts';

/** `tobira agent status|stop`: about the process that holds the session, be it the app or the agent. */
export async function agent(words: readonly string[]): Promise<void> {
  const { values, positionals } = readArguments(words, {}, 1);
  const [verb] = positionals;
  if (verb !== 'status' && verb !== 'stop') {
    throw new AppError('usage', { fault: 'command-choice', commands: ['agent status', 'agent stop'] });
  }
  const report = await askRunning(values.config, verb === 'stop' ? 'stop' : 'agent', {});
  if (values.json) {
    printJson({ running: report !== undefined, ...report });
    return;
  }
  const { agent: texts } = await loadTexts();
  if (report === undefined) say(texts.notRunning);
  else if (verb === 'stop') say(texts.asked(report.kind, report.pid));
  else show(`${texts.running(report.kind, report.pid, quoted(report.version))}\n`);
}
