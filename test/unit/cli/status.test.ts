import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { StatusReport } from '../../../src/adapters/owner/protocol.ts';
import { status } from '../../../src/cli/status.ts';
import { version } from '../../../src/core/version.ts';
import { problemWith } from '../../support/fake-nouns.ts';

let report: StatusReport;
vi.mock('../../../src/cli/owner.ts', () => ({ ask: () => Promise.resolve(report) }));

let told: string;
beforeEach(() => {
  told = '';
  report = reportOf(version);
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((text) => ((told += String(text)), true));
  }
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

function reportOf(ownerVersion: string): StatusReport {
  return {
    owner: { kind: 'agent', pid: 1, version: ownerVersion },
    config: { path: '/c', problems: [{ ...problemWith('prod', 7), column: 12 }, problemWith('dev')] },
    identities: [{ id: 'work', issuer: 'https://gitlab.example.com', signedIn: false }],
  };
}

const english = 'roles[1]: "prod" is taken by an entry above: this one is left out';
const japanese = 'roles[1]: 「prod」は上の項目ですでに使われているため、この項目は除外されています。';

it.each([
  ['en_US.UTF-8', english],
  ['ja_JP.UTF-8', japanese],
])('complaints about the configuration are in the language of the terminal: %s', async (locale, words) => {
  vi.stubEnv('LC_ALL', locale);
  await status([]);
  expect(told).toContain(`/c:7:12: ${words}\n`);
  expect(told).toContain(`/c: ${words.replace('prod', 'dev')}\n`);
});

it('complaints of another version may be new here: they stay English', async () => {
  vi.stubEnv('LC_ALL', 'ja_JP.UTF-8');
  report = reportOf('0.0.1');
  await status([]);
  expect(told).toContain(`/c:7:12: ${english}\n`);
});

it('what a complaint quotes commands no terminal, in any language', async () => {
  vi.stubEnv('LC_ALL', 'ja_JP.UTF-8');
  report = { ...report, config: { path: '/c', problems: [problemWith('a\u001b[2Jb\nc')] } };
  await status([]);
  expect(told).toContain('「a\\u001b[2Jb\\nc」');
});

it('programs get them in English and in the shape that they know', async () => {
  vi.stubEnv('LC_ALL', 'ja_JP.UTF-8');
  await status(['--json']);
  expect(JSON.parse(told)).toEqual({
    ...report,
    config: {
      path: '/c',
      problems: [{ line: 7, column: 12, message: english }, { message: english.replace('prod', 'dev') }],
    },
  });
});
