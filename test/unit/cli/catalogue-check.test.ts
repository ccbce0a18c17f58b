import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { catalogue } from '../../../src/cli/catalogue.ts';

let folder: string;
let file: string;
let out: string;
let err: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tobira-catalogue-check-'));
  file = join(folder, 'roles.yaml');
  out = '';
  err = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true));
  vi.stubEnv('LC_ALL', 'en_US.UTF-8');
  // It is for drafts in a pipeline, too, where there is no configuration.
  vi.stubEnv('TOBIRA_CONFIG', join(folder, 'nowhere.yaml'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const good = `version: 1
roles:
  - id: one
    roleArn: arn:aws:iam::123456789012:role/One
  - id: two
    roleArn: arn:aws:iam::123456789012:role/Two
`;

it('a draft with nothing wrong in it is told to be good, with how many roles it has', async () => {
  await writeFile(file, good);
  expect(await catalogue(['check', file])).toBe(0);
  expect([out, err]).toEqual(['', `Nothing is wrong with ${file}: identities 0, roles 2.\n`]);
});

it('roles may name an identity that the draft describes, whoever keeps it', async () => {
  const identities = 'identities:\n  - { id: partner, issuer: https://gitlab.partner.test, clientId: app }\n';
  await writeFile(file, `${good}    identity: partner\n${identities}`);
  expect(await catalogue(['check', file])).toBe(0);
  expect(err).toContain('identities 1, roles 2');
});

it('each mistake is a line with its place, and the exit code is 3 though the rest could be used', async () => {
  await writeFile(file, `${good}    duration: 2 h\nendpoints: {}\n`);
  expect(await catalogue(['check', file])).toBe(3);
  expect(out).toContain(`${file}:7:15: roles[1]: "duration" is "2 h": must be a duration`);
  expect(out).toContain(`${file}:8:1: unknown key "endpoints"`);
  expect(err).toContain('Complaints: 2.');
  expect(err).toContain('Whoever reads it has 1 role from it.\n');
});

it('what only shows beside a configuration is told as well', async () => {
  await writeFile(file, `${good}    identity: nobody\n`);
  expect(await catalogue(['check', file])).toBe(3);
  expect(out).toContain('nobody');
  expect(err).toContain('1 role');
});

it('what could not be used at all is said so, also to programs', async () => {
  await writeFile(file, 'version: 2\n');
  expect(await catalogue(['check', file, '--json'])).toBe(3);
  expect(JSON.parse(out)).toMatchObject({ path: file, ok: false, usable: false, problems: [{ line: 1 }] });
});

it('more roles than a catalogue may have are a mistake', async () => {
  const roles = Array.from({ length: 20_001 }, (_, at) => ({
    id: `r${at}`,
    roleArn: 'arn:aws:iam::123456789012:role/R',
  }));
  await writeFile(file, JSON.stringify({ version: 1, roles }));
  expect(await catalogue(['check', file])).toBe(3);
  expect(out).toMatch(/roles.*20000/);
});

it.each([
  ['<!doctype html><title>Sign in</title>', 'it is a web page, or not text in UTF-8'],
  [Buffer.from([0x82, 0xa0]), 'it is a web page, or not text in UTF-8'],
  ['#'.repeat(5_000_001), 'a catalogue is 5 MB at most'],
])('what can be no catalogue is refused with the reason (%#)', async (content, reason) => {
  await writeFile(file, content);
  await expect(catalogue(['check', file])).rejects.toMatchObject({
    ...{ code: 'file_failed', details: { path: file, reason } },
  });
});

it('a file has to be named, and to be there', async () => {
  await expect(catalogue(['check'])).rejects.toMatchObject({ code: 'usage' });
  await expect(catalogue(['check', join(folder, 'nope.yaml')])).rejects.toMatchObject({
    ...{ code: 'file_failed', details: { reason: 'ENOENT' } },
  });
});
