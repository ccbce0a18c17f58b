import type { Desktop } from '../../support/desktop.ts';
import { run } from '../../support/process.ts';

/** The visible windows of a desktop with this title, as the X server numbers them. */
export function openWindows(desktop: Desktop, title: string): Promise<readonly string[]> {
  return search(desktop, '--name', `^${title}$`);
}

/** The visible windows of a process, whatever their title. */
export function windowsOf(desktop: Desktop, pid: number): Promise<readonly string[]> {
  return search(desktop, '--pid', String(pid));
}

async function search(desktop: Desktop, ...what: readonly string[]): Promise<readonly string[]> {
  // It ends with 1 where there is none.
  const { stdout } = await run('xdotool', ['search', '--onlyvisible', ...what], { env: desktop.env });
  return stdout.split('\n').filter((line) => line !== '');
}
