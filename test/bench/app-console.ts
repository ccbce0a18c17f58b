import { startConsoleRig, type Way } from './app-console-rig.ts';
import { packShared } from './packed-pair.ts';
import { quantile, rowBeside, rowWithin, type Row } from './row.ts';

const coldLimit = 1.3;
const scriptLimit = 0.1;

/**
 * From a click in the tray to the address of a console, in the packed app: with nothing in memory but what the provider says
 * of itself, and with credentials. Beside the same three requests by bare `fetch`, and beside a script in Python.
 */
export async function measureAppConsole(say: (line: string) => void, rounds = 15): Promise<readonly Row[]> {
  const remove = await packShared();
  try {
    const rig = await startConsoleRig(rounds + 2);
    const cold: Way[] = [];
    const warm: Way[] = [];
    const bare: Way[] = [];
    const script: Way[] = [];
    try {
      // The first two make connections and warm up.
      for (let round = -1; round <= rounds; round += 1) {
        const [first, second, plain, python] = [
          await rig.click(round + 2),
          await rig.click(round + 2),
          await rig.fetchBare(),
          await rig.runPython(),
        ];
        if (round < 1) continue;
        cold.push(first);
        warm.push(second);
        bare.push(plain);
        script.push(python);
      }
    } finally {
      await rig.close();
    }
    say(`  cold ${inWords(cold)}; warm ${inWords(warm)}; bare ${inWords(bare)}; Python ${inWords(script)}`);
    const n = rounds;
    const requests = { unit: 'requests', n };
    return [
      rowExactly('console-cold requests', cold, 3, requests),
      rowWithin('console-cold new connections', newConnections(cold), {
        limit: 0,
        unit: 'connections',
        n,
      }),
      rowBeside('console-cold', beyond(cold), beyond(bare), { limit: coldLimit, unit: 'ms', n }),
      rowExactly('console-warm requests', warm, 1, requests),
      rowBeside('console-click', median(cold), median(script), { limit: scriptLimit, unit: 'ms', n }),
      rowBeside('console-click warm', median(warm), median(script), { limit: scriptLimit, unit: 'ms', n }),
    ];
  } finally {
    await remove();
  }
}

/** The round that is furthest from what it should be. */
function rowExactly(
  name: string,
  ways: readonly Way[],
  wanted: number,
  { unit, n }: { readonly unit: string; readonly n: number },
): Row {
  const counts = ways.map(({ requests }) => requests.length);
  const worst = counts.find((count) => count !== wanted) ?? wanted;
  return { ...rowWithin(name, worst, { limit: wanted, unit, n }), ok: n > 0 && worst === wanted };
}

/** How many connections were made after the first round, which had to make them. */
function newConnections(ways: readonly Way[]): number {
  const [first, ...later] = ways.map(({ requests }) => requests.map(({ connection }) => connection));
  const known = new Set(first);
  return new Set(later.flat().filter((connection) => !known.has(connection))).size;
}

function median(ways: readonly Way[]): number {
  return quantile(
    ways.map(({ ms }) => ms),
    0.5,
  );
}

/** What is left without the stand-ins' own time: the median of the rounds. */
function beyond(ways: readonly Way[]): number {
  const rest = ways.map(({ ms, requests }) => requests.reduce((left, one) => left - one.ms, ms));
  return quantile(rest, 0.5);
}

function inWords(ways: readonly Way[]): string {
  return `${median(ways).toFixed(1)} ms (${beyond(ways).toFixed(1)} without the stand-ins)`;
}
