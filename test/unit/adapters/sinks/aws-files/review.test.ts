import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { markerFor } from '../../../../../src/adapters/sinks/aws-files/marker.ts';
import { reviewAwsFiles } from '../../../../../src/adapters/sinks/aws-files/review.ts';

const ours = `[prod]\n${markerFor('prod')}\naws_access_key_id = ASIAX\naws_secret_access_key = s\n`;
const asking = `[profile prod]\n${markerFor('prod')}\ncredential_process = tobira\n`;

async function review(files: { readonly credentials?: string | Buffer; readonly config?: string }) {
  const folder = await mkdtemp(join(tmpdir(), 'tobira-review-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const paths = { credentials: join(folder, 'credentials'), config: join(folder, 'config') };
  for (const kind of ['credentials', 'config'] as const) {
    if (files[kind] !== undefined) await writeFile(paths[kind], files[kind], { mode: 0o600 });
  }
  return { paths, found: await reviewAwsFiles(paths) };
}

const hiding = async (files: Parameters<typeof review>[0]) =>
  (await review(files)).found.managed.map(({ hiddenBy }) => hiddenBy.map(({ keys }) => keys));

describe("a review of AWS's files", () => {
  it('takes files that are not there for what they are', async () => {
    const { found } = await review({});
    expect(found.files.map(({ content }) => content.kind)).toEqual(['absent', 'absent']);
  });

  it('counts profiles and those that are ours, and tells who may use the file', async () => {
    const { paths } = await review({ credentials: `${ours}[own]\na = b\n` });
    await chmod(paths.credentials, 0o644);
    const { files, profiles, managed } = await reviewAwsFiles(paths);
    expect(files[0]).toMatchObject({ mode: 0o644, content: { kind: 'read', profiles: 2, managed: 1 } });
    expect(profiles).toEqual(['prod', 'own']);
    expect(managed).toMatchObject([{ profile: 'prod', role: 'prod', mode: 'static', hiddenBy: [] }]);
  });

  it.each([
    ['[a]\nx = 1\n[a]\n', 3],
    ['stray = 1\n', 1],
    ['\ufeff[a]\n', 1],
    ['[a]\nx = 1\nX = 2\n', 3],
  ])('names the line at which botocore gives %j up', async (credentials, line) => {
    const { found } = await review({ credentials });
    expect(found.files[0]?.content).toMatchObject({
      kind: 'broken',
      error: { code: 'aws_file_malformed', details: { line } },
    });
    expect(found.files[1]?.content.kind).toBe('absent');
  });

  it.each([
    ['in a comment', Buffer.from('[a]\nx = 1\n# caf\xe9\n', 'latin1'), 3],
    ['in a value, with carriage returns', Buffer.from('[a]\r\nx = \xff\r\n', 'latin1'), 2],
    ['cut off at the end', Buffer.concat([Buffer.from('[a]\nx = é\n# '), Buffer.from([0xe3, 0x81])]), 3],
  ])('names the first line that is not UTF-8: %s', async (_where, credentials, oddLine) => {
    const { found } = await review({ credentials });
    expect(found.files[0]?.content).toMatchObject({ kind: 'read', oddLine });
  });

  it('has nothing against UTF-8 beyond ASCII', async () => {
    const { found } = await review({ credentials: '[開発]\nx = é\n' });
    expect(found.files[0]?.content).toEqual({ kind: 'read', profiles: 1, managed: 0 });
  });

  it('tells the rights of regular files only', async () => {
    const { paths } = await review({});
    await mkdir(paths.config, { mode: 0o755 });
    await symlink('/dev/zero', paths.credentials);
    const { files } = await reviewAwsFiles(paths);
    expect(files.map(({ content }) => content.kind)).toEqual(['broken', 'broken']);
    expect(files.map(({ mode }) => mode)).toEqual([undefined, undefined]);
  });

  it.each([
    [{ credentials: ours }, [[]]],
    [{ config: asking }, [[]]],
    [{ config: asking, credentials: '[prod]\naws_access_key_id = AKIA\n' }, [[['aws_access_key_id']]]],
    [{ config: `${asking}sso_account_id = 1\n` }, [[['sso_account_id']]]],
    [{ credentials: ours, config: '[profile prod]\nrole_arn = r\n' }, [[['role_arn']]]],
    [{ credentials: ours, config: '[profile prod]\nregion = r\n' }, [[]]],
    [{ credentials: `${ours}aws_security_token = t\n` }, [[['aws_security_token']]]],
    [{ credentials: `[DEFAULT]\nrole_arn = r\n${ours}` }, [[['role_arn']]]],
  ])('tells what hides a profile of ours: %j', async (files, expected) => {
    expect(await hiding(files)).toEqual(expected);
  });
});
