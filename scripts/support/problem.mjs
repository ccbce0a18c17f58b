import { realpathSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** A failure the reader can act on: its message is one plain sentence and is printed without a stack. */
export class Problem extends Error {
  /**
   * @param {string} message what is wrong and what to do about it
   * @param {{ exitCode?: number, cause?: unknown }} [options] exitCode defaults to 1
   */
  constructor(message, { exitCode = 1, cause } = {}) {
    super(message, { cause });
    this.name = 'Problem';
    this.exitCode = exitCode;
  }
}

/**
 * Runs a script's main function; problems end it with their sentence, anything else with its stack.
 * @param {() => Promise<number | void>} main may return the exit code
 */
export async function runScript(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    console.error(error instanceof Problem ? error.message : error);
    process.exitCode = error instanceof Problem ? error.exitCode : 1;
  }
}

/** Whether a module is the script that was started, rather than imported by another one. */
export function isEntry(moduleUrl) {
  const started = process.argv[1];
  return started !== undefined && moduleUrl === pathToFileURL(realpathSync(started)).href;
}
