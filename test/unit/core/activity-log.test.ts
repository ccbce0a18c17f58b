import { beforeEach, describe, expect, it } from 'vitest';
import type { ActivityEntry } from '../../../src/core/activity.ts';
import { createActivityLog } from '../../../src/core/activity-log.ts';
import { createState } from '../../../src/core/state.ts';
import { FakeActivityStore } from '../../support/fake-activity-store.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { FakeLog } from '../../support/fake-log.ts';
import { configWith, settingsWith } from '../../support/fake-nouns.ts';

const day = 24 * 3_600_000;
const opened: Omit<ActivityEntry, 'at'> = {
  deed: { kind: 'console' },
  by: { kind: 'app' },
  role: { id: 'prod', name: 'Production / Admin', accountId: '123456789012' },
  identity: 'work',
  user: 'ada',
};
const given: Omit<ActivityEntry, 'at'> = {
  ...opened,
  deed: { kind: 'credentials' },
  by: { kind: 'command', command: 'credentials' },
};

let store: FakeActivityStore;
let clock: FakeClock;
let log: FakeLog;
const state = createState();

beforeEach(() => {
  store = new FakeActivityStore();
  clock = new FakeClock();
  log = new FakeLog();
  state.update((current) => ({ ...current, config: { status: 'ready', config: configWith() } }));
});

const start = () => createActivityLog({ store, state, clock, log });

describe('the list of what was done', () => {
  it('is kept, and told newest first', async () => {
    const activity = start();
    activity.add(opened);
    await clock.advance(1000);
    activity.add({ ...opened, deed: { kind: 'sign-out' } });
    expect((await activity.list()).map(({ deed }) => deed.kind)).toEqual(['sign-out', 'console']);
    expect(store.entries.map(({ deed }) => deed.kind)).toEqual(['console', 'sign-out']);
  });

  it('goes on from what earlier runs have kept', async () => {
    store.entries = [{ at: clock.now() - 1000, ...opened }];
    const activity = start();
    activity.add({ ...opened, deed: { kind: 'lock' } });
    expect(await activity.list()).toHaveLength(2);
  });

  it('lists a program that asks again and again once for a while', async () => {
    const activity = start();
    for (let time = 0; time < 50; time += 1) {
      activity.add(given);
      await clock.advance(10_000);
    }
    expect(await activity.list()).toHaveLength(1);
    activity.add({ ...given, by: { kind: 'command', command: 'exec', program: 'aws' } });
    expect(await activity.list()).toHaveLength(2);
    await clock.advance(15 * 60_000);
    activity.add(given);
    expect(await activity.list()).toHaveLength(3);
  });

  it('lists each console, however quickly they follow each other', async () => {
    const activity = start();
    activity.add(opened);
    activity.add(opened);
    expect(await activity.list()).toHaveLength(2);
  });

  it('keeps a thousand entries, and writes the file anew now and then only', async () => {
    const activity = start();
    for (let time = 0; time < 1_250; time += 1) {
      await clock.advance(1000);
      activity.add({ ...opened, user: `ada ${time}` });
    }
    const listed = await activity.list();
    expect(listed).toHaveLength(1_000);
    expect(listed[0]?.user).toBe('ada 1249');
    expect(store.entries.length).toBeLessThanOrEqual(1_100);
    expect(store.replaced).toBe(2);
  });

  it('forgets what is older than 90 days, in the file too', async () => {
    store.entries = [
      { at: clock.now() - 95 * day, ...opened },
      { at: clock.now() - 89 * day, ...opened },
    ];
    const activity = start();
    expect(await activity.list()).toHaveLength(1);
    activity.add(opened);
    await activity.settled();
    expect(store.entries).toHaveLength(2);
  });

  it('writes a file anew in which there is something else', async () => {
    store.worn = true;
    const activity = start();
    activity.add(opened);
    activity.add(opened);
    await activity.settled();
    expect(store.replaced).toBe(1);
    expect(store.entries).toHaveLength(2);
  });

  it('says nothing but in the log where it cannot be read or written, and tells what it knows', async () => {
    store.failure = Object.assign(new Error('no space'), { code: 'ENOSPC' });
    const activity = start();
    activity.add(opened);
    expect(await activity.list()).toHaveLength(1);
    expect(log.lines).toEqual([
      'warn activity.not-read {"code":"ENOSPC"}',
      'warn activity.not-written {"code":"ENOSPC"}',
    ]);
    store.failure = undefined;
    activity.add(opened);
    await activity.settled();
    expect(store.entries).toHaveLength(1);
  });

  it('keeps nothing where the user wants none, and still tells those who watch', async () => {
    const config = configWith({ settings: settingsWith({ activityLog: false }) });
    state.update((current) => ({ ...current, config: { status: 'ready', config } }));
    const activity = start();
    const watched: string[] = [];
    activity.watch(({ deed }) => watched.push(deed.kind));
    activity.add(opened);
    expect(await activity.list()).toEqual([]);
    expect(store.entries).toEqual([]);
    expect(watched).toEqual(['console']);
  });

  it('is cleared, here and where it is kept', async () => {
    const activity = start();
    activity.add(opened);
    const before = activity.edition();
    await activity.clear();
    expect(await activity.list()).toEqual([]);
    expect(store.entries).toEqual([]);
    expect(activity.edition()).toBeGreaterThan(before);
  });

  it('says where it could not be cleared, and still lists it', async () => {
    const activity = start();
    activity.add(opened);
    await activity.settled();
    store.failure = new Error('read-only');
    await expect(activity.clear()).rejects.toThrow('read-only');
    expect(await activity.list()).toHaveLength(1);
  });
});
