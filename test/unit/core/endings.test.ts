import { beforeEach, describe, expect, it } from 'vitest';
import type { ActivityEntry, Deed } from '../../../src/core/activity.ts';
import { createEndings, type Endings } from '../../../src/core/endings.ts';
import { AppError } from '../../../src/core/errors.ts';
import type { RoleId } from '../../../src/core/model.ts';
import type { Config } from '../../../src/core/ports.ts';
import {
  createState,
  setRole,
  setSession,
  type SessionState,
  type StateStore,
} from '../../../src/core/state.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { ada, configWith, identityWith, roleWith, settingsWith } from '../../support/fake-nouns.ts';

const minute = 60_000;
const roles = ['prod', 'dev', 'test'].map((id) => roleWith({ id }));
const signedIn: SessionState = { status: 'signed-in', user: ada, storage: 'keychain' };

let clock: FakeClock;
let state: StateStore;
let endings: Endings;
let told: number;
let add: (entry: ActivityEntry) => void;

function configure(change: Partial<Config> = {}): void {
  const config = configWith({ roles, ...change });
  state.update((current) => ({ ...current, config: { status: 'ready', config } }));
}

beforeEach(() => {
  clock = new FakeClock();
  state = createState();
  told = 0;
  configure();
  setSession(state, identityWith().id, signedIn);
  endings = createEndings({
    activity: { watch: (listener) => (add = listener) },
    ...{ state, clock },
    changed: () => (told += 1),
  });
});

function take(
  role: string,
  lasts: number,
  deed: Deed = { kind: 'console' },
  more: Partial<ActivityEntry> = {},
) {
  add({
    at: clock.now(),
    deed,
    by: { kind: 'app' },
    role: { id: role, name: role, accountId: '123456789012' },
    identity: 'work',
    until: clock.now() + lasts,
    ...more,
  });
}

const now = () => endings.current().map((group) => group.endings.map(({ role }) => role));

describe('what ends', () => {
  it('is told ten minutes before, once, and not any more when it has ended', async () => {
    take('prod', 60 * minute);
    await clock.advance(49 * minute);
    expect(now()).toEqual([]);
    await clock.advance(minute);
    expect(now()).toEqual([['prod']]);
    expect(told).toBe(1);
    await clock.advance(9 * minute);
    expect(told).toBe(1);
    await clock.advance(minute);
    expect(now()).toEqual([]);
  });

  it('is settled when it is taken anew, and told of again in time', async () => {
    take('prod', 60 * minute);
    await clock.advance(52 * minute);
    take('prod', 60 * minute);
    expect(now()).toEqual([]);
    await clock.advance(50 * minute);
    expect(now()).toEqual([['prod']]);
  });

  it('is told of at half of a short session, and not as that begins', async () => {
    take('prod', 12 * minute);
    await clock.advance(5 * minute);
    expect(now()).toEqual([]);
    await clock.advance(minute);
    expect(now()).toEqual([['prod']]);
  });

  it('is one word for what ends within a minute', async () => {
    take('prod', 60 * minute);
    take('dev', 60 * minute + 30_000);
    take('test', 90 * minute);
    await clock.advance(51 * minute);
    expect(now()).toEqual([['prod', 'dev']]);
    expect(told).toBe(1);
    take('dev', 60 * minute);
    expect(now()).toEqual([['prod']]);
  });

  it('comes as no flood after sleep: what has ended is not told of, and the rest at once', async () => {
    take('prod', 60 * minute);
    take('dev', 180 * minute);
    take('test', 185 * minute);
    clock.sleep(177 * minute);
    endings.look();
    expect(now()).toEqual([['dev', 'test']]);
    expect(told).toBe(1);
    await clock.advance(minute);
    expect(told).toBe(1);
  });

  it('goes with a sign-out, and stays when a session ends by itself', async () => {
    take('prod', 60 * minute);
    await clock.advance(55 * minute);
    setSession(state, identityWith().id, {
      status: 'signed-out',
      error: new AppError('session_expired', { identity: 'work', issuer: identityWith().issuer }),
    });
    expect(now()).toEqual([['prod']]);
    setSession(state, identityWith().id, { status: 'signed-out' });
    expect(now()).toEqual([]);
  });

  it('goes with its role', async () => {
    take('prod', 60 * minute);
    await clock.advance(55 * minute);
    configure({ roles: roles.slice(1) });
    expect(now()).toEqual([]);
  });

  it('is told when the settings say so, and never where they say that', async () => {
    configure({
      settings: settingsWith({
        notifications: {
          beforeExpiryMs: 5 * minute,
          loginNeeded: true,
          clipboardCleared: true,
          newVersion: true,
          newCatalogue: true,
        },
      }),
    });
    take('prod', 60 * minute);
    await clock.advance(54 * minute);
    expect(now()).toEqual([]);
    await clock.advance(minute);
    expect(now()).toEqual([['prod']]);
    configure({
      settings: settingsWith({
        notifications: { loginNeeded: true, clipboardCleared: true, newVersion: true, newCatalogue: true },
      }),
    });
    expect(now()).toEqual([]);
  });

  it.each<[string, Partial<ActivityEntry>]>([
    ['what failed', { failed: 'role_refused' }],
    ['what has no end', { deed: { kind: 'deliver', sink: 'profile-process' } }],
    ['what programs got, which ask again', { deed: { kind: 'credentials' } }],
  ])('is nothing to tell for %s', async (_what, change) => {
    const entry: ActivityEntry = {
      at: clock.now(),
      deed: { kind: 'console' },
      by: { kind: 'app' },
      role: { id: 'prod', name: 'prod', accountId: '1' },
      identity: 'work',
      ...(change.deed?.kind !== 'deliver' && { until: clock.now() + 60 * minute }),
      ...change,
    };
    add(entry);
    await clock.advance(55 * minute);
    expect(now()).toEqual([]);
  });

  it('tells of a profile whose keys are not renewed, late enough for those that are', async () => {
    const until = clock.now() + 60 * minute;
    setRole(state, 'prod' as RoleId, {
      standing: [{ name: 'prod' }],
      sessionEnds: { full: until },
    });
    await clock.advance(54 * minute);
    expect(now()).toEqual([]);
    await clock.advance(minute);
    expect(endings.current()[0]?.endings).toMatchObject([{ role: 'prod', taken: { kind: 'profile' } }]);
    const renewed = until + 60 * minute;
    setRole(state, 'prod' as RoleId, { sessionEnds: { full: renewed } });
    expect(now()).toEqual([]);
  });

  it('tells of a profile by the keys that stand in it', async () => {
    const until = clock.now() + 60 * minute;
    setRole(state, 'prod' as RoleId, {
      standing: [{ name: 'prod', access: 'read-only' }],
      sessionEnds: { full: until - 30 * minute, 'read-only': until },
    });
    await clock.advance(54 * minute);
    expect(now()).toEqual([]);
    await clock.advance(minute);
    expect(endings.current()[0]?.endings).toMatchObject([{ role: 'prod', access: 'read-only', until }]);
  });
});
