import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createProfileEditor } from '../../../src/adapters/sinks/aws-files/profile-editor.ts';
import { credentialsFrom } from '../../support/fake-nouns.ts';
import { forgetSteps, isNew, meddle, steps, type Step } from './watched-files.ts';

vi.mock('node:fs/promises', async () => (await import('./watched-files.ts')).watchedFiles);
beforeEach(forgetSteps);

type Kind = 'credentials' | 'config';
const kinds = ['credentials', 'config'] as const;

const theirs = (count: number): string => `[other]\n# another's\ncount = ${count}\n`;
const ours = {
  static: /^\n\[ours\]\n# Managed .*\nregion = eu-west-1\n(aws_\w+ = \S+\n){3}$/,
  process: /^\n\[profile ours\]\n# Managed .*\nregion = eu-west-1\ncredential_process = .*\n$/,
};

/** Both files, each in a folder of its own, and a profile of ours in one of them that is to go to the other. */
async function createWorld(from: 'static' | 'process') {
  const folder = mkdtempSync(join(tmpdir(), 'aws-meddled-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const files = { credentials: join(folder, 'a', 'credentials'), config: join(folder, 'b', 'config') };
  for (const kind of kinds) {
    mkdirSync(dirname(files[kind]));
    writeFileSync(files[kind], theirs(1));
  }
  const waits: (() => void)[] = [];
  const pause = (): Promise<void> => {
    waits.shift()?.();
    return new Promise((resolve) => setImmediate(resolve));
  };
  const editor = createProfileEditor({ patienceMs: 50, settleMs: 1_000, pause });
  const role = { files, profile: 'ours', role: 'a', region: 'eu-west-1' };
  const write = {
    static: () => editor.writeStatic({ ...role, credentials: credentialsFrom(0) }),
    process: () => editor.writeProcess({ ...role, command: ['/bin/tobira'] }),
  };
  await write[from]();
  forgetSteps();
  return {
    files,
    to: from === 'static' ? ('process' as const) : ('static' as const),
    switchMode: from === 'static' ? write.process : write.static,
    read: (kind: Kind) => readFileSync(files[kind], 'latin1'),
    /** Is done at the next wait. */
    inWait: (work: () => void) => waits.push(work),
    isSync: (kind: Kind) => (step: Step) =>
      step.call === 'sync' && isNew(step.path) && dirname(step.path) === dirname(files[kind]),
    isRename: (kind: Kind) => (step: Step) => step.call === 'rename' && step.path === files[kind],
  };
}
type World = Awaited<ReturnType<typeof createWorld>>;

/** The profile has gone from one file to the other, and what the other program wrote last into one of them is there. */
function expectSwitched({ files, to, read }: World, left: Partial<Record<Kind, string>>): void {
  for (const kind of kinds) {
    const before = left[kind] ?? theirs(1);
    expect(read(kind).startsWith(before), read(kind)).toBe(true);
    const rest = read(kind).slice(before.length);
    if ((kind === 'credentials') === (to === 'static')) expect(rest).toMatch(ours[to]);
    else expect(rest).toBe('');
    expect(readdirSync(dirname(files[kind]))).toEqual([kind]);
  }
}

describe.each(['static', 'process'] as const)(
  'a profile of ours that was %s and becomes the other',
  (from) => {
    describe.each(kinds)('while another program writes into %s', (kind) => {
      /** The other's next update: it keeps what it finds of ours. */
      const update = (text: string): string => text.replace('count = 1', 'count = 2');

      it.each<[string, (path: string, text: string) => void]>([
        ['in place', (path, text) => writeFileSync(path, text)],
        [
          'by putting another in its place',
          (path, text) => {
            writeFileSync(`${path}.theirs`, text);
            renameSync(`${path}.theirs`, path);
          },
        ],
      ])('does not undo what comes before ours is put in its place: %s', async (_, write) => {
        const world = await createWorld(from);
        meddle('before', world.isSync(kind), () => write(world.files[kind], update(world.read(kind))));
        await world.switchMode();
        expectSwitched(world, { [kind]: theirs(2) });
      });

      it('finds what is written where nobody looks any more', async () => {
        const world = await createWorld(from);
        meddle('before', world.isRename(kind), () =>
          writeFileSync(world.files[kind], update(world.read(kind))),
        );
        await world.switchMode();
        expectSwitched(world, { [kind]: theirs(2) });
      });

      it('waits for what is only emptied there yet', async () => {
        const world = await createWorld(from);
        meddle('before', world.isRename(kind), () => {
          const text = update(world.read(kind));
          const handle = openSync(world.files[kind], 'w');
          world.inWait(() => undefined);
          world.inWait(() => {
            writeSync(handle, text);
            closeSync(handle);
          });
        });
        await world.switchMode();
        expectSwitched(world, { [kind]: theirs(2) });
      });

      it('leaves what was cut off there: what stands in its place is whole', async () => {
        const world = await createWorld(from);
        meddle('before', world.isRename(kind), () => writeFileSync(world.files[kind], '[oth'));
        await world.switchMode();
        expectSwitched(world, {});
      });

      it('leaves it there where somebody has gone on from ours meanwhile', async () => {
        const world = await createWorld(from);
        meddle('before', world.isRename(kind), () =>
          writeFileSync(world.files[kind], update(world.read(kind))),
        );
        world.inWait(() => writeFileSync(world.files[kind], `# third\n${world.read(kind)}`));
        await world.switchMode();
        expectSwitched(world, { [kind]: `# third\n${theirs(1)}` });
      });

      it('does not undo what comes between the plan for both files and the look at this one', async () => {
        const world = await createWorld(from);
        const isLocked = ({ call, path }: Step): boolean => call === 'rename' && path.endsWith('-lock');
        const isOpened = ({ call, path }: Step): boolean => call === 'open' && path === world.files[kind];
        let locks = 0;
        let looks = 0;
        const onLook = (): void => {
          if (++looks === 2) writeFileSync(world.files[kind], update(world.read(kind)));
        };
        const onLock = (): void => {
          if (++locks === 2) meddle('before', isOpened, onLook, { times: 2 });
        };
        meddle('after', isLocked, onLock, { times: 2 });
        await world.switchMode();
        expect(looks).toBe(2);
        expectSwitched(world, { [kind]: theirs(2) });
      });

      it('is made anew where it is undone', async () => {
        const world = await createWorld(from);
        const before = update(world.read(kind));
        meddle('after', world.isRename(kind), () => writeFileSync(world.files[kind], before));
        await world.switchMode();
        expectSwitched(world, { [kind]: theirs(2) });
      });
    });

    it('is on the disk before it gets its name, and the first file’s name before the second file is begun', async () => {
      const world = await createWorld(from);
      await world.switchMode();
      const shown = (path: string): string => (isNew(path) ? `new ${dirname(path)}` : path);
      const wanted = (path: string) => [
        `sync new ${dirname(path)}`,
        `rename ${path}`,
        `sync ${dirname(path)}`,
      ];
      const { credentials, config } = world.files;
      const names = Object.values(world.files);
      const done = steps
        .filter(({ call, path }) => call === 'sync' || (call === 'rename' && names.includes(path)))
        .map(({ call, path }) => `${call} ${shown(path)}`);
      expect(done).toEqual(
        from === 'process'
          ? [...wanted(credentials), ...wanted(config)]
          : [...wanted(config), ...wanted(credentials)],
      );
    });
  },
);
