import { spawnSync } from 'node:child_process';
import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  createProfileEditor,
  type StaticRequest,
} from '../../../src/adapters/sinks/aws-files/profile-editor.ts';
import type { AwsFiles } from '../../../src/core/delivery-ports.ts';
import { hasCode, type ErrorDetails } from '../../../src/core/errors.ts';

const editor = createProfileEditor({ patienceMs: 50, settleMs: 0 });
const original = '[mine]\r\naws_access_key_id = AKIA\n# caf\xe9\n';
const isRoot = process.getuid?.() === 0;
/** The user "nobody" of every Debian. */
const nobody = 65_534;

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'aws-files-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function someFiles(text = original): Promise<AwsFiles & { readonly folder: string }> {
  const folder = await aFolder();
  const files = { credentials: join(folder, 'credentials'), config: join(folder, 'config') };
  await writeFile(files.credentials, text, { encoding: 'latin1', mode: 0o640 });
  return { ...files, folder };
}

function request(files: AwsFiles, sessionToken = 'token'): StaticRequest {
  const credentials = {
    accessKeyId: 'ASIA',
    secretAccessKey: 'secret',
    sessionToken,
    issuedAt: 0,
    expiresAt: 0,
  };
  return {
    files,
    profile: 'ours',
    role: 'a',
    region: 'eu-west-1',
    credentials: { ...credentials, assumedRoleArn: 'arn' },
  };
}

async function failure(files: AwsFiles, use = editor): Promise<ErrorDetails['file_failed']> {
  const error: unknown = await use.writeStatic(request(files)).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (hasCode(error, 'file_failed')) return error.details;
  throw new Error(`it did not fail as a file does: ${String(error)}`);
}

describe('a new file', () => {
  it('is for its owner alone, in a folder that is so too, whatever the umask', async () => {
    const folder = await aFolder();
    const files = {
      credentials: join(folder, '.aws', 'credentials'),
      config: join(folder, '.aws', 'config'),
    };
    await editor.writeStatic(request(files));
    expect((await stat(files.credentials)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, '.aws'))).mode & 0o777).toBe(0o700);
    expect(await readdir(join(folder, '.aws'))).toEqual(['credentials']);
  });
});

describe('a file that is there', () => {
  it('keeps its mode, its owner and every byte', async () => {
    const files = await someFiles();
    if (isRoot) await chown(files.credentials, nobody, nobody);
    await editor.writeStatic(request(files));
    const { mode, uid } = await stat(files.credentials);
    expect(mode & 0o777).toBe(0o640);
    if (isRoot) expect(uid).toBe(nobody);
    expect(await readFile(files.credentials, 'latin1')).toMatch(
      new RegExp(`^${original.replace(/[[\]]/g, '\\$&')}`),
    );
    await editor.remove({ files, profile: 'ours' });
    expect(await readFile(files.credentials, 'latin1')).toBe(original);
  });

  it('may be a link, which stays one', async () => {
    const real = await someFiles();
    const folder = await aFolder();
    const files = { credentials: join(folder, 'credentials'), config: real.config };
    await symlink(real.credentials, files.credentials);
    await editor.writeStatic(request(files));
    expect(await readFile(real.credentials, 'latin1')).toContain('[ours]');
    expect(await readdir(folder)).toEqual(['credentials']);
    expect(await readFile(files.credentials, 'latin1')).toContain('[ours]');
  });

  it('takes the calls of one process in their order: an older key never replaces a newer one', async () => {
    const files = await someFiles();
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => editor.writeStatic(request(files, `t${index}`))),
    );
    expect(await readFile(files.credentials, 'latin1')).toContain('aws_session_token = t19\n');
    expect(await readdir(files.folder)).toEqual(['credentials']);
  });

  it('is not touched where it holds already what it should', async () => {
    const files = await someFiles();
    await editor.writeStatic(request(files));
    const before = await stat(files.credentials);
    await editor.writeStatic(request(files));
    expect((await stat(files.credentials)).ino).toBe(before.ino);
  });
});

describe('bad input is named, and left as it is', () => {
  it.each([
    ['a folder in its place', 'EISDIR', (path: string) => mkdir(path)],
    [
      'a link to nothing',
      'it is a link to a file that is not there',
      (path: string) => symlink('nothing', path),
    ],
    [
      'links in a circle',
      'its links lead back to each other',
      (path: string) => symlink('credentials', path),
    ],
    [
      'a file of a hundred megabytes',
      'the file is far too large',
      async (path: string) => {
        await writeFile(path, '');
        await truncate(path, 100_000_000);
      },
    ],
  ])('%s', async (_, reason, make) => {
    const folder = await aFolder();
    const files = { credentials: join(folder, 'credentials'), config: join(folder, 'config') };
    await make(files.credentials);
    expect(await failure(files)).toEqual({ path: files.credentials, reason });
    expect(await readdir(folder)).toEqual(['credentials']);
  });

  it('a file in place of the folder', async () => {
    const { credentials } = await someFiles();
    const files = { credentials: join(credentials, 'credentials'), config: join(credentials, 'config') };
    expect(await failure(files)).toMatchObject({ reason: 'ENOTDIR' });
  });

  it('a pipe, which nobody waits for', async () => {
    const folder = await aFolder();
    const files = { credentials: join(folder, 'credentials'), config: join(folder, 'config') };
    expect(spawnSync('mkfifo', [files.credentials]).status).toBe(0);
    expect(await failure(files)).toMatchObject({ reason: 'it is not a regular file' });
  });

  it('a file that botocore cannot read', async () => {
    const files = await someFiles('[a]\nb = c\nb = d\n');
    await expect(editor.writeStatic(request(files))).rejects.toMatchObject({
      code: 'aws_file_malformed',
      details: { path: files.credentials, line: 3 },
    });
    expect(await readFile(files.credentials, 'latin1')).toBe('[a]\nb = c\nb = d\n');
    expect(await readdir(files.folder)).toEqual(['credentials']);
  });

  it('a lock that a living process keeps', async () => {
    const files = await someFiles();
    await mkdir(join(files.folder, '.credentials.tobira-lock'));
    await writeFile(join(files.folder, '.credentials.tobira-lock', 'somebody'), '');
    await expect(editor.writeStatic(request(files))).rejects.toMatchObject({
      code: 'aws_file_locked',
      details: { path: files.credentials },
    });
    expect(await readdir(files.folder)).toEqual(['.credentials.tobira-lock', 'credentials']);
  });
});

describe('what a dead process has left', () => {
  it('is taken away by many who find it at once, and each of them has its turn', async () => {
    const files = await someFiles();
    const { stdout } = spawnSync(process.execPath, ['-e', 'process.stdout.write(String(process.pid))'], {
      encoding: 'utf8',
    });
    const place = await placeOf(files);
    const name = `${stdout}-1-${place}-0123456789ab`;
    const lock = join(files.folder, '.credentials.tobira-lock');
    await mkdir(lock);
    await writeFile(join(lock, name), '');
    await writeFile(join(files.folder, `.credentials.tobira-${name}`), 'half a fi');
    const patient = { patienceMs: 20_000, settleMs: 0 };
    await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        createProfileEditor(patient).writeStatic({ ...request(files), profile: `ours-${index}` }),
      ),
    );
    const text = await readFile(files.credentials, 'latin1');
    expect([...text.matchAll(/^\[ours-\d\]/gm)]).toHaveLength(8);
    expect(await readdir(files.folder)).toEqual(['credentials']);
  });

  it('is given up after two minutes where it cannot be asked about', async () => {
    const files = await someFiles();
    const lock = join(files.folder, '.credentials.tobira-lock');
    await mkdir(lock);
    await writeFile(join(lock, '1-1-00000000-0123456789ab'), '');
    await expect(editor.writeStatic(request(files))).rejects.toMatchObject({ code: 'aws_file_locked' });
    const old = new Date(Date.now() - 180_000);
    await utimes(join(lock, '1-1-00000000-0123456789ab'), old, old);
    await editor.writeStatic(request(files));
    expect(await readdir(files.folder)).toEqual(['credentials']);
  });
});

/** How this machine is called in the names of locks, as seen on one. */
async function placeOf(files: AwsFiles & { readonly folder: string }): Promise<string> {
  const { newMark, markOfThisProcess, parseMark } =
    await import('../../../src/adapters/sinks/aws-files/process-mark.ts');
  const mark = parseMark(newMark(markOfThisProcess()));
  if (mark === undefined) throw new Error(`no mark for ${files.folder}`);
  return mark.place;
}

/** Runs one update as a user without root's rights. */
function asNobody(files: AwsFiles): string {
  const program = `
    const { createProfileEditor } = await import(${JSON.stringify(new URL('../../../src/adapters/sinks/aws-files/profile-editor.ts', import.meta.url).href)});
    const error = await createProfileEditor({ settleMs: 0 }).writeStatic(${JSON.stringify(request(files))}).then(() => ({}), (thrown) => thrown);
    console.log(JSON.stringify([error.code ?? '', error.details?.reason ?? '']));`;
  const { stdout, stderr } = spawnSync(
    'setpriv',
    [
      `--reuid=${nobody}`,
      `--regid=${nobody}`,
      '--clear-groups',
      process.execPath,
      '--import',
      'tsx',
      '--input-type=module',
      '-e',
      program,
    ],
    {
      encoding: 'utf8',
      cwd: join(import.meta.dirname, '..', '..', '..'),
      env: { ...process.env, HOME: tmpdir() },
    },
  );
  if (stdout === '') throw new Error(stderr);
  return stdout.trim();
}

describe.skipIf(!isRoot || process.platform !== 'linux')('without rights', () => {
  it.each([
    ['a folder that cannot be written to', 0o555, 0o666, '["file_failed","EACCES"]'],
    ['a file that is read-only', 0o777, 0o444, '["file_failed","the file is read-only"]'],
    ['a file that cannot be read', 0o777, 0o200, '["file_failed","the file is read-only"]'],
  ])('%s', async (_, folderMode, fileMode, answer) => {
    const files = await someFiles();
    await chmod(files.credentials, fileMode);
    await chmod(files.folder, folderMode);
    expect(asNobody(files)).toBe(answer);
    expect(await readFile(files.credentials, 'latin1')).toBe(original);
    expect(await readdir(files.folder)).toEqual(['credentials']);
  });
});

describe('a full disk', () => {
  it('leaves the old file, and nothing beside it', async ({ skip }) => {
    const small = await aFolder();
    const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', small]);
    skip(status !== 0, 'a small disk of its own cannot be mounted here');
    onTestFinished(() => {
      spawnSync('umount', [small]);
    });
    const files = { credentials: join(small, 'credentials'), config: join(small, 'config') };
    const text = `[mine]\na = ${'x'.repeat(40_000)}\n`;
    await writeFile(files.credentials, text);
    expect(await failure(files)).toMatchObject({ reason: 'ENOSPC' });
    expect(await readFile(files.credentials, 'latin1')).toBe(text);
    expect(await readdir(small)).toEqual(['credentials']);
  });
});
