import { trayMenu } from '../../src/main/tray-menu.ts';
import { appView, role } from '../support/renderer-fixtures.ts';
import { quantile, rowWithin, type Row } from './row.ts';

/** Milliseconds: more would be felt when the menu opens. */
const limit = 50;
const roleCount = 10_000;

/** What the tray's menu says for ten thousand roles, with groups, pins and recent ones; Electron draws it afterwards. */
export function measureTrayMenu(_say: (line: string) => void, rounds = 30): Promise<readonly Row[]> {
  const roles = Array.from({ length: roleCount }, (_, index) =>
    role(`role-${index}`, `Role ${index}`, {
      tags: [`team ${index % 40}`],
      pinned: index < 200,
      ...(index % 100 === 0 && { usedAt: index }),
    }),
  );
  const view = appView({ roles });
  const times = Array.from({ length: rounds + 1 }, () => {
    const begun = performance.now();
    trayMenu(view, 0);
    return performance.now() - begun;
  });
  // The first round warms up.
  const median = quantile(times.slice(1), 0.5);
  return Promise.resolve([rowWithin('tray-menu', median, { limit, unit: 'ms', n: rounds })]);
}
