import { describe, expect, it } from 'vitest';
import { checkClocks, type HostClock } from '../../../../src/core/doctor/clock-check.ts';
import { createDatedHttp } from '../../../../src/core/doctor/dated-http.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { FakeHttp } from '../../../support/fake-http.ts';

const issuer = (seconds: number): HostClock => ({ host: 'gitlab', what: 'issuer', seconds });
const aws = (seconds: number): HostClock => ({ host: 'sts', what: 'aws', seconds });
const codes = (...clocks: HostClock[]) => checkClocks(clocks).map(({ level, code }) => `${level} ${code}`);

describe('clocks', () => {
  it.each([
    [0, 0, ['ok clock_right']],
    [29, -29, ['ok clock_right']],
    [30, 30, ['warn clock_off', 'warn clock_off']],
    [-299, -299, ['warn clock_off', 'warn clock_off']],
    [300, 300, ['fail clock_off', 'fail clock_off']],
    [0, 59, ['warn clock_off']],
    [-30, 30, ['warn clock_off', 'warn clock_off', 'warn clocks_apart']],
    [0, 120, ['warn clock_off', 'fail clocks_apart']],
  ])('%i s to the issuer and %i s to AWS', (one, other, expected) => {
    expect(codes(issuer(one), aws(other))).toEqual(expected);
  });

  it('say nothing where nobody told the time', () => {
    expect(codes()).toEqual(['skipped clock_unknown']);
  });
});

describe('answers', () => {
  it('date the clock of their host, with the age that a cache adds', async () => {
    const clock = new FakeClock();
    const at = (seconds: number) => new Date(clock.now() + seconds * 1000).toUTCString();
    const http = createDatedHttp(
      new FakeHttp({ headers: { date: at(100) } }, { headers: { date: at(-60), age: '60' } }, {}),
      clock,
    );
    for (const host of ['ahead', 'cached', 'silent']) {
      await http.send({ method: 'GET', url: `https://${host}/` });
    }
    expect([http.offBy('ahead'), http.offBy('cached'), http.offBy('silent')]).toEqual([101, 1, undefined]);
  });
});
