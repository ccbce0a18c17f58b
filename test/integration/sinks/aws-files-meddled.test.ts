import {
  appendFileSync,
  chmodSync,
  closeSync,
  ftruncateSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createProfileEditor } from '../../../src/adapters/sinks/aws-files/profile-editor.ts';
import { credentialsFrom } from '../../support/fake-nouns.ts';
import { forgetSteps, isNew, meddle, steps, type Step } from './watched-files.ts';

vi.mock('node:fs/promises', async () => (await import('./watched-files.ts')).watchedFiles);
beforeEach(forgetSteps);

const theirs = (count: number): string => `[mine]\n# another's\ncount = ${count}\n`;
const ours =
  /\n\[ours\]\n# Managed .*\nregion = eu-west-1\naws_access_key_id = ASIA-a\naws_secret_access_key = secret-a\naws_session_token = session-a\n$/;

/** A credentials file of another program's, and an editor; what is done while that one waits is handed in. */
function createWorld(text = theirs(1)) {
  const folder = mkdtempSync(join(tmpdir(), 'aws-meddled-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'credentials');
  writeFileSync(file, text);
  const waits: (() => void)[] = [];
  let waited = 0;
  const pause = (): Promise<void> => {
    waited++;
    waits.shift()?.();
    return new Promise((resolve) => setImmediate(resolve));
  };
  const editor = createProfileEditor({ patienceMs: 50, settleMs: 1_000, pause });
  const files = { credentials: file, config: join(folder, 'config') };
  const role = { files, profile: 'ours', role: 'a', region: 'eu-west-1' };
  return {
    folder,
    file,
    read: () => readFileSync(file, 'latin1'),
    write: () => editor.writeStatic({ ...role, credentials: credentialsFrom(0) }),
    remove: () => editor.remove(role),
    /** Is done at the next wait. */
    inWait: (work: () => void) => void waits.push(work),
    waited: () => waited,
    isSync: ({ call, path }: Step) => call === 'sync' && isNew(path),
    isRename: ({ call, path }: Step) => call === 'rename' && path === file,
    isFolderSync: ({ call, path }: Step) => call === 'sync' && path === folder,
    replace(count: number) {
      writeFileSync(`${file}.theirs`, theirs(count));
      renameSync(`${file}.theirs`, file);
    },
  };
}
type World = ReturnType<typeof createWorld>;

/** The file is the other's, as that one left it, with ours in it; and nothing lies beside it. */
function expectBoth({ folder, read }: World, before: string): void {
  const text = read();
  expect(text.startsWith(before)).toBe(true);
  expect(text.slice(before.length)).toMatch(ours);
  expect(readdirSync(folder)).toEqual(['credentials']);
}

describe('another program that comes between our look at a file and our writing', () => {
  it.each<[string, (world: World) => void]>([
    ['writes into it', ({ file }) => writeFileSync(file, theirs(2))],
    ['puts another in its place', (world) => world.replace(2)],
  ])('is not undone for a moment where it %s', async (_, work) => {
    const world = createWorld();
    meddle('before', world.isSync, () => work(world));
    const lost: string[] = [];
    const look = ({ from = '' }: Step): void => {
      const text = readFileSync(from, 'latin1');
      if (!text.startsWith(theirs(2))) lost.push(text);
    };
    meddle('before', world.isRename, look, { times: 9 });
    await world.write();
    expect(lost).toEqual([]);
    expectBoth(world, theirs(2));
  });

  it('is not undone where it makes a file that was not there', async () => {
    const world = createWorld();
    rmSync(world.file);
    meddle('before', world.isSync, () => writeFileSync(world.file, theirs(2)));
    await world.write();
    expectBoth(world, theirs(2));
  });

  it('is not undone where it removes the file', async () => {
    const world = createWorld();
    meddle('before', world.isSync, () => rmSync(world.file));
    await world.write();
    expect(world.read()).not.toContain('[mine]');
    expect(`\n${world.read()}`).toMatch(ours);
  });

  it('is seen where it writes as many bytes within a tick of the clock', async () => {
    const world = createWorld();
    const soon = Math.ceil(Date.now() / 1_000) + 5;
    utimesSync(world.file, soon, soon);
    meddle('before', world.isSync, () => {
      writeFileSync(world.file, theirs(2));
      utimesSync(world.file, soon, soon);
    });
    await world.write();
    expectBoth(world, theirs(2));
  });
});

describe('what another program writes into a file whose place ours has taken', () => {
  it.each<[string, (world: World) => void]>([
    ['all of it', ({ file }) => writeFileSync(file, theirs(2))],
    ['at its end', ({ file }) => appendFileSync(file, '# more\n')],
  ])('is found: %s', async (name, work) => {
    const world = createWorld();
    meddle('before', world.isRename, () => work(world));
    await world.write();
    expectBoth(world, name === 'at its end' ? `${theirs(1)}# more\n` : theirs(2));
  });

  it('is waited for where it has only emptied it yet', async () => {
    const world = createWorld();
    meddle('before', world.isRename, () => {
      const handle = openSync(world.file, 'w');
      world.inWait(() => undefined);
      world.inWait(() => writeSync(handle, '[mine]\n# anoth'));
      world.inWait(() => {
        writeSync(handle, theirs(2).slice('[mine]\n# anoth'.length));
        closeSync(handle);
      });
    });
    await world.write();
    expectBoth(world, theirs(2));
  });

  it('is found where it writes after ours is in its place and has been looked at', async () => {
    const world = createWorld();
    let handle: number | undefined;
    meddle('before', world.isRename, () => void (handle = openSync(world.file, 'r+')));
    meddle('before', world.isFolderSync, () => {
      if (handle === undefined) throw new Error('the file was not opened');
      ftruncateSync(handle);
      writeSync(handle, theirs(2), 0);
      closeSync(handle);
    });
    await world.write();
    expectBoth(world, theirs(2));
  });

  it('is left where it was cut off: what stands in its place is whole', async () => {
    const world = createWorld();
    meddle('before', world.isRename, () => writeFileSync(world.file, '[mi'));
    await world.write();
    expectBoth(world, theirs(1));
  });

  it('is left where somebody has gone on from ours meanwhile', async () => {
    const world = createWorld();
    meddle('before', world.isRename, () => writeFileSync(world.file, theirs(2)));
    world.inWait(() => writeFileSync(world.file, `# third\n${world.read()}`));
    await world.write();
    expectBoth(world, `# third\n${theirs(1)}`);
  });
});

describe('ours, which another program undoes with what it had read before', () => {
  it.each<[string, (world: World) => void]>([
    ['in place', ({ file }) => writeFileSync(file, theirs(2))],
    ['with another file', (world) => world.replace(2)],
  ])('is made anew: %s', async (_, work) => {
    const world = createWorld();
    meddle('after', world.isRename, () => work(world), { times: 3 });
    await world.write();
    expectBoth(world, theirs(2));
    expect(steps.filter(world.isRename)).toHaveLength(4);
  });

  it('is made anew where the file is removed', async () => {
    const world = createWorld();
    meddle('after', world.isRename, () => rmSync(world.file));
    await world.write();
    expect(`\n${world.read()}`).toMatch(ours);
  });

  it('is made anew where that happens after we have read it again', async () => {
    const world = createWorld();
    const isReadBack = ({ call, path }: Step): boolean => call === 'close' && path === world.file;
    meddle('after', world.isRename, () => {
      const readBack = new Promise<void>((resolve) => meddle('after', isReadBack, () => resolve()));
      meddle('before', world.isFolderSync, async () => {
        await readBack;
        writeFileSync(world.file, theirs(2));
      });
    });
    await world.write();
    expectBoth(world, theirs(2));
  });

  it('is given up in the end, and what the other wrote stays', async () => {
    const world = createWorld();
    meddle('after', world.isRename, () => writeFileSync(world.file, theirs(2)), { times: Infinity });
    await expect(world.write()).rejects.toMatchObject({
      code: 'file_failed',
      details: { reason: 'other programs keep changing it' },
    });
    expect(world.read()).toBe(theirs(2));
    expect(readdirSync(world.folder)).toEqual(['credentials']);
  });
});

describe('a file that another program is about to fill', () => {
  it.each(['', '[mine]\n[mi'])('is waited for: %j', async (begun) => {
    const world = createWorld(begun);
    world.inWait(() => undefined);
    world.inWait(() => writeFileSync(world.file, theirs(2)));
    await world.write();
    expectBoth(world, theirs(2));
  });

  it('is not waited for where we have left it empty ourselves', async () => {
    const world = createWorld('');
    const old = new Date(Date.now() - 5_000);
    utimesSync(world.file, old, old);
    await world.write();
    await world.remove();
    expect(world.read()).toBe('');
    await world.write();
    expect(world.waited()).toBe(0);
  });
});

describe('an update', () => {
  it('is on the disk before it gets its name, and so is the name before it is said to be done', async () => {
    const world = createWorld();
    chmodSync(world.file, 0o640);
    await world.write();
    const done = steps.flatMap(({ call, path }) => {
      if (isNew(path)) return `${call} new`;
      return (call === 'rename' && path === world.file) || path === world.folder ? `${call} ${path}` : [];
    });
    expect(done.filter((one, index) => one !== done[index - 1])).toEqual([
      'open new',
      'write new',
      'chmod new',
      'sync new',
      'close new',
      `rename ${world.file}`,
      `open ${world.folder}`,
      `sync ${world.folder}`,
      `close ${world.folder}`,
    ]);
  });
});
