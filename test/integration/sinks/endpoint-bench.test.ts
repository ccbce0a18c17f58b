import { expect, it } from 'vitest';
import { measureEndpoint } from '../../bench/endpoint.ts';

it('the bench of the local endpoint measures what it says, and nothing gets out of it', async () => {
  const said: string[] = [];
  const plan = { blocks: 2, requestsPerBlock: 50, unauthorised: 500, loadSeconds: 0.2 };
  const rows = await measureEndpoint((line) => said.push(line), plan);
  const by = new Map(rows.map((row) => [row.name, row]));
  expect(by.get('endpoint-unauthorised served')).toMatchObject({ ours: 0, limit: 0, n: 500, ok: true });
  expect(by.get('endpoint-get')).toMatchObject({ limit: 1.5, n: 100 });
  expect(by.get('endpoint-get busy')).toMatchObject({ limit: 1.67 });
  expect(by.get('endpoint-load p99')).toMatchObject({ limit: 10, n: 200 });
  for (const { name, ours, reference, ratio } of rows) {
    if (reference === null) continue;
    expect([name, ratio]).toEqual([name, expect.closeTo(ours / reference, 1)]);
  }
  expect(said.join()).toMatch(/\d+ turned away, \d+ cut off/);
});
