import { createInterface } from 'node:readline';
import { AppError } from '../core/errors.ts';
import { canAsk } from './confirm.ts';
import { prompt } from './output.ts';

/**
 * What was given, or what whoever sits at the terminal answers.
 * @param option names what is missing where nobody can be asked
 * @throws AppError `usage` where there is no answer
 */
export async function answerTo(given: string | undefined, option: string, question: string): Promise<string> {
  if (given !== undefined && given !== '') return given;
  const answer = canAsk() ? await ask(question) : '';
  if (answer !== '') return answer;
  throw new AppError('usage', { fault: 'word-missing', name: option });
}

function ask(question: string): Promise<string> {
  prompt(`${question} `);
  return new Promise((resolve) => {
    // Left to the terminal itself, Ctrl+C ends this as it does anywhere else.
    const reader = createInterface({ input: process.stdin, terminal: false });
    reader.once('line', (line) => {
      resolve(line.trim());
      reader.close();
    });
    reader.once('close', () => resolve(''));
  });
}
