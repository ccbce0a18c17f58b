import { undoChromiumsChanges } from './chromium-environment.ts';

/**
 * Runs the command line in this process, and ends it: for machines without Node. All of it happens while Electron waits
 * for its main module, before Chromium starts: no display, no window system, no network service, no user data.
 */
export async function runInstead(words: readonly string[]): Promise<void> {
  // As under Node; Electron would put up a dialog.
  process.on('uncaughtException', giveUp);
  process.on('unhandledRejection', giveUp);
  undoChromiumsChanges(process.env);
  process.argv = [process.execPath, 'tobira', ...words];
  const { runCommandLine } = await import('../cli/run.ts');
  const code = await runCommandLine(words);
  // Node ends when all is written; here somebody has to wait for it.
  await Promise.all([written(process.stdout), written(process.stderr)]);
  process.exit(code);
}

function giveUp(error: unknown): never {
  console.error(error);
  process.exit(1);
}

function written(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => void stream.write('', () => resolve()));
}
