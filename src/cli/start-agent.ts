import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AgentMessage } from '../adapters/owner/protocol.ts';
import { AppError } from '../core/errors.ts';
import { agentEnvironment } from './agent-environment.ts';
import { agentPrograms, appAround, type AgentProgram } from './agent-program.ts';

const startDeadline = 10_000;

/**
 * Starts an agent, in the first way that works. Resolves when it listens, when it has found that another owner does, or
 * when no way has worked.
 *
 * @throws AppError what the agent says it failed with
 */
export async function startAgent(config: string): Promise<void> {
  const app = appAround(import.meta.dirname, process.platform);
  const programs = agentPrograms(
    {
      platform: process.platform,
      env: process.env,
      uid: process.getuid?.(),
      execPath: process.execPath,
      insideApp: 'electron' in process.versions,
      app: app !== undefined && existsSync(app) ? app : undefined,
      script: fileURLToPath(new URL('../agent/index.js', import.meta.url)),
    },
    config,
  );
  for (const program of programs) {
    if (await start(program)) return;
  }
}

/** @returns whether there is an owner now */
function start({ program, arguments: words }: AgentProgram): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      detached: true,
      windowsHide: true,
      cwd: '/',
      env: agentEnvironment(process.env),
    });
    // One that is only slow finds out by itself whether it is still needed.
    const timer = setTimeout(() => done(false), startDeadline);
    function done(started: boolean) {
      clearTimeout(timer);
      if (child.connected) child.disconnect();
      child.unref();
      resolve(started);
    }
    child.once('message', (message) => {
      const told = message as AgentMessage; // Both come from the same build.
      if (typeof told === 'object' && told.code !== 'owner_busy')
        reject(new AppError(told.code, told.details));
      done(true);
    });
    child.once('error', () => done(false));
    // Comes after the last message, however the process ends.
    child.once('disconnect', () => done(false));
  });
}
