import { createInterface } from 'node:readline';
import type { ErrorDetails } from '../core/errors.ts';
import { prompt } from './output.ts';
import { quoted } from './quoted.ts';
import { loadTexts } from './texts.ts';

/** Whether somebody at a terminal can be asked. Where one of the two goes elsewhere, a script is at work. */
export function canAsk(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY;
}

/** Asks on the terminal whether a role may be used now. Anything but a yes is a no. */
export async function askForYes({ role, forSeconds }: ErrorDetails['confirmation_needed']): Promise<boolean> {
  const { common: texts } = await loadTexts();
  return agrees(texts.confirm(quoted(role), Math.round(forSeconds / 60)));
}

/** Asks a question on the terminal. Anything but a yes is a no. @param question ends where the answer is typed */
export async function agrees(question: string): Promise<boolean> {
  prompt(question);
  return /^\s*y(es)?\s*$/i.test(await readLine());
}

/** One line and no more: what is typed after it belongs to the program that runs next. */
function readLine(): Promise<string> {
  return new Promise((resolve) => {
    // Left to the terminal itself, Ctrl+C ends this as it does anywhere else.
    const reader = createInterface({ input: process.stdin, terminal: false });
    reader.once('line', (line) => {
      resolve(line);
      reader.close();
    });
    reader.once('close', () => resolve(''));
  });
}
