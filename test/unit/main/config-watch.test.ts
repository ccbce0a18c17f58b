import {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { watchConfig, type WatchFolder } from '../../../src/main/config-watch.ts';
import { FakeClock } from '../../support/fake-clock.ts';

/** As long as the app lets an editor write; milliseconds. */
const settleTime = 150;
const lookTime = 10_000;

interface World {
  readonly home: string;
  readonly clock: FakeClock;
  readonly path: string;
  /** How often the app was told. */
  readonly told: () => number;
  readonly begin: (watchFolder?: WatchFolder) => Promise<void>;
}

function createWorld(): World {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'tobira-watch-')));
  onTestFinished(() => rmSync(home, { recursive: true }));
  const clock = new FakeClock();
  const path = join(home, 'config', 'tobira', 'config.yaml');
  let count = 0;
  return {
    home,
    clock,
    path,
    told: () => count,
    async begin(watchFolder) {
      const onChange = (): void => void (count += 1);
      onTestFinished(watchConfig({ path, clock, onChange, ...(watchFolder && { watchFolder }) }));
      await vi.waitFor(() => expect(clock.waiting()).toBe(1));
    },
  };
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** As editors do. */
function replace(path: string, text: string): void {
  write(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}

function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, `${path}.new`);
  renameSync(`${path}.new`, path);
}

/** That the system tells of a change, and the app is told of it. Nothing is looked at meanwhile: too little time passes. */
async function expectTold({ clock, told }: World): Promise<void> {
  const before = told();
  await vi.waitFor(() => expect(clock.waiting()).toBe(2), { timeout: 10_000 });
  await clock.advance(settleTime);
  await vi.waitFor(() => expect(told()).toBe(before + 1));
}

describe('a change by hand is told at once', () => {
  test('of a plain file', async () => {
    const world = createWorld();
    write(world.path, 'version: 1\n');
    await world.begin();
    replace(world.path, 'version: 1\ntheme: dark\n');
    await expectTold(world);
  });

  test('of a file that is there only later, with its folders', async () => {
    const world = createWorld();
    await world.begin();
    write(world.path, 'version: 1\n');
    await expectTold(world);
    replace(world.path, 'version: 1\ntheme: dark\n');
    await expectTold(world);
  });

  test.each([
    ['replaced', replace],
    ['written in place', write],
  ])('of the file at the end of links, when it is %s', async (_, change) => {
    const world = createWorld();
    const real = join(world.home, 'dotfiles', 'tobira.yaml');
    write(real, 'version: 1\n');
    link('dotfiles/tobira.yaml', join(world.home, 'middle.yaml'));
    link('../../middle.yaml', world.path);
    await world.begin();
    change(real, 'version: 1\ntheme: dark\n');
    await expectTold(world);
  });

  test('when a link is made to lead elsewhere, and of what it then leads to', async () => {
    const world = createWorld();
    const [first, second] = [join(world.home, 'one', 'a.yaml'), join(world.home, 'two', 'b.yaml')];
    write(first, 'version: 1\n');
    write(second, 'version: 1\n');
    const middle = join(world.home, 'links', 'middle.yaml');
    link(first, middle);
    link(middle, world.path);
    await world.begin();
    link(second, middle);
    await expectTold(world);
    replace(second, 'version: 1\ntheme: dark\n');
    await expectTold(world);
  });

  test('where a folder on the way is a link, also one that is made to lead elsewhere', async () => {
    const world = createWorld();
    write(join(world.home, 'one', 'config.yaml'), 'version: 1\n');
    write(join(world.home, 'two', 'config.yaml'), 'version: 1\n');
    link('../one', dirname(world.path));
    await world.begin();
    replace(join(world.home, 'one', 'config.yaml'), 'version: 1\ntheme: dark\n');
    await expectTold(world);
    link('../two', dirname(world.path));
    await expectTold(world);
    replace(join(world.home, 'two', 'config.yaml'), 'version: 1\ntheme: light\n');
    await expectTold(world);
  });

  test('of a file at the end of a link that led nowhere', async () => {
    const world = createWorld();
    const real = join(world.home, 'dotfiles', 'tobira.yaml');
    link(real, world.path);
    await world.begin();
    write(real, 'version: 1\n');
    await expectTold(world);
  });
});

async function lookTwice({ clock }: World): Promise<void> {
  for (let looks = 0; looks < 2; looks += 1) {
    await clock.advance(lookTime);
    await vi.waitFor(() => expect(clock.waiting()).toBe(1));
  }
}

describe('where the system tells of nothing', () => {
  const silent: WatchFolder = () => () => undefined;

  test.each([
    ['written', (path: string) => write(path, 'version: 1\ntheme: dark\n')],
    ['replaced', (path: string) => replace(path, 'version: 1\ntheme: dark\n')],
    ['taken away', (path: string) => rmSync(path)],
  ])('the app still finds, once, that the file is %s', async (_, change) => {
    const world = createWorld();
    write(world.path, 'version: 1\n');
    await world.begin(silent);
    change(world.path);
    await world.clock.advance(lookTime);
    await expectTold(world);
    await lookTwice(world);
    expect(world.told()).toBe(1);
  });

  test('nothing is told while nothing changes', async () => {
    const world = createWorld();
    write(world.path, 'version: 1\n');
    await world.begin(silent);
    await lookTwice(world);
    expect(world.told()).toBe(0);
  });
});

test('what the system told of is not found once more', async () => {
  const world = createWorld();
  write(world.path, 'version: 1\n');
  let tell: (name: string) => void = () => undefined;
  await world.begin((_folder, onEvent) => {
    tell = onEvent;
    return () => undefined;
  });
  write(world.path, 'version: 1\ntheme: dark\n');
  tell('config.yaml');
  await expectTold(world);
  await lookTwice(world);
  expect(world.told()).toBe(1);
});

test('links that lead in a circle are nothing to watch for ever', async () => {
  const world = createWorld();
  link(join(world.home, 'other.yaml'), world.path);
  link(world.path, join(world.home, 'other.yaml'));
  const folders: string[] = [];
  await world.begin((folder) => {
    folders.push(folder);
    return () => undefined;
  });
  expect([...new Set(folders)].sort()).toEqual([world.home, dirname(world.path)].sort());
});
