import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, rmdir, stat, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  createProfileEditor,
  type ProcessRequest,
  type StaticRequest,
} from '../../../src/adapters/sinks/aws-files/profile-editor.ts';
import type { AwsFiles } from '../../../src/core/delivery-ports.ts';

const editor = createProfileEditor({ patienceMs: 50, settleMs: 0 });
const foreign = {
  credentials: '[mine]\naws_access_key_id = AKIA\n',
  config: '[profile mine]\noutput = json\n',
};

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'aws-switch-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Each in a folder of its own, so that one disk can be full and the other not. */
async function someFiles(): Promise<AwsFiles> {
  const folder = await aFolder();
  const files = {
    credentials: join(folder, 'keys', 'credentials'),
    config: join(folder, 'settings', 'config'),
  };
  for (const kind of ['credentials', 'config'] as const) {
    await mkdir(join(files[kind], '..'));
    await writeFile(files[kind], foreign[kind]);
  }
  return files;
}

function keysFor(files: AwsFiles): StaticRequest {
  const keys = { accessKeyId: 'ASIANEW', secretAccessKey: 'secret', sessionToken: 'token' };
  const credentials = { ...keys, issuedAt: 0, expiresAt: 0, assumedRoleArn: 'arn' };
  return { files, profile: 'ours', role: 'a', region: 'eu-west-1', credentials };
}
function processFor(files: AwsFiles): ProcessRequest {
  return { files, profile: 'ours', role: 'a', region: 'eu-west-1', command: ['/bin/tobira', 'x'] };
}

/** What there was, and the way back, of both switches. */
const switches = [
  {
    name: 'from a process to keys',
    call: 'writeStatic' as const,
    second: 'config' as const,
    before: (files: AwsFiles) => editor.writeProcess(processFor(files)),
    request: keysFor,
    /** What only the profile of before has. */
    old: 'credential_process',
    wanted: { credentials: 'ASIANEW', config: foreign.config },
  },
  {
    name: 'from keys to a process',
    call: 'writeProcess' as const,
    second: 'credentials' as const,
    before: (files: AwsFiles) => editor.writeStatic(keysFor(files)),
    request: processFor,
    old: 'ASIANEW',
    wanted: { credentials: foreign.credentials, config: 'credential_process' },
  },
];
type Switch = (typeof switches)[number];

const run = async ({ call, request }: Switch, files: AwsFiles, use = editor): Promise<void> => {
  if (call === 'writeStatic') await use.writeStatic(request(files));
  else await use.writeProcess(request(files));
};

interface State {
  readonly credentials: string;
  readonly config: string;
}
async function textsOf({ credentials, config }: AwsFiles): Promise<State> {
  return { credentials: await readFile(credentials, 'latin1'), config: await readFile(config, 'latin1') };
}
async function beside(path: string): Promise<readonly string[]> {
  return (await readdir(join(path, '..'))).sort();
}
async function expectNothingBeside({ credentials, config }: AwsFiles): Promise<void> {
  expect(await beside(credentials)).toEqual(['credentials']);
  expect(await beside(config)).toEqual(['config']);
}
async function expectSwitched(files: AwsFiles, { wanted }: Switch): Promise<void> {
  const after = await textsOf(files);
  expect(after.credentials).toContain(wanted.credentials);
  expect(after.config).toContain(wanted.config);
  expect((await editor.list(files)).map(({ profile }) => profile)).toEqual(['ours']);
}

/** Makes another process do it, in which the second file's new bytes meet with `fate` when they are put in its place. */
function runInAnother(one: Switch, files: AwsFiles, fate: string): { signal: string | null; output: string } {
  const url = new URL('../../../src/adapters/sinks/aws-files/profile-editor.ts', import.meta.url).href;
  const program = `
    import fs from 'node:fs/promises';
    import { syncBuiltinESMExports } from 'node:module';
    const rename = fs.rename;
    fs.rename = async (from, to) => {
      if (to === ${JSON.stringify(files[one.second])}) { ${fate} }
      return rename(from, to);
    };
    syncBuiltinESMExports();
    const { createProfileEditor } = await import(${JSON.stringify(url)});
    const editor = createProfileEditor({ patienceMs: 1000, settleMs: 0 });
    const error = await editor.${one.call}(${JSON.stringify(one.request(files))}).then(() => ({}), (thrown) => thrown);
    console.log(JSON.stringify([error.code ?? '', error.details?.reason ?? '']));`;
  const { signal, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '-e', program],
    { encoding: 'utf8', cwd: join(import.meta.dirname, '..', '..', '..') },
  );
  if (signal === null && stdout === '') throw new Error(stderr);
  return { signal, output: stdout.trim() };
}

async function hold(path: string): Promise<() => Promise<void>> {
  const lock = join(path, '..', `.${path.slice(path.lastIndexOf('/') + 1)}.tobira-lock`);
  await mkdir(lock);
  await writeFile(join(lock, 'somebody'), '');
  return async () => {
    await unlink(join(lock, 'somebody'));
    await rmdir(lock);
  };
}

describe.each(switches)('a profile of ours that changes its mode $name', (one) => {
  const begin = async (): Promise<{ readonly files: AwsFiles; readonly before: State }> => {
    const files = await someFiles();
    await one.before(files);
    const before = await textsOf(files);
    expect(`${before.credentials}${before.config}`).toContain(one.old);
    return { files, before };
  };

  it('is changed in both files', async () => {
    const { files } = await begin();
    await run(one, files);
    expect(Object.values(await textsOf(files)).join('')).not.toContain(one.old);
    await expectSwitched(files, one);
    await expectNothingBeside(files);
  });

  it.each(['credentials', 'config'] as const)('is left alone in both where %s is locked', async (kind) => {
    const { files, before } = await begin();
    const release = await hold(files[kind]);
    await expect(run(one, files)).rejects.toMatchObject({
      code: 'aws_file_locked',
      details: { path: files[kind] },
    });
    expect(await textsOf(files)).toEqual(before);
    await release();
    await expectNothingBeside(files);
    await run(one, files);
    await expectSwitched(files, one);
  });

  it('is as it was where the second file cannot be written', async () => {
    const { files, before } = await begin();
    const { mode } = await stat(files.config);
    const full = `throw Object.assign(new Error('full'), { code: 'ENOSPC' });`;
    expect(runInAnother(one, files, full).output).toBe('["file_failed","ENOSPC"]');
    expect(await textsOf(files)).toEqual(before);
    expect((await stat(files.config)).mode).toBe(mode);
    await expectNothingBeside(files);
  });

  it('keeps what another program has put into the first file meanwhile', async () => {
    const { files, before } = await begin();
    const first = one.second === 'config' ? 'credentials' : 'config';
    const fate = `
      await fs.appendFile(${JSON.stringify(files[first])}, '[other]\\n');
      throw Object.assign(new Error('full'), { code: 'ENOSPC' });`;
    expect(runInAnother(one, files, fate).output).toBe('["file_failed","ENOSPC"]');
    const after = await textsOf(files);
    expect(after[first]).toMatch(/\[other\]\n$/);
    expect(after[one.second]).toBe(before[one.second]);
  });

  it('is set right by the next write where a process was killed between the two', async () => {
    const { files, before } = await begin();
    expect(runInAnother(one, files, `process.kill(process.pid, 'SIGKILL');`).signal).toBe('SIGKILL');
    const between = await textsOf(files);
    expect(between[one.second]).toBe(before[one.second]);
    expect(between).not.toEqual(before);
    await run(one, files);
    await expectSwitched(files, one);
    // What it left beside the file that needed no change goes with the next one.
    await one.before(files);
    expect(await textsOf(files)).toEqual(before);
    await expectNothingBeside(files);
  });

  it('goes from both files where it is removed after such a kill', async () => {
    const { files } = await begin();
    expect(runInAnother(one, files, `process.kill(process.pid, 'SIGKILL');`).signal).toBe('SIGKILL');
    const removed = await editor.remove({ files, profile: 'ours' });
    expect(removed.map(({ mode }) => mode)).toEqual(['static', 'process']);
    expect(await textsOf(files)).toEqual(foreign);
    await expectNothingBeside(files);
  });

  it('is refused without a change where the other file says that it is somebody else’s', async () => {
    const { files } = await begin();
    const other = one.second === 'config' ? 'credentials' : 'config';
    const section = other === 'config' ? '[profile ours]\nrole_arn = x\n' : '[ours]\nrole_arn = x\n';
    await writeFile(files[other], section);
    const before = await textsOf(files);
    await expect(run(one, files)).rejects.toMatchObject({
      code: expect.stringMatching(/^profile_(taken|shadowed)$/) as string,
    });
    expect(await textsOf(files)).toEqual(before);
  });
});

it('switches in both directions at once do not wait for each other for ever, and the next one leaves one of the two', async () => {
  const files = await someFiles();
  await editor.writeProcess(processFor(files));
  const patient = { patienceMs: 20_000, settleMs: 0 };
  await Promise.all(
    Array.from({ length: 6 }, (_, index) => {
      const own = createProfileEditor(patient);
      return index % 2 === 0 ? own.writeStatic(keysFor(files)) : own.writeProcess(processFor(files));
    }),
  );
  await expectNothingBeside(files);
  await editor.writeStatic(keysFor(files));
  expect((await editor.list(files)).map(({ mode }) => mode)).toEqual(['static']);
});

it('a credentials file that was not there goes again where the switch to it fails', async () => {
  const files = await someFiles();
  const [one] = switches;
  if (one === undefined) throw new Error('there is no switch');
  await one.before(files);
  await unlink(files.credentials);
  const config = await readFile(files.config, 'latin1');
  const full = `throw Object.assign(new Error('full'), { code: 'ENOSPC' });`;
  expect(runInAnother(one, files, full).output).toBe('["file_failed","ENOSPC"]');
  expect(await beside(files.credentials)).toEqual([]);
  expect(await readFile(files.config, 'latin1')).toBe(config);
});

it('files that are one change from one mode to the other as well', async () => {
  const { credentials } = await someFiles();
  const files = { credentials, config: credentials };
  await editor.writeProcess(processFor(files));
  await editor.writeStatic(keysFor(files));
  expect((await editor.list(files)).map(({ mode }) => mode)).toContain('static');
  expect(await readFile(credentials, 'latin1')).not.toContain('credential_process');
});

it('a small disk that is full leaves both files as they were', async ({ skip }) => {
  const small = await aFolder();
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', small]);
  skip(status !== 0, 'a small disk of its own cannot be mounted here');
  onTestFinished(() => {
    spawnSync('umount', [small]);
  });
  const { credentials } = await someFiles();
  const files = { credentials, config: join(small, 'config') };
  await editor.writeProcess(processFor(files));
  await writeFile(join(small, 'filler'), 'x'.repeat(61_000));
  await writeFile(
    files.config,
    `${await readFile(files.config, 'latin1')}\n[profile big]\na = ${'x'.repeat(3_000)}\n`,
  );
  const before = await textsOf(files);
  await expect(editor.writeStatic(keysFor(files))).rejects.toMatchObject({
    code: 'file_failed',
    details: { reason: 'ENOSPC' },
  });
  expect(await textsOf(files)).toEqual(before);
  expect(await beside(files.credentials)).toEqual(['credentials']);
});
