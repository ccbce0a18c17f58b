import { startShipped, type ShippedApp } from '../e2e/support/shipped-app.ts';
import { manyRoles } from '../e2e/support/config.ts';
import { startSandbox } from '../sandbox/sandbox.ts';
import { startDesktop, type Desktop } from '../support/desktop.ts';
import { unprivilegedUser } from '../support/household.ts';
import { hidden, packPairs } from './packed-pair.ts';
import { quantile, rowBeside, rowWithin, type Row } from './row.ts';

/** The whole of what a tray app of ours may take longer than the smallest one. */
const limit = 1.2;

/** From the start of the process until the tray has the icon, and until its menu has the roles, in milliseconds. */
interface Start {
  readonly tray: number;
  readonly roles: number | undefined;
}

/** Our app as users get it, with a hundred roles, beside the smallest tray app. They take turns on one desktop. */
export async function measureAppStart(say: (line: string) => void, rounds = 15): Promise<readonly Row[]> {
  const pairs = await packPairs();
  const sandbox = await startSandbox();
  const desktop = await startDesktop({ user: unprivilegedUser() });
  try {
    const config = manyRoles(sandbox, 100, hidden);
    const ours: Start[] = [];
    const smallest: Start[] = [];
    const one = async (program: string, into: Start[] | undefined): Promise<void> => {
      const start = await startOnce(desktop, program, program === pairs.shipped.ours ? config : undefined);
      into?.push(start);
    };
    for (let round = 0; round <= rounds; round += 1) {
      // The first round warms up.
      const turns = [
        [pairs.shipped.ours, round > 0 ? ours : undefined],
        [pairs.shipped.smallest, round > 0 ? smallest : undefined],
      ] as const;
      for (const [program, into] of round % 2 === 0 ? turns : turns.toReversed()) await one(program, into);
    }
    const trays = (starts: readonly Start[]) => starts.map(({ tray }) => tray);
    const best = (starts: readonly Start[]) => quantile(trays(starts), 0).toFixed(0);
    say(`  at best ${best(ours)} ms, and ${best(smallest)} ms`);
    const roles = ours.flatMap((start) => (start.roles === undefined ? [] : [start.roles]));
    const [own, reference] = [quantile(trays(ours), 0.5), quantile(trays(smallest), 0.5)];
    return [
      rowBeside('start', own, reference, { limit, unit: 'ms', n: rounds }),
      rowWithin('start-roles', quantile(roles, 0.5), { limit: null, unit: 'ms', n: roles.length }),
    ];
  } finally {
    await Promise.all([desktop.close(), sandbox.close()]);
    await pairs.remove();
  }
}

async function startOnce(desktop: Desktop, program: string, config: string | undefined): Promise<Start> {
  const begun = performance.now();
  const app: ShippedApp = await startShipped(desktop, { program, ...(config !== undefined && { config }) });
  const tray = await app.tray();
  const shown = performance.now() - begun;
  if (config === undefined) {
    await app.quit();
    return { tray: shown, roles: undefined };
  }
  await tray.waitForEntry('Team 1');
  const roles = performance.now() - begun;
  await app.quit();
  return { tray: shown, roles };
}
