import { readCatalogueText } from '../../src/adapters/system/catalogue-reading.ts';
import { quantile, rowWithin, type Row } from './row.ts';

/** Milliseconds, on a quiet machine. It is a thread's own time: nothing waits for it but the catalogue. */
const limit = 250;
const roleCount = 10_000;

/** From the text of a catalogue with ten thousand roles to the roles, checked one by one. */
export function measureCatalogueParse(_say: (line: string) => void, rounds = 15): Promise<readonly Row[]> {
  const text = catalogueText();
  const times = Array.from({ length: rounds + 1 }, () => {
    const begun = performance.now();
    const outcome = readCatalogueText(text);
    const took = performance.now() - begun;
    if (outcome.kind !== 'content' || outcome.content.roles.length !== roleCount) {
      throw new Error('The catalogue of the bench does not read as it should');
    }
    return took;
  });
  // The first round warms up.
  const median = quantile(times.slice(1), 0.5);
  return Promise.resolve([rowWithin('catalogue-parse', median, { limit, unit: 'ms', n: rounds })]);
}

function catalogueText(): string {
  const roles = Array.from({ length: roleCount }, (_none, index) => {
    const account = String(100_000_000_000 + index);
    return [
      `  - id: team-${index % 40}.role-${index}`,
      `    name: Team ${index % 40} / Role ${index}`,
      `    roleArn: arn:aws:iam::${account}:role/teams/Role${index}`,
      `    region: ap-northeast-1`,
      `    tags: [team-${index % 40}, ${index % 9 === 0 ? 'prod' : 'staging'}]`,
      ...(index % 3 === 0 ? [`    groups: [platform/team-${index % 40}]`] : []),
      ...(index % 5 === 0 ? ['    duration: 1h', '    color: blue'] : []),
    ].join('\n');
  });
  return `version: 1\nname: Everybody's roles\nroles:\n${roles.join('\n')}\n`;
}
