import type { Desktop } from '../../support/desktop.ts';
import { run, startProcess, type RunningProcess } from '../../support/process.ts';

const selection = ['-selection', 'clipboard'];

/** What any program of this desktop would paste; empty where nobody offers a text. */
export async function pasted(desktop: Desktop): Promise<string> {
  const { code, stdout } = await run('xclip', [...selection, '-out'], { env: desktop.env });
  return code === 0 ? stdout : '';
}

/**
 * Offers a text in place of whoever did so before, as a program does in which the user copies, and as clipboard
 * managers do with what others have copied. It ends when somebody else takes the clipboard or clears it.
 */
export async function offer(desktop: Desktop, text: string): Promise<RunningProcess> {
  const holder = startProcess('xclip', [...selection, '-in', '-quiet'], {
    env: desktop.env,
    input: text,
    deadline: 80_000,
  });
  await holder.output((_stdout, stderr) => stderr.includes('Waiting'));
  return holder;
}
