import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { config } from '../../../src/cli/config.ts';
import { configJsonSchema } from '../../../src/core/config-json-schema.ts';

let folder: string;
let file: string;
let out: string;
let err: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tobira-config-command-'));
  file = join(folder, 'config.yaml');
  out = '';
  err = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true));
  vi.stubEnv('TOBIRA_CONFIG', file);
  vi.stubEnv('LC_ALL', 'en_US.UTF-8');
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const good =
  'version: 1\nidentities:\n  - id: work\n    issuer: https://gitlab.example.com\n    clientId: x\n';

it('a good file is told to be good', async () => {
  await writeFile(file, good);
  expect(await config(['check'])).toBe(0);
  expect(out).toBe('');
  expect(err).toBe(`Nothing is wrong with ${file}: identities 1, roles 0.\n`);
});

it('each mistake is a line with its place, and the exit code is 3 though the rest is used', async () => {
  await writeFile(file, `${good}theme: mauve\n`);
  expect(await config(['check'])).toBe(3);
  expect(out).toBe(`${file}:6:8: "theme" is "mauve": must be one of system, light, dark\n`);
  expect(err).toBe('Complaints: 1. What 1 of them are about is left out. The rest is in use.\n');
});

it('what is used in another way is told apart from what is left out', async () => {
  await writeFile(file, `${good.replace('example.com', 'example.com/')}theme: mauve\n`);
  expect(await config(['check', '--json'])).toBe(3);
  const { problems } = JSON.parse(out) as { readonly problems: readonly { readonly effect?: string }[] };
  expect(problems.map(({ effect }) => effect)).toEqual(['changed', 'left-out']);
  await config(['check']);
  expect(err).toContain(
    'What 1 of them are about is left out. For 1 of them, something else is used, as said.',
  );
});

it('a file that is named and not there is not one to be written, and one that is no text is not quoted', async () => {
  await expect(config(['check', join(folder, 'nope.yaml')])).rejects.toMatchObject({
    ...{ code: 'config_unreadable', details: { reason: 'ENOENT' } },
  });
  await writeFile(file, Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 0xff]));
  await expect(config(['check'])).rejects.toMatchObject({
    ...{ code: 'config_unreadable', details: { reason: 'it is not text in UTF-8' } },
  });
});

it('what is missing in an empty file is missing at its beginning', async () => {
  await writeFile(file, '');
  expect(await config(['check'])).toBe(3);
  expect(out).toBe(`${file}:1:1: "version" is missing\n`);
});

it.runIf(process.platform === 'linux')(
  'without a screen and without an editor, that is said, and no file begun',
  async () => {
    for (const name of ['VISUAL', 'EDITOR', 'DISPLAY', 'WAYLAND_DISPLAY']) vi.stubEnv(name, '');
    expect(await config(['edit'])).toBe(8);
    expect(err).toContain('There is no screen here for an editor.');
    expect(existsSync(file)).toBe(false);
  },
);

it('another file can be checked, and is told of in Japanese, too', async () => {
  const other = join(folder, 'other.yaml');
  await writeFile(other, 'version: 1\n\troles: []\n');
  vi.stubEnv('LC_ALL', 'ja_JP.UTF-8');
  expect(await config(['check', other])).toBe(3);
  expect(out).toBe(`${other}:2:1: 字下げにタブは使用できません。空白を使用してください。\n`);
});

it('programs get the mistakes as data, in English', async () => {
  await writeFile(file, 'version: 2\n');
  vi.stubEnv('LC_ALL', 'ja_JP.UTF-8');
  expect(await config(['check', '--json'])).toBe(3);
  expect(JSON.parse(out)).toEqual({
    path: file,
    ok: false,
    usable: false,
    identities: 0,
    roles: 0,
    problems: [{ line: 1, column: 10, message: '"version" is 2: must be 1' }],
  });
});

it('what a mistake quotes commands no terminal', async () => {
  await writeFile(file, `${good}theme: "\\e[2J"\n`);
  await config(['check']);
  expect(out).not.toContain('\u001b');
});

it('a file that is not there is a failure of its own', async () => {
  await expect(config(['check'])).rejects.toMatchObject({ code: 'config_missing' });
});

it('the path is told, also of a file that is not there', async () => {
  expect(await config(['path'])).toBe(0);
  expect(await config(['path', '--json'])).toBe(0);
  const [line = '', ...json] = out.split('\n');
  expect(line).toBe(file);
  expect(JSON.parse(json.join('\n'))).toEqual({ path: file, exists: false });
});

it('an editor gets the example where there is no file, with the schema beside it, and its work is checked', async () => {
  vi.stubEnv('VISUAL', '');
  vi.stubEnv('EDITOR', 'sed -i "s/^version: 1/version: 3/"');
  expect(await config(['edit'])).toBe(3);
  expect(await readFile(file, 'utf8')).toContain('$schema=./config.schema.json\n');
  expect(await readFile(join(folder, 'config.schema.json'), 'utf8')).toBe(configJsonSchema());
  expect(out).toBe(`${file}:3:10: "version" is 3: must be 1\n`);
  expect(err).toContain('run `tobira config edit` again');
});

it('VISUAL comes before EDITOR, and a file that is good afterwards is fine', async () => {
  await writeFile(file, 'version: 3\n');
  vi.stubEnv('VISUAL', 'sed -i s/3/1/');
  vi.stubEnv('EDITOR', 'false');
  expect(await config(['edit'])).toBe(0);
  expect(await readFile(file, 'utf8')).toBe('version: 1\n');
});

it('an editor that fails is told of, and nothing is checked', async () => {
  await writeFile(file, good);
  vi.stubEnv('VISUAL', 'false');
  expect(await config(['edit'])).toBe(8);
  expect(err).toContain('The editor (false) could not be used');
});

it('the schema is printed, or put beside the file, but never over a file of somebody else', async () => {
  expect(await config(['schema'])).toBe(0);
  expect(out).toBe(configJsonSchema());
  const schema = join(folder, 'config.schema.json');
  await writeFile(schema, configJsonSchema().replace('"version"', '"old"'));
  expect(await config(['schema', '--write'])).toBe(0);
  expect(await readFile(schema, 'utf8')).toBe(configJsonSchema());
  await writeFile(schema, '{}');
  await expect(config(['schema', '--write'])).rejects.toMatchObject({ code: 'file_failed' });
  expect(await readFile(schema, 'utf8')).toBe('{}');
});

it.each([[[]], [['mend']], [['path', 'x']], [['check', '--write']]])(
  'what it does not know is a mistake in usage: %j',
  async (words) => {
    await expect(config(words)).rejects.toMatchObject({ code: 'usage' });
  },
);
