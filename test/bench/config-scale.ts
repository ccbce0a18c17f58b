import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { createConfigFile } from '../../src/adapters/system/config-file.ts';
import { growthExponent, quantile, rowBeside, rowWithin, type Row } from './row.ts';

const roleCount = 10_000;
const fewRoles = 100;
/** Reading and judging, beside nothing but the parsing of the usual library. */
const largestShare = 1.5;
/** Time may grow with the number of roles to this power. */
const largestGrowth = 1.1;

const defaults = { scopes: () => ['openid'], region: () => undefined };

/** A configuration such as people keep: an identity, roles with names, tags and a comment now and then. */
function configText(count: number): string {
  const roles = Array.from(
    { length: count },
    (_, index) => `  - id: role-${index}${index % 50 === 0 ? ' # asked for by the team' : ''}
    name: Team ${index % 200} / ${index % 2 === 0 ? 'Production' : 'Staging'}
    identity: work
    roleArn: arn:aws:iam::${String(100_000_000_000 + index)}:role/Admin
    region: eu-central-1
    tags: [team-${index % 200}, ${index % 2 === 0 ? 'prod' : 'staging'}]
`,
  );
  return `version: 1
identities:
  - id: work
    issuer: https://gitlab.example.com
    clientId: app
roles:
${roles.join('')}`;
}

async function timesOf(rounds: number, work: () => Promise<void>): Promise<readonly number[]> {
  const times: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const begun = performance.now();
    await work();
    times.push(performance.now() - begun);
  }
  // The first round warms up.
  return times.slice(1);
}

/** How long a configuration of ten thousand roles takes to be read and judged, beside being parsed alone, and how that grows. */
export async function measureConfig(_say: (line: string) => void, rounds = 7): Promise<readonly Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tobira-bench-'));
  try {
    const path = join(folder, 'config.yaml');
    const text = configText(roleCount);
    await writeFile(path, text);
    const read = async (expected: number): Promise<void> => {
      // Each is new: what is known already is not read again.
      const { roles, problems } = await createConfigFile(path, defaults).load();
      if (roles.length !== expected || problems.length > 0) throw new Error('The file was read otherwise.');
    };
    const ours = quantile(await timesOf(rounds, () => read(roleCount)), 0.5);
    const reference = quantile(await timesOf(rounds, () => Promise.resolve(void parse(text))), 0.5);
    await writeFile(path, configText(fewRoles));
    const few = quantile(await timesOf(30, () => read(fewRoles)), 0.5);
    return [
      rowBeside('config-10000', ours, reference, { limit: largestShare, unit: 'ms', n: rounds }),
      rowWithin('config-growth', growthExponent(few, ours, roleCount / fewRoles), {
        limit: largestGrowth,
        unit: 'exponent',
        n: rounds,
      }),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
