import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { readIni } from '../../src/adapters/sinks/aws-files/ini-file.ts';
import type { AwsFiles } from '../../src/core/delivery-ports.ts';
import type { AwsFilesOrder, AwsFilesReport } from './aws-files-order.ts';
import { buildAwsFilesProgram } from './aws-files-program.ts';
import { createBenchSinks } from './aws-files-sinks.ts';

/** Real processes around real files of AWS's. */
export interface AwsFilesRig {
  /** @returns how many updates were not in the file afterwards, at once or at the end */
  ownWriters(processes: number, rounds: number): Promise<number>;
  /** One of ours beside a program that empties and fills the file, and goes on when ours has ended. */
  foreignWriter(rounds: number): Promise<ForeignOutcome>;
  /** Every other one is killed while it changes a profile's mode, which is a change of both files. */
  killWriters(kills: number, random: () => number): Promise<KillOutcome>;
  close(): Promise<void>;
}

export interface ForeignOutcome {
  /** Updates of ours that were not there when they were done, for no reason that lies with the other. */
  readonly unseen: number;
  /** Updates of ours that the other undid when they were done: it had read the file before. Nobody can see that coming. */
  readonly undone: number;
  /** Whether our last update is in what the other has left. */
  readonly reconciled: boolean;
  /** Whether the other's sections are, byte for byte, as it has left them, and the whole file is when ours is removed. */
  readonly foreignWhole: boolean;
  /** Updates of the other that were not there when it looked. */
  readonly foreignLost: number;
  readonly foreignRounds: number;
}

export interface KillOutcome {
  /** What lay beside the files afterwards: how far the process had come. */
  readonly left: Readonly<Record<'nothing' | 'a lock' | 'a new file', number>>;
  /** How many were killed while the profile was in both files: one was changed, and the other was not yet. */
  readonly between: number;
  /** Times that a file could not be read or lacked a byte of a foreign profile, or that ours was in neither; must be 0. */
  readonly broken: number;
  /** Times that the next writer found no way, or left something lying about; must be 0. */
  readonly stuck: number;
}

const foreign = (count: number): string =>
  Array.from(
    { length: 20 },
    (_, index) =>
      `[foreign-${index}]\n# another's\ncount = ${count}\nrole_arn = arn:aws:iam::1:role/${index}\n\n`,
  ).join('');

type Child = ChildProcessByStdio<Writable, Readable, null>;

export async function startAwsFilesRig(): Promise<AwsFilesRig> {
  const program = await buildAwsFilesProgram();
  const folder = await mkdtemp(join(tmpdir(), 'tobira-aws-files-'));
  const children = new Set<Child>();

  const fresh = async (name: string): Promise<AwsFiles> => {
    const own = await mkdtemp(join(folder, `${name}-`));
    const files = { credentials: join(own, 'credentials'), config: join(own, 'config') };
    for (const path of Object.values(files)) await writeFile(path, foreign(0), { mode: 0o600 });
    return files;
  };
  const start = async (
    order: AwsFilesOrder,
  ): Promise<{ readonly child: Child; readonly output: () => string }> => {
    const child = spawn(process.execPath, [program.entry, JSON.stringify(order)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    children.add(child);
    child.once('close', () => children.delete(child));
    // One that is killed takes no word any more.
    child.stdin.on('error', () => undefined);
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    // One that is to die may do so before it has said a word.
    await Promise.race([once(child.stdout, 'data'), once(child, 'close')]);
    return { child, output: () => text };
  };
  const finish = async ({
    child,
    output,
  }: {
    readonly child: Child;
    readonly output: () => string;
  }): Promise<AwsFilesReport> => {
    const closed = once(child, 'close');
    child.stdin.write('go\n');
    await closed;
    const report = /report (.*)/.exec(output())?.[1];
    if (report === undefined)
      throw new Error(`A process did not finish: ${child.exitCode ?? child.signalCode}`);
    return JSON.parse(report) as AwsFilesReport; // Our own process's word.
  };

  return {
    async ownWriters(processes, rounds) {
      const files = await fresh('own');
      const orders = Array.from({ length: processes }, (_, index) => ({
        kind: 'keys' as const,
        files,
        profile: `own-${index}`,
        rounds,
        start: true,
      }));
      const reports = await Promise.all((await Promise.all(orders.map(start))).map(finish));
      const text = await readFile(files.credentials, 'latin1');
      const gone = orders.filter(({ profile }) => !text.includes(`${profile}-${rounds - 1}.\n`)).length;
      if (!text.startsWith(foreign(0))) throw new Error('A foreign profile is damaged');
      return reports.reduce((sum, { unseen }) => sum + unseen, gone);
    },

    async foreignWriter(rounds) {
      const files = await fresh('foreign');
      const until = join(dirname(files.credentials), 'until');
      const order = { files, profile: 'ours', rounds, start: true, until };
      const own = await start({ ...order, kind: 'keys' });
      const other = await start({ ...order, kind: 'foreign' });
      const [ours, theirs] = await Promise.all([
        finish(own).finally(() => writeFile(until, '')),
        finish(other),
      ]);
      const text = await readFile(files.credentials, 'latin1');
      const left = foreign(theirs.rounds);
      const isUndone = (done: number): boolean =>
        theirs.spans.some(([read, written]) => read < done && written > done);
      const undone = ours.missing.filter(isUndone).length;
      const isThere = text.includes(`ours-${rounds - 1}.\n`);
      if (isThere) await createBenchSinks(files, 'ours').remove();
      return {
        unseen: ours.unseen - undone,
        undone,
        reconciled: isThere || isUndone(ours.lastDone),
        foreignWhole: text.startsWith(left) && (await readFile(files.credentials, 'latin1')) === left,
        foreignLost: theirs.unseen,
        foreignRounds: theirs.rounds,
      };
    },

    async killWriters(kills, random) {
      const left = { nothing: 0, 'a lock': 0, 'a new file': 0 };
      let [between, broken, stuck] = [0, 0, 0];
      const files = await fresh('kill');
      const beside = async (): Promise<readonly string[]> =>
        (await readdir(dirname(files.credentials))).filter((name) => name.includes('.tobira-'));
      const sinks = createBenchSinks(files, 'ours');
      await sinks.keys('first');
      for (let kill = 0; kill < kills; kill++) {
        const kind = kill % 2 === 0 ? ('keys' as const) : ('switch' as const);
        const order = { kind, files, profile: 'ours', rounds: 1_000_000, start: false };
        const { child } = await start({ ...order, dieAfterMs: random() * 60 });
        if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
        const names = await beside();
        const isNew = names.some((name) => /tobira-\d/.test(name));
        left[isNew ? 'a new file' : names.length > 0 ? 'a lock' : 'nothing']++;
        const found = await ownIn(files);
        if (found === undefined || found === 0) broken++;
        if (found === 2) between++;
        try {
          await sinks.process();
          await sinks.keys('next');
          if ((await ownIn(files)) !== 1 || (await beside()).length > 0) stuck++;
        } catch {
          stuck++;
        }
      }
      return { left, between, broken, stuck };
    },

    async close() {
      for (const child of children) child.kill('SIGKILL');
      await rm(folder, { recursive: true, force: true });
      await program.remove();
    },
  };
}

const ownSections = {
  credentials:
    /^\n\[ours\]\n# Managed .*\nregion = eu-west-1\naws_access_key_id = ASIA\naws_secret_access_key = secret\naws_session_token = .+\n$/,
  config: /^\n\[profile ours\]\n# Managed .*\nregion = eu-west-1\ncredential_process = .+\n$/,
};

/** @returns in how many of the two files our profile is; undefined where one of them is broken */
async function ownIn(files: AwsFiles): Promise<number | undefined> {
  let found = 0;
  for (const kind of ['credentials', 'config'] as const) {
    const bytes = await readFile(files[kind]);
    const rest = bytes.toString('latin1').slice(foreign(0).length);
    try {
      readIni(kind, bytes);
    } catch {
      return undefined;
    }
    if (!bytes.toString('latin1').startsWith(foreign(0))) return undefined;
    if (rest !== '' && !ownSections[kind].test(rest)) return undefined;
    found += rest === '' ? 0 : 1;
  }
  return found;
}
