import { setTimeout as pause } from 'node:timers/promises';
import { manyRoles } from '../e2e/support/config.ts';
import { startShipped } from '../e2e/support/shipped-app.ts';
import { startSandbox } from '../sandbox/sandbox.ts';
import { launchApp } from '../support/app.ts';
import { startDesktop, type Desktop } from '../support/desktop.ts';
import { unprivilegedUser } from '../support/household.ts';
import { hidden, packPairs } from './packed-pair.ts';
import { treeMemory } from './process-memory.ts';
import { quantile, rowBeside, type Row } from './row.ts';

const idleLimit = 1.1;
const afterWindowLimit = 1.15;

/**
 * What our app holds while nothing is asked of it, beside the smallest tray app: with its window never opened (as users
 * get it), and after the window was opened and closed (with a debugger in both, as nobody else can close it).
 *
 * @param rest milliseconds after the start, and after the window was closed, when memory is looked at
 */
export async function measureAppMemory(
  say: (line: string) => void,
  rounds = 5,
  rest = 30_000,
): Promise<readonly Row[]> {
  const pairs = await packPairs();
  const sandbox = await startSandbox();
  const config = manyRoles(sandbox, 100, hidden);
  try {
    const idle = await inTurns(rounds, pairs.shipped, async (program, isOurs) => {
      const desktop = await startDesktop({ user: unprivilegedUser() });
      try {
        return await idleMemory(desktop, program, isOurs ? config : undefined, rest);
      } finally {
        await desktop.close();
      }
    });
    say(
      `  never opened: ${idle.ours.map(whole).join(', ')}; smallest ${idle.smallest.map(whole).join(', ')}`,
    );
    const after = await inTurns(rounds, pairs.test, async (program, isOurs) => {
      const desktop = await startDesktop();
      try {
        return await memoryAfterWindow(desktop, program, isOurs ? config : undefined, rest);
      } finally {
        await desktop.close();
      }
    });
    say(
      `  after a window: ${after.ours.map(whole).join(', ')}; smallest ${after.smallest.map(whole).join(', ')}`,
    );
    return [
      beside('memory-idle', idle, idleLimit, rounds),
      beside('memory-after-window', after, afterWindowLimit, rounds),
    ];
  } finally {
    await sandbox.close();
    await pairs.remove();
  }
}

interface Both {
  readonly ours: readonly number[];
  readonly smallest: readonly number[];
}

async function inTurns(
  rounds: number,
  pair: { readonly ours: string; readonly smallest: string },
  measure: (program: string, isOurs: boolean) => Promise<number>,
): Promise<Both> {
  const ours: number[] = [];
  const smallest: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await measure(pair.ours, true));
    smallest.push(await measure(pair.smallest, false));
  }
  return { ours, smallest };
}

function beside(name: string, { ours, smallest }: Both, limit: number, n: number): Row {
  return rowBeside(name, quantile(ours, 0.5), quantile(smallest, 0.5), { limit, unit: 'MiB', n });
}

async function idleMemory(
  desktop: Desktop,
  program: string,
  config: string | undefined,
  rest: number,
): Promise<number> {
  const app = await startShipped(desktop, { program, ...(config !== undefined && { config }) });
  await app.tray();
  await pause(rest);
  const memory = await treeMemory(app.pid);
  await app.quit();
  return memory;
}

async function memoryAfterWindow(
  desktop: Desktop,
  program: string,
  config: string | undefined,
  rest: number,
): Promise<number> {
  const app = await launchApp({ desktop, executablePath: program, ...(config !== undefined && { config }) });
  const tray = await app.tray();
  await tray.activate();
  const window = await app.window();
  await window.locator('.role').first().waitFor();
  await app.electron.evaluate(({ BrowserWindow }) => {
    for (const one of BrowserWindow.getAllWindows()) one.close();
  });
  await pause(rest);
  const memory = await treeMemory(app.pid);
  await app.quit();
  return memory;
}

function whole(mebibytes: number): string {
  return mebibytes.toFixed(0);
}
