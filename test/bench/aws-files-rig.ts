import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { readIni } from '../../src/adapters/sinks/aws-files/ini-file.ts';
import { createProfileEditor } from '../../src/adapters/sinks/aws-files/profile-editor.ts';
import type { AwsFiles } from '../../src/core/delivery-ports.ts';
import type { AwsFilesOrder } from './aws-files-order.ts';
import { buildAwsFilesProgram } from './aws-files-program.ts';

/** Real processes around a real credentials file. */
export interface AwsFilesRig {
  /** @returns how many updates were not in the file afterwards, at once or at the end */
  ownWriters(processes: number, rounds: number): Promise<number>;
  foreignWriter(rounds: number): Promise<ForeignOutcome>;
  killWriters(kills: number, random: () => number): Promise<KillOutcome>;
  close(): Promise<void>;
}

export interface ForeignOutcome {
  /** Updates of ours that were not there when they were done. */
  readonly unseen: number;
  /** Whether ours was there after one last update, when the other had ended. */
  readonly reconciled: boolean;
  /** Whether the other's sections were, byte for byte, as it had left them at one time. */
  readonly foreignWhole: boolean;
  /** Updates of the other that were not there when they were done. */
  readonly foreignLost: number;
}

export interface KillOutcome {
  /** What lay beside the file afterwards: how far the process had come. */
  readonly left: Readonly<Record<'nothing' | 'a lock' | 'a new file', number>>;
  /** Files that cannot be read, or that lack a byte of a foreign profile; must be 0. */
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
    await writeFile(files.credentials, foreign(0), { mode: 0o600 });
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
  const finish = async ({ child, output }: { readonly child: Child; readonly output: () => string }) => {
    const closed = once(child, 'close');
    child.stdin.write('go\n');
    await closed;
    const missing = /missing (\d+)/.exec(output())?.[1];
    if (missing === undefined)
      throw new Error(`A process did not finish: ${child.exitCode ?? child.signalCode}`);
    return Number(missing);
  };
  const writeOnce = async (files: AwsFiles, profile: string): Promise<void> => {
    const credentials = { accessKeyId: 'ASIA', secretAccessKey: 'secret', sessionToken: 'last' };
    await createProfileEditor().writeStatic({
      files,
      profile,
      role: 'bench',
      region: 'eu-west-1',
      credentials: { ...credentials, issuedAt: 0, expiresAt: 0, assumedRoleArn: 'arn' },
    });
  };

  return {
    async ownWriters(processes, rounds) {
      const files = await fresh('own');
      const orders = Array.from({ length: processes }, (_, index) => ({
        kind: 'editor' as const,
        files,
        profile: `own-${index}`,
        rounds,
        start: true,
      }));
      const unseen = await Promise.all((await Promise.all(orders.map(start))).map(finish));
      const text = await readFile(files.credentials, 'latin1');
      const gone = orders.filter(({ profile }) => !text.includes(`${profile}-${rounds - 1}.\n`)).length;
      if (!text.startsWith(foreign(0))) throw new Error('A foreign profile is damaged');
      return unseen.reduce((sum, count) => sum + count, gone);
    },

    async foreignWriter(rounds) {
      const files = await fresh('foreign');
      const order = { files, profile: 'ours', rounds, start: true };
      const both = [
        await start({ ...order, kind: 'editor' }),
        await start({ ...order, kind: 'foreign', rounds: rounds * 3 }),
      ];
      const [unseen = NaN, foreignLost = NaN] = await Promise.all(both.map(finish));
      const left = await readFile(files.credentials, 'latin1');
      const count = Number(/count = (\d+)/.exec(left)?.[1]);
      await writeOnce(files, 'ours');
      const text = await readFile(files.credentials, 'latin1');
      return {
        unseen,
        foreignLost,
        reconciled: text.includes('aws_session_token = last\n'),
        foreignWhole: left.startsWith(foreign(count)) && text.startsWith(foreign(count)),
      };
    },

    async killWriters(kills, random) {
      const left = { nothing: 0, 'a lock': 0, 'a new file': 0 };
      let broken = 0;
      let stuck = 0;
      const files = await fresh('kill');
      const path = join(files.credentials, '..');
      for (let kill = 0; kill < kills; kill++) {
        const order = { kind: 'editor' as const, files, profile: 'ours', rounds: 1_000_000, start: false };
        const { child } = await start({ ...order, dieAfterMs: random() * 60 });
        if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
        const names = (await readdir(path)).filter((name) => name.includes('.tobira-'));
        const isNew = names.some((name) => /tobira-\d/.test(name));
        left[isNew ? 'a new file' : names.length > 0 ? 'a lock' : 'nothing']++;
        const bytes = await readFile(files.credentials);
        try {
          readIni('credentials', bytes);
          const rest = bytes.toString('latin1').slice(foreign(0).length);
          const whole =
            /^(\n\[ours\]\n# Managed .*\nregion = eu-west-1\naws_access_key_id = \w+\naws_secret_access_key = secret\naws_session_token = .+\n)?$/;
          if (!bytes.toString('latin1').startsWith(foreign(0)) || !whole.test(rest)) broken++;
        } catch {
          broken++;
        }
        try {
          await writeOnce(files, 'ours');
          if ((await readdir(path)).some((name) => name.includes('.tobira-'))) stuck++;
        } catch {
          stuck++;
        }
      }
      return { left, broken, stuck };
    },

    async close() {
      for (const child of children) child.kill('SIGKILL');
      await rm(folder, { recursive: true, force: true });
      await program.remove();
    },
  };
}
