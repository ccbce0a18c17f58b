import { describe, expect, it } from 'vitest';
import { finding, skipped, type Finding } from '../../../../src/core/doctor/finding.ts';
import type { FurtherAuthorities } from '../../../../src/core/doctor/machine.ts';
import type { Target } from '../../../../src/core/doctor/route-check.ts';
import { compareWithTerminal, lookAtTerminal } from '../../../../src/core/doctor/terminal-check.ts';
import { AppError } from '../../../../src/core/errors.ts';
import { FakeMachine } from '../../../support/fake-machine.ts';

const issuer: Target = {
  url: 'https://gitlab.example.com',
  host: 'gitlab.example.com',
  what: 'issuer',
};
const aws: Target = { url: 'https://sts.example.com/', host: 'sts.example.com', what: 'aws' };

const none = finding({ check: 'proxy' }, 'ok', 'proxy_none', {});
const named = ({ host }: Target) => finding({ check: 'names', about: host }, 'ok', 'name_known', { host });
const used = ({ host }: Target, proxy: string) =>
  finding({ check: 'proxy', about: host }, 'ok', 'proxy_used', { host, proxy });
const dead = (proxy: string) =>
  finding({ check: 'proxy', about: proxy }, 'fail', 'proxy_dead', { proxy, reason: 'ECONNREFUSED' });

interface Scene {
  readonly kind?: 'app' | 'agent';
  /** The terminal's proxies, by host. */
  readonly here?: Readonly<Record<string, string>>;
  readonly further?: FurtherAuthorities;
  readonly found: readonly Finding[];
}

async function compared({ kind = 'agent', here = {}, further, found }: Scene): Promise<readonly Finding[]> {
  const machine = new FakeMachine();
  for (const [host, address] of Object.entries(here)) {
    const { hostname, port } = new URL(address);
    machine.proxies.set(host, { kind: 'proxy', address, host: hostname, port: Number(port) });
  }
  if (further !== undefined) machine.further = further;
  return compareWithTerminal(await lookAtTerminal([issuer, aws], machine), kind, found);
}

const proxy = 'http://proxy.example.com:3128';
const both = { [issuer.host]: proxy, [aws.host]: proxy };

describe("the terminal's proxies", () => {
  it('are told where the one who holds the session goes without, all hosts in one line', async () => {
    const [one, ...others] = await compared({ here: both, found: [none] });
    expect(one).toMatchObject({
      level: 'warn',
      code: 'owner_other_proxy',
      details: { kind: 'agent', hosts: [issuer.host, aws.host], here: proxy },
    });
    expect(one?.details).not.toHaveProperty('there');
    expect(others).toEqual([]);
  });

  it('are told by host, where NO_PROXY is another', async () => {
    const found = await compared({ here: both, found: [used(issuer, proxy), named(aws)] });
    expect(found).toMatchObject([{ details: { hosts: [aws.host], here: proxy } }]);
  });

  it.each<readonly [string, Scene]>([
    ['there are none on either side', { found: [none] }],
    ['they are the same', { here: both, found: [used(issuer, proxy), used(aws, proxy)] }],
    ['they are the same, and dead', { here: both, found: [dead(proxy)] }],
    [
      'only the usual port is written out',
      { here: { [issuer.host]: 'http://p' }, found: [used(issuer, 'http://p:80'), named(aws)] },
    ],
    [
      "the app goes by the system's and the terminal has none",
      { kind: 'app', found: [used(issuer, proxy), named(aws)] },
    ],
    ['nothing shows which way was taken', { here: both, found: [skipped({ check: 'keychain' }, 'time')] }],
  ])('are no matter where %s', async (_what, scene) => {
    expect(await compared(scene)).toEqual([]);
  });

  it("are told of where another proxy is dead, and where the agent's is one that the terminal has no more", async () => {
    const other = 'http://old.example.com:3128';
    expect(await compared({ here: both, found: [dead(other)] })).toMatchObject([
      { details: { hosts: [issuer.host, aws.host], here: proxy, there: other } },
    ]);
    const [gone] = await compared({ found: [used(issuer, other), named(aws)] });
    expect(gone).toMatchObject({ details: { hosts: [issuer.host], there: other } });
    expect(gone?.details).not.toHaveProperty('here');
  });

  it('may be no addresses, which is told once', async () => {
    const machine = new FakeMachine();
    const fault = new AppError('usage', { fault: 'variable-no-proxy', variable: 'HTTPS_PROXY' });
    machine.proxies.set(issuer.host, fault);
    const terminal = await lookAtTerminal([issuer, aws], machine);
    const found = compareWithTerminal(terminal, 'agent', [none]);
    expect(found).toMatchObject([{ check: 'proxy', level: 'warn', code: 'usage' }]);
    expect(compareWithTerminal(terminal, 'agent', found)).toEqual([]);
  });
});

describe("the terminal's authorities", () => {
  const further: FurtherAuthorities = { kind: 'read', path: '/ca.pem', count: 1 };
  const read = (path: string) =>
    finding({ check: 'certificates' }, 'ok', 'authorities_read', { path, count: 1 });

  it('are told where the one who holds the session reads none, or others', async () => {
    expect(await compared({ further, found: [none] })).toMatchObject([
      { check: 'certificates', level: 'warn', code: 'owner_other_authorities', details: { path: '/ca.pem' } },
    ]);
    expect(await compared({ further, found: [none, read('/old.pem')] })).toMatchObject([
      { details: { path: '/ca.pem', ownersPath: '/old.pem' } },
    ]);
  });

  it('are no matter where they are the same', async () => {
    expect(await compared({ further, found: [none, read('/ca.pem')] })).toEqual([]);
  });

  it.each<readonly [FurtherAuthorities, object]>([
    [
      { kind: 'unreadable', path: '/gone.pem', reason: 'ENOENT' },
      { path: '/gone.pem', reason: 'ENOENT' },
    ],
    [{ kind: 'empty', path: '/empty.pem' }, { path: '/empty.pem' }],
  ])('are told as useless, and not as lacking: %j', async (broken, details) => {
    expect(await compared({ further: broken, found: [none] })).toEqual([
      { check: 'certificates', level: 'warn', code: 'terminal_authorities_broken', details },
    ]);
  });
});
