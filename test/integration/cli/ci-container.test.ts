import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, chmod, cp, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { CI_AUDIENCE, sandboxRoleArn, startSandbox } from '../../sandbox/sandbox.ts';
import { openConsolePage } from '../../support/console-visit.ts';
import { run } from '../../support/process.ts';
import type { ProcessResult } from '../../support/process.ts';
import { shown } from '../sandbox/aws-browser.ts';
import { standIns, useLoneCli } from './ci-world.ts';

const entry = useLoneCli();
const exec = promisify(execFile);

/** Changing the root is root's to do; where tests run as somebody else there is nothing to try. */
const mayChangeRoot = process.platform === 'linux' && process.getuid?.() === 0;

/** A user of no rights, with nothing of their own. */
const nobody = '65534:65534';

/**
 * A root folder with Node, the libraries that it is linked with, and the command line: no shell, no /usr, no /etc, no
 * home, no certificates, no keychain, and not a folder that the job could write to but one.
 */
async function makeBareRoot(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'tobira-root-'));
  await chmod(root, 0o755);
  const { stdout } = await exec('ldd', [process.execPath]);
  const libraries = [...stdout.matchAll(/(?:=> )?(\/\S+) \(0x/g)].map(([, path = '']) => path);
  for (const library of libraries) {
    const target = join(root, library);
    await mkdir(dirname(target), { recursive: true });
    await cp(await realpath(library), target);
  }
  await mkdir(join(root, 'bin'));
  await cp(process.execPath, join(root, 'bin', 'node'));
  await cp(dirname(entry()), join(root, 'app'), { recursive: true });
  await writeFile(join(root, 'app', 'package.json'), '{ "type": "module" }\n');
  await mkdir(join(root, 'out'), { mode: 0o777 });
  await chmod(join(root, 'out'), 0o777);
  return root;
}

describe.skipIf(!mayChangeRoot)('in a bare root, as in the smallest of containers', () => {
  let root = '';
  beforeAll(async () => {
    root = await makeBareRoot();
  }, 60_000);
  afterAll(() => rm(root, { recursive: true, force: true }));

  async function startBareJob() {
    const sandbox = await startSandbox();
    onTestFinished(() => sandbox.close());
    const token = sandbox.gitlab.ciToken({ aud: CI_AUDIENCE });
    const ci = (...words: readonly string[]): Promise<ProcessResult> =>
      run('/usr/sbin/chroot', ['--userspec', nobody, root, '/bin/node', '/app/index.js', 'ci', ...words], {
        env: { MY_ID_TOKEN: token, ...standIns(sandbox) },
      });
    return { sandbox, ci };
  }
  const role = ['--role-arn', sandboxRoleArn('Deploy')];

  it('there is nothing but Node and the command line', async () => {
    for (const folder of ['usr', 'etc', 'home', 'root', 'proc', 'dev', 'tmp']) {
      await expect(access(join(root, folder), constants.F_OK)).rejects.toThrow('ENOENT');
    }
  });

  it('a console address is printed, and opens the console', async () => {
    const { ci, sandbox } = await startBareJob();
    const { code, stdout, stderr } = await ci('console', ...role, '--print');
    expect({ code, stderr }).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('15 minutes') as unknown,
    });
    const page = await openConsolePage(stdout.trim());
    expect(shown(page, 'role')).toBe('Deploy');
    expect(shown(page, 'issuer')).toBe(sandbox.gitlab.issuer);
  });

  it('or goes into a file', async () => {
    const { ci } = await startBareJob();
    onTestFinished(() => rm(join(root, 'out', 'url'), { force: true }));
    expect(await ci('console', ...role, '--out', '/out/url')).toMatchObject({ code: 0, stdout: '' });
    expect(await readFile(join(root, 'out', 'url'), 'utf8')).toContain('SigninToken=');
  });

  it('credentials are printed', async () => {
    const { ci, sandbox } = await startBareJob();
    const { code, stdout, stderr } = await ci('credentials', ...role, '--format', 'json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [issued] = sandbox.aws.issuedCredentials;
    expect(JSON.parse(stdout)).toMatchObject({ AWS_ACCESS_KEY_ID: issued?.accessKeyId });
  });

  it('a program runs as the role', async () => {
    const { ci, sandbox } = await startBareJob();
    const show = 'process.stdout.write(process.env.AWS_ACCESS_KEY_ID)';
    const result = await ci('exec', ...role, '--', '/bin/node', '-e', show);
    const [issued] = sandbox.aws.issuedCredentials;
    expect(result).toMatchObject({ code: 0, stdout: issued?.accessKeyId, stderr: '' });
  });

  it('what is wrong is still said', async () => {
    const { ci } = await startBareJob();
    const result = await ci('credentials', '--role-arn', sandboxRoleArn('Admin'));
    expect(result).toMatchObject({ code: 5, stdout: '' });
    expect(result.stderr).toContain('AWS does not let you assume this role.');
  });
});
