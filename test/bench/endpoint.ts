import { createAsker, startEndpointRig, type Asker, type EndpointRig } from './endpoint-rig.ts';
import { quantile, rowBeside, rowWithin, type Row } from './row.ts';

type Say = (line: string) => void;

/** How much of each is measured. */
export interface EndpointPlan {
  /** Blocks of requests to each of the two servers, in turns: what else the machine does hits both alike. */
  readonly blocks: number;
  readonly requestsPerBlock: number;
  readonly unauthorised: number;
  readonly loadSeconds: number;
}

const whole: EndpointPlan = { blocks: 30, requestsPerBlock: 300, unauthorised: 100_000, loadSeconds: 60 };

/** As many at a time as a machine full of AWS's clients may bring. */
const crowd = 32;
const loadPerSecond = 1_000;
const loadConnections = 64;

/** The bench rows of the local endpoint: how fast it is beside a bare server, and what a flood gets out of it. */
export async function measureEndpoint(say: Say, plan = whole): Promise<readonly Row[]> {
  const rig = await startEndpointRig();
  try {
    const rows = [...(await beside(rig, plan))];
    rows.push(...(await load(rig, plan)));
    rows.push(await unauthorised(rig, plan, say));
    return rows;
  } finally {
    rig.close();
  }
}

/** One after the other, and many at once, each beside a bare node:http server. */
async function beside(rig: EndpointRig, { blocks, requestsPerBlock }: EndpointPlan): Promise<readonly Row[]> {
  const alone = { ours: createAsker(rig.ours, 1), bare: createAsker(rig.bare, 1) };
  const many = { ours: createAsker(rig.ours, crowd), bare: createAsker(rig.bare, crowd) };
  const single: Record<keyof typeof alone, number[]> = { ours: [], bare: [] };
  const busy: Record<keyof typeof alone, number[]> = { ours: [], bare: [] };
  for (let block = 0; block <= blocks; block++) {
    for (const side of block % 2 === 0 ? (['ours', 'bare'] as const) : (['bare', 'ours'] as const)) {
      const times = await oneByOne(alone[side], requestsPerBlock);
      const perSecond = await atOnce(many[side], requestsPerBlock);
      // The first block warms up.
      if (block === 0) continue;
      single[side].push(...times);
      busy[side].push(perSecond);
    }
  }
  for (const asker of [alone.ours, alone.bare, many.ours, many.bare]) asker.close();
  const perSecond = { ours: quantile(busy.ours, 0.5), bare: quantile(busy.bare, 0.5) };
  const n = single.ours.length;
  return [
    rowBeside('endpoint-get', quantile(single.ours, 0.5), quantile(single.bare, 0.5), {
      limit: 1.5,
      unit: 'ms',
      n,
    }),
    // As time, so that less is better here too: at least 0.6 of the requests per second.
    rowBeside('endpoint-get busy', 1_000 / perSecond.ours, 1_000 / perSecond.bare, {
      limit: 1 / 0.6,
      unit: 'ms',
      n,
    }),
  ];
}

async function oneByOne(asker: Asker, count: number): Promise<readonly number[]> {
  const times: number[] = [];
  for (let asked = 0; asked < count; asked++) {
    const begun = performance.now();
    expectGiven(await asker.ask());
    times.push(performance.now() - begun);
  }
  return times;
}

/** @returns requests per second */
async function atOnce(asker: Asker, count: number): Promise<number> {
  const begun = performance.now();
  const statuses = await Promise.all(Array.from({ length: count }, () => asker.ask()));
  statuses.forEach(expectGiven);
  return (count / (performance.now() - begun)) * 1_000;
}

/** So many each second whatever became of those before: a wait counts from the moment at which it was to begin. */
async function waitsUnderLoad(asker: Asker, seconds: number): Promise<readonly number[]> {
  const waits: number[] = [];
  const under: Promise<void>[] = [];
  const count = seconds * loadPerSecond;
  const begun = performance.now();
  const ask = async (due: number) => {
    expectGiven(await asker.ask());
    waits.push(performance.now() - due);
  };
  for (let asked = 0; asked < count;) {
    await new Promise((resolve) => setTimeout(resolve, 1));
    for (; asked < count && begun + asked <= performance.now(); asked++) under.push(ask(begun + asked));
  }
  await Promise.all(under);
  asker.close();
  return waits;
}

/** A sixth of the same for the bare server: it tells what a busy machine has added. */
async function load(rig: EndpointRig, { loadSeconds }: EndpointPlan): Promise<readonly Row[]> {
  const waits = await waitsUnderLoad(createAsker(rig.ours, loadConnections), loadSeconds);
  const bare = await waitsUnderLoad(createAsker(rig.bare, loadConnections), loadSeconds / 6);
  const unit = 'ms';
  return [
    rowWithin('endpoint-load p50', quantile(waits, 0.5), { limit: null, unit, n: waits.length }),
    rowWithin('endpoint-load p99', quantile(waits, 0.99), { limit: 10, unit, n: waits.length }),
    rowWithin('endpoint-load p99, bare', quantile(bare, 0.99), { limit: null, unit, n: bare.length }),
  ];
}

/** Half a secret, the wrong one, the right ones from a web page: nothing comes of it. */
async function unauthorised(rig: EndpointRig, { unauthorised: count }: EndpointPlan, say: Say): Promise<Row> {
  const { pathname } = new URL(rig.ours.url);
  const { token } = rig.ours;
  const lies: readonly ((n: number) => { path?: string; headers: Record<string, string> })[] = [
    () => ({ headers: {} }),
    (n) => ({ headers: { authorization: `${token.slice(0, -6)}${n}` } }),
    (n) => ({ path: `${pathname.slice(0, -6)}${n}`, headers: { authorization: token } }),
    () => ({ headers: { authorization: token, origin: 'https://evil.example' } }),
    () => ({ headers: { authorization: token, host: 'rebound.example' } }),
  ];
  const before = await rig.given();
  const asker = createAsker(rig.ours, crowd);
  const begun = performance.now();
  let next = 0;
  let answered = 0;
  let cutOff = 0;
  const lane = async () => {
    for (let n = next++; n < count; n = next++) {
      const status = await asker.ask(lies[n % lies.length]?.(n));
      if (status === 0) cutOff += 1;
      else if (status === 403) answered += 1;
    }
  };
  await Promise.all(Array.from({ length: crowd }, lane));
  asker.close();
  const perSecond = (count / (performance.now() - begun)) * 1_000;
  say(`  ${answered} turned away, ${cutOff} cut off, ${perSecond.toFixed(0)} a second`);
  const others = count - answered - cutOff;
  const given = (await rig.given()) - before;
  return rowWithin('endpoint-unauthorised served', given + others, { limit: 0, unit: 'requests', n: count });
}

function expectGiven(status: number): void {
  if (status !== 200) throw new Error(`The answer was ${status}`);
}
