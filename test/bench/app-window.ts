import type { Page } from 'playwright';
import { manyRoles } from '../e2e/support/config.ts';
import { startSandbox } from '../sandbox/sandbox.ts';
import { launchApp, type RunningApp } from '../support/app.ts';
import { startDesktop, type Desktop } from '../support/desktop.ts';
import { hidden, packPairs } from './packed-pair.ts';
import { quantile, rowBeside, type Row } from './row.ts';

const limit = 1.25;
const manyLimit = 1.5;
const manyCount = 10_000;

/** From the click in the tray to the first picture with roles in it: ours with 100 and 10,000, and a bare window with a static list of 100. */
export async function measureAppWindow(say: (line: string) => void, rounds = 15): Promise<readonly Row[]> {
  const pairs = await packPairs();
  const sandbox = await startSandbox();
  try {
    const [ours, many, bare] = await openings(rounds, [
      { program: pairs.test.ours, config: manyRoles(sandbox, 100, hidden) },
      { program: pairs.test.ours, config: manyRoles(sandbox, manyCount, hidden) },
      { program: pairs.test.smallest },
    ]);
    const best = (times: readonly number[] = []) => quantile(times, 0).toFixed(0);
    say(`  at best ${best(ours)} ms, ${best(many)} ms with ${manyCount}, and ${best(bare)} ms bare`);
    const median = (times: readonly number[] = []) => quantile(times, 0.5);
    return [
      rowBeside('window', median(ours), median(bare), { limit, unit: 'ms', n: rounds }),
      rowBeside('window-10000', median(many), median(bare), { limit: manyLimit, unit: 'ms', n: rounds }),
    ];
  } finally {
    await sandbox.close();
    await pairs.remove();
  }
}

interface Subject {
  readonly program: string;
  readonly config?: string;
}

/** All run beside each other, each on a desktop of its own; their windows open in turn. */
async function openings(
  rounds: number,
  subjects: readonly Subject[],
): Promise<readonly (readonly number[])[]> {
  const desktops: Desktop[] = [];
  try {
    const running: { readonly app: RunningApp; readonly times: number[] }[] = [];
    for (const { program, config } of subjects) {
      const desktop = await startDesktop();
      desktops.push(desktop);
      const app = await launchApp({
        desktop,
        executablePath: program,
        ...(config !== undefined && { config }),
      });
      // What is sent to the window is compiled code, which names its functions.
      await app.electron.context().addInitScript('globalThis.__name = (value) => value');
      await app.electron.context().addInitScript(noteFirstPicture);
      if (config !== undefined) await (await app.tray()).waitForEntry('Team 1', undefined, 60_000);
      running.push({ app, times: [] });
    }
    for (let round = 0; round <= rounds; round += 1) {
      for (const { app, times } of running) {
        const time = await openOnce(app);
        // The first round warms up.
        if (round > 0) times.push(time);
      }
    }
    for (const { app } of running) await app.quit();
    return running.map(({ times }) => times);
  } finally {
    await Promise.all(desktops.map((desktop) => desktop.close()));
  }
}

async function openOnce(app: RunningApp): Promise<number> {
  const tray = await app.tray();
  const opened = app.electron.waitForEvent('window');
  const clicked = Date.now();
  await tray.activate();
  const page: Page = await opened;
  const painted = await page.evaluate(() => window.firstPicture);
  const closed = page.waitForEvent('close');
  await app.electron.evaluate(({ BrowserWindow }) => {
    for (const one of BrowserWindow.getAllWindows()) one.close();
  });
  await closed;
  return painted - clicked;
}

declare global {
  interface Window {
    /** When the first picture with a role in it was drawn, in milliseconds since 1970. */
    firstPicture: Promise<number>;
  }
}

/** Runs in the window before its own scripts. */
function noteFirstPicture(): void {
  window.firstPicture = new Promise((resolve) => {
    const look = (): void => {
      if (document.querySelector('.role') === null) {
        requestAnimationFrame(look);
        return;
      }
      // A message that is sent within a frame comes when that frame has been drawn.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.timeOrigin + performance.now());
      requestAnimationFrame(() => port2.postMessage(undefined));
    };
    look();
  });
}
