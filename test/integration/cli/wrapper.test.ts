import { chmod, cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../support/process.ts';

const WRAPPER = join(import.meta.dirname, '../../../resources/cli/tobira.sh');

/** Says what it is and what it was given, as JSON. */
const echo = (kind: string): string =>
  `console.log(JSON.stringify({ kind: '${kind}', words: process.argv.slice(2) }));\n`;

let base: string;
/** The app's folder, with a program and a command line that only tell that they were run. */
let app: string;
/** Folders for PATH: the system's tools without Node, for a user and for root. */
let tools: string;
let rootTools: string;

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'tobira-wrapper-'));
  app = join(base, "an app's folder (64 bit)");
  const cli = join(app, 'resources', 'app.asar.unpacked', 'dist', 'cli');
  await mkdir(cli, { recursive: true });
  await writeFile(join(app, 'resources', 'app.asar.unpacked', 'package.json'), '{ "type": "module" }');
  await writeFile(join(cli, 'index.js'), echo('node'));
  await program(join(app, 'tobira'), `#!${process.execPath}\n${echo('app')}`);
  await mkdir(join(app, 'resources', 'bin'));
  await cp(WRAPPER, join(app, 'resources', 'bin', 'tobira'));
  tools = await toolFolder('tools', 1000);
  rootTools = await toolFolder('root-tools', 0);
});
afterAll(() => rm(base, { recursive: true }));

async function program(path: string, text: string): Promise<void> {
  await writeFile(path, text);
  await chmod(path, 0o755);
}

async function toolFolder(name: string, uid: number): Promise<string> {
  const folder = join(base, name);
  await mkdir(folder);
  await symlink('/usr/bin/readlink', join(folder, 'readlink'));
  await program(join(folder, 'id'), `#!/bin/sh\necho ${uid}\n`);
  return folder;
}

/** A folder with a `node` of the given text. */
async function nodeFolder(text: string): Promise<string> {
  const folder = await mkdtemp(join(base, 'node-'));
  await program(join(folder, 'node'), text);
  return folder;
}

/** A `node` that tells a version, and then runs as the real one. */
const nodeTelling = (version: string): Promise<string> =>
  nodeFolder(
    `#!/bin/sh\n[ "$1" = --version ] && { echo ${version}; exit; }\nexec '${process.execPath}' "$@"\n`,
  );

async function tobira(
  path: readonly string[],
  words: readonly string[] = [],
  wrapper = join(app, 'resources', 'bin', 'tobira'),
) {
  const { code, stdout, stderr } = await run(wrapper, words, { cwd: base, env: { PATH: path.join(':') } });
  return { code, stderr, told: stdout === '' ? undefined : (JSON.parse(stdout) as unknown) };
}

const switches = ['--ozone-platform=headless', '--log-level=3', '--cli'];

const awkward = [
  'plain',
  'two words',
  '',
  `'single' "double"`,
  'a\nb\n',
  '--',
  '--inspect',
  '--no-sandbox',
  '-h',
  '*',
  '$HOME `id` \\',
  '扉 ü',
  '=x',
  'https://example.com/?a=b&c',
];

describe('the installed command', () => {
  it('runs on Node where there is one, and passes every word on as it is', async () => {
    const { code, stderr, told } = await tobira([await nodeTelling('v20.19.0'), tools], awkward);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(told).toEqual({ kind: 'node', words: awkward });
  });

  it('runs on the app where there is no Node: every word is marked, so that none is a switch', async () => {
    const { code, stderr, told } = await tobira([tools], awkward);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const marked = awkward.map((word) => `=${word}`);
    expect(told).toEqual({ kind: 'app', words: [...switches, ...marked] });
  });

  it('gives the app no word where there is none', async () => {
    expect((await tobira([tools])).told).toEqual({ kind: 'app', words: switches });
  });

  it.each(['v20.19.0', 'v20.20.1', 'v21.0.0', 'v22.12.0', 'v100.0.0', 'v26.0.0-nightly20260101'])(
    'takes Node %s',
    async (version) => {
      expect((await tobira([await nodeTelling(version), tools])).told).toMatchObject({ kind: 'node' });
    },
  );

  it.each([
    'v20.18.3',
    'v18.20.8',
    'v0.12.18',
    'v20',
    '20.19.0',
    'v20.x.0',
    'vx.19.0',
    '"v20.19.0 v1"',
    '""',
  ])('takes no Node %s', async (version) => {
    const { told, stderr } = await tobira([await nodeTelling(version), tools]);
    expect(stderr).toBe('');
    expect(told).toMatchObject({ kind: 'app' });
  });

  it('says what is missing where Chromium’s sandbox cannot work either', async () => {
    const refusing = await toolFolder('no-namespaces', 1000);
    await program(join(refusing, 'unshare'), '#!/bin/sh\nexit 1\n');
    const { code, stderr } = await tobira([refusing]);
    expect({ code, stderr }).toEqual({
      code: 8,
      stderr: 'tobira: this system grants no user namespaces. It needs Node 20.19 or newer on PATH.\n',
    });
    const granting = await toolFolder('namespaces', 1000);
    await program(join(granting, 'unshare'), '#!/bin/sh\nexec "$2"\n');
    await program(join(granting, 'true'), '#!/bin/sh\n');
    expect((await tobira([granting])).told).toMatchObject({ kind: 'app' });
  });

  it('takes no Node that is broken', async () => {
    const broken = [
      '#!/bin/sh\necho "node: cannot open shared object file" >&2\nexit 127\n',
      '#!/no/such/interpreter\n',
      '#!/bin/sh\nkill -SEGV $$\n',
    ];
    for (const text of broken) {
      const { code, told, stderr } = await tobira([await nodeFolder(text), tools]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(told).toMatchObject({ kind: 'app' });
    }
  });

  it('finds its app through links, from anywhere', async () => {
    await mkdir(join(base, 'bin'));
    await symlink(join(app, 'resources', 'bin', 'tobira'), join(base, 'bin', 'tobira'));
    await symlink('bin/tobira', join(base, 'link'));
    expect((await tobira([tools], ['status'], join(base, 'link'))).told).toMatchObject({ kind: 'app' });
    const { told } = await tobira(
      [await nodeTelling('v22.12.0'), tools],
      ['status'],
      join(base, 'bin', 'tobira'),
    );
    expect(told).toEqual({ kind: 'node', words: ['status'] });
  });

  it('tells root in one line what it needs', async () => {
    const { code, stderr, told } = await tobira([rootTools], ['status']);
    expect(told).toBeUndefined();
    expect(stderr).toBe('tobira: as root it needs Node 20.19 or newer on PATH.\n');
    expect(code).toBe(8);
  });

  it('serves root where there is Node', async () => {
    expect((await tobira([await nodeTelling('v20.19.0'), rootTools])).told).toMatchObject({ kind: 'node' });
  });
});
