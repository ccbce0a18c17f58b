import { parseArgs } from 'node:util';
import { startAgent } from '../adapters/owner/agent.ts';
import { toReport } from '../adapters/owner/protocol.ts';
import { socketPath } from '../adapters/owner/socket-path.ts';
import { tellStarter } from '../adapters/owner/starter.ts';
import { createAgentLog } from '../adapters/system/agent-log.ts';
import { preventCoreDumps } from '../adapters/system/core-dumps.ts';
import { keychainArgument } from '../adapters/system/keychain-process.ts';
import { findPaths } from '../adapters/system/paths.ts';
import { systemClock } from '../adapters/system/system-clock.ts';
import { talkativeVariable } from '../adapters/system/talkative-variable.ts';
import { AppError, asAppError } from '../core/errors.ts';
import { composeOwner } from './compose.ts';
import { serveKeychain } from './keychain.ts';

/** The agent as a plain Node process, for machines without the app or without a display. */
async function main(): Promise<void> {
  void preventCoreDumps();
  const { values } = parseArgs({ options: { config: { type: 'string' } } });
  const paths = findPaths(process.env, values.config);
  const log = createAgentLog(paths, systemClock);
  const agent = await startAgent({
    owner: composeOwner(paths, log),
    address: { socket: socketPath(paths.runtime), config: paths.config },
    clock: systemClock,
    log,
    exit: () => process.exit(0),
  });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, () => agent?.end());
  // Whoever started us goes on either way: there is an owner now.
  await tellStarter(agent === undefined ? 'taken' : 'ready');
}

const talkative = talkativeVariable(process.env);
if (talkative !== undefined) {
  process.exitCode = 2;
  process.stderr.write(
    `tobira: ${talkative} must not be set: Node would write down what is sent and heard.\n`,
  );
  void tellStarter(toReport(new AppError('usage', { fault: 'variable-talkative', variable: talkative })));
} else if (process.argv.includes(keychainArgument)) {
  void preventCoreDumps();
  void serveKeychain();
} else {
  main().catch((error: unknown) => {
    process.exitCode = 1;
    void tellStarter(toReport(asAppError(error)));
  });
}
