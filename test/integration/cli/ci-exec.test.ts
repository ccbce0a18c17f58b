import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DEPLOY, expectRefusal, startJob, useLoneCli } from './ci-world.ts';

const entry = useLoneCli();
const node = process.execPath;
const show = 'process.stdout.write(JSON.stringify(process.env))';

describe('tobira ci exec', () => {
  it("gives a program the role's keys, and nobody else's; the ID token stays with it", async () => {
    const { ci, sandbox, token, home } = await startJob(entry());
    const others = {
      AWS_PROFILE: 'other',
      AWS_ACCESS_KEY_ID: 'AKIAOTHER',
      AWS_SECURITY_TOKEN: 'other',
      AWS_ROLE_ARN: 'arn:aws:iam::999999999999:role/Other',
      AWS_WEB_IDENTITY_TOKEN_FILE: '/other',
      AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.1:1/',
      FRUIT: 'kiwi',
    };
    const words = ['exec', ...DEPLOY, '--region', 'eu-west-1', '--', node, '-e', show];
    const { code, stdout, stderr } = await ci(words, others);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const env = JSON.parse(stdout) as Readonly<Record<string, string>>;
    const [issued] = sandbox.aws.issuedCredentials;
    const { AWS_ENDPOINT_URL_STS: _endpoint, ...aws } = Object.fromEntries(
      Object.entries(env).filter(([name]) => name.startsWith('AWS_')),
    );
    expect(aws).toEqual({
      AWS_ACCESS_KEY_ID: issued?.accessKeyId,
      AWS_SECRET_ACCESS_KEY: issued?.secretAccessKey,
      AWS_SESSION_TOKEN: issued?.sessionToken,
      AWS_CREDENTIAL_EXPIRATION: expect.any(String) as unknown,
      AWS_REGION: 'eu-west-1',
      AWS_DEFAULT_REGION: 'eu-west-1',
    });
    expect(env).toMatchObject({ FRUIT: 'kiwi', MY_ID_TOKEN: token, TOBIRA_ROLE: DEPLOY[1] });
    expect(await readdir(home)).toEqual([]);
  });

  it('hands the words behind -- over as they are, and the output and exit code back', async () => {
    const { ci } = await startJob(entry());
    const code = 'process.stdout.write(JSON.stringify(process.argv.slice(1))); process.exitCode = 42';
    const words = ['--help', '--json', 'a b', '$HOME', '--'];
    const result = await ci(['exec', ...DEPLOY, '--', node, '-e', code, '--', ...words]);
    expect(result).toMatchObject({ code: 42, stderr: '', stdout: JSON.stringify(words) });
  });

  it('shows neither token nor keys on any command line, and none in its own environment', async () => {
    const { start, sandbox } = await startJob(entry());
    const code = 'console.log(process.pid); process.stdin.once("data", () => process.exit(3))';
    const running = start(['exec', ...DEPLOY, '--', node, '-e', code]);
    const pid = Number(await running.output((out) => out.includes('\n')));
    const [issued] = sandbox.aws.issuedCredentials;
    const keys = [issued?.secretAccessKey ?? '-', issued?.sessionToken ?? '-'];
    const look = (id: number, name: string) => readFile(`/proc/${id}/${name}`, 'latin1');
    for (const id of [pid, running.pid]) {
      const line = await look(id, 'cmdline');
      for (const secret of [...keys, 'eyJ']) expect(line).not.toContain(secret);
    }
    const outside = await look(running.pid, 'environ');
    const inside = await look(pid, 'environ');
    for (const key of keys) {
      expect(outside).not.toContain(key);
      expect(inside).toContain(key);
    }
    running.write('\n');
    expect(await running.result).toMatchObject({ code: 3 });
  });

  it.each([['as one word'], ['below a folder', '/bin/']])(
    'knows no program by a name that is too long for the system, given %s',
    async (_how, folder = '') => {
      const { ci } = await startJob(entry());
      const { code, stdout, stderr } = await ci(['exec', ...DEPLOY, '--', folder + 'x'.repeat(6000)]);
      expect([code, stdout]).toEqual([127, '']);
      expect(stderr).toContain('there is no program "');
      expect(stderr.length).toBeLessThan(500);
    },
  );

  it('passes signals on, and ends as the program does', async () => {
    const { start } = await startJob(entry());
    const code = 'process.on("SIGTERM", () => process.exit(9)); console.log("up"); setInterval(() => 0, 999)';
    const running = start(['exec', ...DEPLOY, '--', node, '-e', code]);
    await running.output((out) => out.includes('up'));
    running.kill('SIGTERM');
    expect(await running.result).toMatchObject({ code: 9 });
    const killed = start(['exec', ...DEPLOY, '--', node, '-e', 'process.kill(process.pid, "SIGKILL")']);
    expect(await killed.result).toMatchObject({ code: null, signal: 'SIGKILL' });
  });

  it('returns what shells return where there is no such program', async () => {
    const { ci } = await startJob(entry());
    expectRefusal(await ci(['exec', ...DEPLOY, '--', 'no-such-program']), 127, 'no-such-program');
  });

  it('says where its own words are wrong, and asks nobody', async () => {
    const { ci, sandbox } = await startJob(entry());
    expectRefusal(await ci(['exec', ...DEPLOY, node]), 2, 'tobira ci exec --role-arn ARN -- PROGRAM');
    expectRefusal(await ci(['exec', ...DEPLOY, '--']), 2, 'The program after "--" is missing');
    expectRefusal(await ci(['exec', '--', node]), 2, '--role-arn');
    expect(sandbox.aws.requests.count()).toBe(0);
  });

  it('tells where AWS allows an hour only, and runs the program all the same', async () => {
    const { ci } = await startJob(entry());
    const result = await ci(['exec', ...DEPLOY, '--duration', '12h', '--', node, '-e', 'console.log(1)']);
    expect(result).toMatchObject({ code: 0, stdout: '1\n' });
    expect(result.stderr).toContain('does not allow the role to last for 12h');
  });
});

describe('behind a proxy', () => {
  it.each([
    ['http', ['credentials', ...DEPLOY]],
    ['http', ['exec', ...DEPLOY, '--', node, '-e', 'console.log(1)']],
  ])('requests to AWS go through the %s one of the environment: %j', async (_scheme, words) => {
    const { ci } = await startJob(entry());
    const asked: string[] = [];
    const proxy = createServer((request, response) => {
      asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
      response.writeHead(502).end();
    });
    proxy.on('connect', (request, socket) => {
      asked.push(`CONNECT ${request.url ?? ''}`);
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void proxy.close());
    const { port } = proxy.address() as AddressInfo;
    const result = await ci(words, {
      HTTPS_PROXY: `http://127.0.0.1:${port}`,
      AWS_ENDPOINT_URL_STS: 'https://sts.example.com',
    });
    expectRefusal(result, 6, 'proxy');
    expect(asked).toEqual(['CONNECT sts.example.com:443']);
  });
});

describe('who can read the log', () => {
  it.each([
    ['public', /^Warning: this project is public/],
    ['internal', /^Warning: everybody who can sign in here/],
    ['private', /^Anyone who can read this job log/],
  ])('is said beside a printed address: %s', async (visibility, words) => {
    const { ci, sandbox } = await startJob(entry());
    const claims = { project_visibility: visibility };
    const token = sandbox.gitlab.ciToken({ aud: 'https://aws.sandbox.test', claims });
    const result = await ci(['console', ...DEPLOY, '--print'], { MY_ID_TOKEN: token });
    expect(result.stderr).toMatch(words);
    expect(result.stderr).toContain('15 minutes');
    expect(result.stderr).not.toContain('SigninToken');
    expect(result.stdout).toMatch(/^http\S+SigninToken=\S+\n$/);
  });

  it('does not matter where the address goes into a file', async () => {
    const { ci, home } = await startJob(entry());
    await writeFile(join(home, 'other'), '');
    const result = await ci(['console', ...DEPLOY, '--out', 'url'], { CI_PROJECT_VISIBILITY: 'public' });
    expect(result).toMatchObject({ code: 0, stdout: '' });
    expect(result.stderr).toBe('Wrote the console address to url. It is good for 15 minutes.\n');
    expect((await readdir(home)).sort()).toEqual(['other', 'url']);
  });
});
