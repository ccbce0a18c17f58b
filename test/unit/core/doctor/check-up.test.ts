import { beforeEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../../../src/core/doctor/finding.ts';
import { AppError } from '../../../../src/core/errors.ts';
import { settle } from '../../../support/fake-clock.ts';
import { configWith, identityWith, roleWith } from '../../../support/fake-nouns.ts';
import { createFakeWorld, type FakeWorld } from '../../../support/fake-owner.ts';

const issuer = 'https://gitlab.example.com';
const sts = 'https://sts.eu-central-1.amazonaws.com';
const refusal = new AppError('role_refused', {
  roleArn: 'arn:aws:iam::123456789012:role/Admin',
  issuer,
  audience: 'app-1',
  subject: '42',
});
let world: FakeWorld;
beforeEach(() => {
  world = createFakeWorld();
});

async function signIn(): Promise<void> {
  const login = world.owner.actions.signIn('work', world.browser);
  await settle();
  world.provider.approve(identityWith());
  await login;
}

/** Runs the whole check-up; time passes where something keeps it waiting. */
async function checkUp(...roles: string[]): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const end = { over: false };
  const running = world.owner
    .checkUp({ roles }, (found) => findings.push(found))
    .then(() => (end.over = true));
  for (let round = 0; round < 40 && !end.over; round++) await world.clock.advance(5_000);
  expect(end.over, 'the check-up ends').toBe(true);
  await running;
  return findings;
}

const codes = (findings: readonly Finding[], check: Finding['check']) =>
  findings.filter((one) => one.check === check).map(({ level, code }) => `${level} ${code}`);
const because = (findings: readonly Finding[], check: Finding['check']) =>
  findings.flatMap((one) => (one.check === check && one.code === 'skipped' ? [one.details.because] : []));

describe('a check-up where all is well', () => {
  it('finds nothing wrong, and has AWS give credentials that are then at hand', async () => {
    await signIn();
    const findings = await checkUp();
    expect(findings.filter(({ level }) => level !== 'ok')).toEqual([]);
    expect(codes(findings, 'role')).toEqual(['ok role_assumed']);
    const asked = world.assumer.asked.length;
    await world.owner.actions.credentials('prod');
    expect(world.assumer.asked).toHaveLength(asked);
  });

  it('leaves no entry of its own in the keychain', async () => {
    await signIn();
    const before = [...world.secrets.entries.keys()];
    await checkUp();
    expect([...world.secrets.entries.keys()]).toEqual(before);
  });

  it('refreshes although an ID token is held, and keeps the rotated token', async () => {
    await signIn();
    await checkUp();
    expect(world.provider.presented).toHaveLength(1);
    expect(world.secrets.text()).toContain(world.provider.live);
  });

  it('asks AWS although credentials are held', async () => {
    await signIn();
    await world.owner.actions.credentials('prod');
    world.assumer.failWith(refusal);
    expect(codes(await checkUp(), 'role')).toEqual(['fail role_refused']);
  });
});

describe('the keychain', () => {
  it.each([
    ['missing', 'keychain_missing'],
    ['locked', 'keychain_locked'],
    ['dismissed', 'keychain_dismissed'],
    ['gone', 'keychain_gone'],
    ['write-only-fails', 'keychain_failed'],
    ['loses-writes', 'keychain_forgets'],
  ] as const)('that is %s fails as %s, and no session is blamed for it', async (fault, code) => {
    await signIn();
    world.secrets.fault = fault;
    const findings = await checkUp();
    expect(codes(findings, 'keychain')).toEqual([`fail ${code}`]);
    expect(because(findings, 'session')).toEqual(['keychain']);
    expect(because(findings, 'role')).toEqual(['session']);
  });

  it('that hangs is named, and all that does not need it is looked at', async () => {
    await signIn();
    world.secrets.set = () => new Promise(() => undefined);
    const findings = await checkUp();
    expect(codes(findings, 'keychain')).toEqual(['fail keychain_hangs']);
    expect(codes(findings, 'issuer')).toEqual(['ok issuer_good']);
  });

  it('that waits for its password is told from one that hangs', async () => {
    world.secrets.set = () => new Promise(() => undefined);
    world.checks.machine.keychain = 'locked';
    expect(codes(await checkUp(), 'keychain')).toEqual(['fail keychain_asks']);
  });

  it('that cannot even be asked about itself hangs', async () => {
    world.secrets.set = () => new Promise(() => undefined);
    world.checks.machine.keychain = 'silent';
    expect(codes(await checkUp(), 'keychain')).toEqual(['fail keychain_hangs']);
  });

  it('that took nothing leaves a session in memory, which is looked at and warned of', async () => {
    world.secrets.fault = 'missing';
    await signIn();
    const findings = await checkUp();
    expect(codes(findings, 'session')).toEqual(['ok session_renewed', 'warn session_in_memory']);
    expect(codes(findings, 'role')).toEqual(['ok role_assumed']);
  });
});

describe('ports', () => {
  it('fail where nothing can listen on 127.0.0.1', async () => {
    world.checks.machine.ports.set(0, 'EACCES');
    expect(codes(await checkUp(), 'loopback')).toEqual(['fail loopback_refused']);
  });

  it('fail where the one of a redirectUri is taken, and only for that identity', async () => {
    const fixed = identityWith({ id: 'fixed', redirectUri: 'http://127.0.0.1:49215/callback' });
    world.configSource.config = configWith({ identities: [identityWith(), fixed] });
    world.checks.machine.ports.set(49_215, 'EADDRINUSE');
    const findings = await checkUp();
    expect(codes(findings, 'loopback')).toEqual(['ok loopback_free', 'fail port_taken']);
  });
});

describe('the network', () => {
  it('names a dead proxy once, and blames nobody behind it', async () => {
    await signIn();
    const proxy = { kind: 'proxy', address: 'http://proxy:3128', host: 'proxy', port: 3128 } as const;
    for (const url of [issuer, sts]) world.checks.machine.proxies.set(new URL(url).host, proxy);
    world.checks.machine.deadHosts.set('proxy', 'ECONNREFUSED');
    const findings = await checkUp();
    expect(codes(findings, 'proxy')).toEqual(['fail proxy_dead']);
    expect(because(findings, 'issuer')).toEqual(['proxy']);
    expect(because(findings, 'session')).toEqual(['issuer']);
    expect(world.checks.http.asked.every((url) => url.startsWith('https://signin'))).toBe(true);
  });

  it('tells which proxy a host is reached through, and looks up no name behind it', async () => {
    const proxy = { kind: 'proxy', address: 'http://proxy:3128', host: 'proxy', port: 3128 } as const;
    world.checks.machine.proxies.set('gitlab.example.com', proxy);
    world.checks.machine.names.set('gitlab.example.com', { reason: 'ENOTFOUND' });
    const findings = await checkUp();
    expect(codes(findings, 'proxy')).toEqual(['ok proxy_used']);
    expect(codes(findings, 'issuer')).toEqual(['ok issuer_good']);
  });

  it('fails for a name that is not known, and asks there no further', async () => {
    world.checks.machine.names.set('gitlab.example.com', { reason: 'ENOTFOUND' });
    const findings = await checkUp();
    expect(codes(findings, 'names')).toContain('fail name_unknown');
    expect(because(findings, 'issuer')).toEqual(['names']);
  });

  it('warns of an issuer with a private address, which AWS may not reach', async () => {
    world.checks.machine.names.set('gitlab.example.com', ['10.1.2.3']);
    world.checks.machine.names.set('sts.eu-central-1.amazonaws.com', ['10.9.9.9']);
    const names = codes(await checkUp(), 'names');
    expect(names).toContain('warn name_private');
    expect(names).toContain('ok name_private');
  });

  it.each([
    [{ kind: 'unreadable', path: '/ca.pem', reason: 'ENOENT' }, 'fail authorities_unreadable'],
    [{ kind: 'empty', path: '/ca.pem' }, 'fail authorities_empty'],
    [{ kind: 'ignored', path: '/ca.pem' }, 'warn authorities_ignored'],
    [{ kind: 'read', path: '/ca.pem', count: 2 }, 'ok authorities_read'],
  ] as const)('tells of further authorities: %j', async (further, code) => {
    world.checks.machine.further = further;
    expect(codes(await checkUp(), 'certificates')).toEqual([code]);
  });

  it('names an authority that nobody here trusts, as one that listens in has', async () => {
    const details = { host: 'gitlab.example.com', reason: 'Unable to get issuer cert', authority: 'Corp CA' };
    world.checks.http.answers.set(issuer, new AppError('network_untrusted', details));
    const found = (await checkUp()).find(({ check }) => check === 'issuer');
    expect(found).toMatchObject({ level: 'fail', code: 'network_untrusted', details });
  });

  it('fails where the keys do not answer, and does not spend the refresh token on it', async () => {
    await signIn();
    world.checks.http.answers.set(`${issuer}/oauth/discovery/keys`, { status: 503 });
    const findings = await checkUp();
    expect(codes(findings, 'issuer')).toEqual(['fail document-status']);
    expect(because(findings, 'session')).toEqual(['issuer']);
    expect(world.provider.presented).toEqual([]);
  });

  it('does not try roles where AWS cannot be reached', async () => {
    await signIn();
    const details = { host: new URL(sts).host, reason: 'ECONNREFUSED' };
    world.checks.http.answers.set(sts, new AppError('network_unreachable', details));
    const findings = await checkUp();
    expect(codes(findings, 'aws')).toContain('fail network_unreachable');
    expect(because(findings, 'role')).toEqual(['aws']);
    expect(world.assumer.asked).toEqual([]);
  });
});

describe('sessions and roles', () => {
  it('warns where nobody is signed in, and tries no role', async () => {
    const findings = await checkUp();
    expect(codes(findings, 'session')).toEqual(['warn login_needed']);
    expect(because(findings, 'role')).toEqual(['session']);
  });

  it('warns where the issuer has ended the session', async () => {
    await signIn();
    world.provider.live = undefined;
    expect(codes(await checkUp(), 'session')).toEqual(['warn session_expired']);
  });

  it('fails where userinfo names somebody else, and still tries the roles', async () => {
    await signIn();
    const wrong = new AppError('id_token_invalid', { issuer, reason: 'it names another user than userinfo' });
    world.provider.userinfo = () => Promise.reject(wrong);
    const findings = await checkUp();
    expect(codes(findings, 'userinfo')).toEqual(['fail id_token_invalid']);
    expect(codes(findings, 'role')).toEqual(['ok role_assumed']);
  });

  it('tells a refused role with the exact refusal, and hides no other role by it', async () => {
    world.configSource.config = configWith({ roles: [roleWith(), roleWith({ id: 'other' })] });
    await signIn();
    world.assumer.failWith(refusal);
    const roles = (await checkUp()).filter(({ check }) => check === 'role');
    expect(roles.map(({ level, code }) => `${level} ${code}`).sort()).toEqual([
      'fail role_refused',
      'ok role_assumed',
    ]);
    expect(roles).toContainEqual({
      check: 'role',
      about: 'prod',
      level: 'fail',
      code: 'role_refused',
      details: refusal.details,
    });
  });

  it('warns of a role that lasts shorter than its configuration says', async () => {
    world.configSource.config = configWith({ roles: [roleWith({ durationSeconds: 43_200 })] });
    await signIn();
    const { roleArn } = refusal.details;
    world.assumer.failWith(new AppError('sts_duration_refused', { roleArn, seconds: 43_200 }));
    expect(codes(await checkUp(), 'role')).toEqual(['ok role_assumed', 'warn role_shortened']);
  });

  it('gives up on a role that hangs, and goes on', async () => {
    world.configSource.config = configWith({ roles: [roleWith(), roleWith({ id: 'other' })] });
    await signIn();
    world.assumer.answers.push(() => new Promise(() => undefined));
    expect(codes(await checkUp(), 'role').sort()).toEqual(['fail check_silent', 'ok role_assumed']);
  });

  it('tries the roles that are named, and fails for a name that is none', async () => {
    world.configSource.config = configWith({ roles: [roleWith(), roleWith({ id: 'other' })] });
    await signIn();
    const roles = (await checkUp('other', 'mistyped')).filter(({ check }) => check === 'role');
    expect(roles.map(({ about, code }) => `${about ?? ''} ${code}`)).toEqual([
      'mistyped unknown_role',
      'other role_assumed',
    ]);
  });

  it('asks for no more than four roles at once, and stops where nobody listens any more', async () => {
    const roles = Array.from({ length: 12 }, (_, n) => roleWith({ id: `role-${n}`, roleName: `R${n}` }));
    world.configSource.config = configWith({ roles });
    await signIn();
    const hangUp = new AbortController();
    world.assumer.answers.push(...roles.map(() => () => new Promise<never>(() => undefined)));
    void world.owner.checkUp({ signal: hangUp.signal }, () => undefined);
    await world.clock.advance(1);
    expect(world.assumer.asked).toHaveLength(4);
    hangUp.abort();
    await world.clock.advance(60_000);
    expect(world.assumer.asked).toHaveLength(4);
  });
});

describe('a configuration that cannot be used', () => {
  it('fails, and keychain and ports are looked at all the same', async () => {
    world.configSource.failure = new AppError('config_broken', { path: '/c', problems: ['Line 1: bad.'] });
    const findings = await checkUp();
    expect(findings.map(({ code }) => code)).toEqual(['config_broken', 'keychain_works', 'loopback_free']);
  });
});
