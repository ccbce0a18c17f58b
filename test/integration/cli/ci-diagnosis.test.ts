import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { CI_AUDIENCE, CI_PROJECT } from '../../sandbox/sandbox.ts';
import type { CiTokenInput } from '../../sandbox/gitlab/ci-token.ts';
import { DEPLOY, expectRefusal, startJob, useLoneCli } from './ci-world.ts';

const entry = useLoneCli();
const aud = CI_AUDIENCE;
const now = () => Math.floor(Date.now() / 1000);

describe('before AWS is asked, a job is told', () => {
  it.each([
    ['that the variable is empty', '', ['The variable MY_ID_TOKEN is empty', 'id_tokens:']],
    ['that it holds white space', ' \n', ['The variable MY_ID_TOKEN is empty', 'id_tokens:']],
    ['of an access token', 'glpat-0123456789abcdefghij', ['It holds an access token', 'id_tokens:']],
    ['of the job token', 'glcbt-64_0123456789abcdefghij', ['It holds the CI_JOB_TOKEN', 'id_tokens:']],
    ['of a name that was left as it was', '$OTHER_TOKEN', ['the name of another variable']],
    ['of the path of a file', '/builds/x.tmp/MY_ID_TOKEN', ['the path of a file', 'cat']],
    ['of something with dots', 'a.b.c', ['MY_ID_TOKEN holds no usable ID token', 'claims cannot be read']],
  ])('%s', async (_what, text, words) => {
    const { ci, sandbox } = await startJob(entry());
    const result = await ci(['credentials', ...DEPLOY], { MY_ID_TOKEN: text });
    expectRefusal(result, 4, ...words);
    if (text.trim() !== '') expect(result.stderr).not.toContain(text);
    expect(sandbox.aws.requests.count()).toBe(0);
  });

  const tokens: readonly (readonly [string, CiTokenInput, readonly string[], readonly string[]])[] = [
    [
      'when it expired',
      { aud, lifetimeSeconds: -60 },
      [],
      ['has expired', 'It was good until 2', 'timeout:'],
    ],
    ['when it becomes good', { aud, claims: { nbf: now() + 900 } }, [], ['is not good yet', '15 minutes']],
    [
      'of another audience',
      { aud: 'https://other.example' },
      ['--audience', aud],
      ['aud is https://other.example', aud],
    ],
    [
      'of an issuer without TLS',
      { aud, claims: { iss: 'http://gitlab.example.com' } },
      [],
      ['http://gitlab.example.com', 'https addresses only'],
    ],
    [
      'of a token that is too long',
      { aud, claims: { groups: 'x'.repeat(15_000) } },
      [],
      ['AWS takes 20,000'],
    ],
  ];
  it.each(tokens)('%s', async (_what, input, more, words) => {
    const { ci, sandbox } = await startJob(entry());
    const token = sandbox.gitlab.ciToken(input);
    const result = await ci(['credentials', ...DEPLOY, ...more], { MY_ID_TOKEN: token });
    expectRefusal(result, 4, ...words);
    expect(result.stderr).not.toContain(token.slice(0, 60));
    expect(sandbox.aws.requests.count()).toBe(0);
  });

  it('which variables do hold an ID token, where the one that is named is not set', async () => {
    const { ci, token } = await startJob(entry());
    const words = ['console', ...DEPLOY, '--print', '--id-token-env', 'AWS_TOKN'];
    const result = await ci(words, { AWS_TOKEN: token, CI_JOB_TOKEN: token });
    expectRefusal(result, 4, 'AWS_TOKN is not set', 'AWS_TOKEN, MY_ID_TOKEN', '--id-token-env AWS_TOKEN');
    expect(result.stderr).not.toContain('CI_JOB_TOKEN');
  });

  it('nothing that shows the token, wherever it is put by mistake', async () => {
    const { ci, token } = await startJob(entry());
    const slips = [
      ['credentials', ...DEPLOY, '--id-token-env', token],
      ['credentials', ...DEPLOY, token],
      ['credentials', ...DEPLOY, '--audience', token],
      ['credentials', '--role-arn', token],
      ['credentials', ...DEPLOY, '--region', token],
      ['credentials', ...DEPLOY, '--format', token],
      ['credentials', ...DEPLOY, '--duration', token],
      ['console', ...DEPLOY, '--print', '--destination', token],
      ['exec', ...DEPLOY, '--', token],
      [token],
      ['credentials', ...DEPLOY, '--audience', token, '--json'],
    ];
    for (const result of await Promise.all(slips.map((words) => ci(words)))) {
      expect(result.code).not.toBe(0);
      expect(result.stderr).not.toBe('');
      expect(`${result.stdout}${result.stderr}`).not.toContain(token.slice(0, 12));
    }
    const [named] = await Promise.all(slips.slice(0, 1).map((words) => ci(words)));
    expect(named?.stderr).toContain('takes the name of the variable, not its value');
  });

  it('of foreign words in one line: none of them is a command to the runner', async () => {
    const { ci, sandbox } = await startJob(entry());
    const token = sandbox.gitlab.ciToken({ aud: 'x\n::add-mask::foo\n\u001b[2J' });
    const result = await ci(['credentials', ...DEPLOY, '--audience', aud], { MY_ID_TOKEN: token });
    expectRefusal(result, 4, 'Its aud is x\\n::add-mask::foo\\n\\u001b[2J,');
    const sub = 'project_path:a/b\n::error::y\n';
    const refused = sandbox.gitlab.ciToken({ aud, claims: { sub } });
    const { stderr } = await ci(['credentials', ...DEPLOY], { MY_ID_TOKEN: refused });
    expect(stderr).toContain('project_path:a/b\\n::error::y\\n');
    expect(stderr).not.toMatch(/^\s*::/m);
  });

  it('the same in Japanese', async () => {
    const { ci } = await startJob(entry());
    const result = await ci(['credentials', ...DEPLOY], { MY_ID_TOKEN: '', LANG: 'ja_JP.UTF-8' });
    expectRefusal(result, 4, '変数 MY_ID_TOKEN が空です。');
  });

  it('as JSON, where a program asks', async () => {
    const { ci } = await startJob(entry());
    const { stderr, code } = await ci(['credentials', ...DEPLOY, '--json'], { MY_ID_TOKEN: '' });
    expect(code).toBe(4);
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'ci_token_missing', exitCode: 4 } });
  });
});

describe('a token that is fine', () => {
  it('is used although the clock here is behind, with a word about it', async () => {
    const { ci, sandbox } = await startJob(entry());
    // As it looks from a machine whose clock is behind: to the issuer and to AWS it is now.
    const token = sandbox.gitlab.ciToken({ aud, claims: { iat: now() + 300 } });
    const result = await ci(['credentials', ...DEPLOY], { MY_ID_TOKEN: token });
    expect(result.stderr).toMatch(/^The clock of this machine is 5 minutes behind that of http:/);
    expect(result.code).toBe(0);
  });

  it('for several audiences is used, with a word about it', async () => {
    const { ci, sandbox } = await startJob(entry());
    const token = sandbox.gitlab.ciToken({ aud: [aud, 'https://vault.example'] });
    const result = await ci(['credentials', ...DEPLOY], { MY_ID_TOKEN: token });
    expect(result.stderr).toContain('several audiences');
    expect(result.code).toBe(0);
  });
});

describe('where AWS refuses', () => {
  it('the statement that the role needs stands ready to be added, with a warning of what it opens', async () => {
    const { ci, sandbox } = await startJob(entry());
    const token = sandbox.gitlab.ciToken({ aud, ref: 'feature', claims: { ref_protected: 'false' } });
    const result = await ci(['credentials', ...DEPLOY], { MY_ID_TOKEN: token });
    expectRefusal(
      result,
      5,
      'AWS does not let you assume this role.',
      'ADD this statement',
      'Keep the statements that are there',
      'Warning: it lets in all jobs of the branch "feature", which is not protected',
    );
    expect(result.stderr).not.toContain('"Version"');
    const [, statement = ''] = /\n(\{\n.*\n\})\n/s.exec(result.stderr) ?? [];
    const provider = sandbox.gitlab.issuer.replace('http://', '');
    expect(JSON.parse(statement)).toMatchObject({
      Effect: 'Allow',
      Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${provider}` },
      Condition: {
        StringEquals: {
          [`${provider}:aud`]: aud,
          [`${provider}:sub`]: `project_path:${CI_PROJECT}:ref_type:branch:ref:feature`,
        },
      },
    });
  });

  it('no statement is proposed for the token of a person', async () => {
    const { ci, sandbox } = await startJob(entry());
    const token = sandbox.gitlab.ciToken({ aud, claims: { sub: '4711' } });
    const result = await ci(['credentials', ...DEPLOY], { MY_ID_TOKEN: token });
    expectRefusal(result, 5, 'The ID token is that of a person, not of a job', 'id_tokens:');
    expect(result.stderr).not.toContain('"Effect"');
  });

  it('programs that read the error get one line, and no policy', async () => {
    const { ci, sandbox } = await startJob(entry());
    const token = sandbox.gitlab.ciToken({ aud, ref: 'feature' });
    for (const words of [['--json'], ['--format', 'process']]) {
      const { code, stderr } = await ci(['credentials', ...DEPLOY, ...words], { MY_ID_TOKEN: token });
      expect(code).toBe(5);
      expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    }
  });

  it.each([
    ['IDPRejectedClaim', 403, 4, 'claim'],
    ['InvalidIdentityToken', 400, 5, 'identity provider'],
    ['ExpiredTokenException', 400, 5, 'has expired'],
    ['IDPCommunicationError', 400, 5, 'AWS cannot reach'],
    ['RegionDisabledException', 403, 5, 'STS is not active in us-east-1'],
    ['Throttling', 400, 5, 'slow down'],
    ['ValidationError', 400, 5, 'AWS refused the request (ValidationError)'],
    ['PackedPolicyTooLarge', 400, 5, 'AWS refused the request (PackedPolicyTooLarge)'],
    ['InternalFailure', 500, 5, 'AWS is not available'],
  ])(
    '%s is told in its own words, for all verbs, and no secret with it',
    async (code, status, exit, words) => {
      const { ci, sandbox, token, home } = await startJob(entry());
      const fault = { kind: 'error', code, status } as const;
      sandbox.aws.faults.inject('AssumeRoleWithWebIdentity', fault, Infinity);
      const verbs = [
        ['credentials', ...DEPLOY],
        ['console', ...DEPLOY, '--out', 'url'],
        ['exec', ...DEPLOY, '--', process.execPath, '-e', 'console.log("ran")'],
      ];
      for (const result of await Promise.all(verbs.map((verb) => ci(verb)))) {
        expectRefusal(result, exit, words);
        expect(result.stderr).not.toContain(token.slice(0, 60));
      }
      expect(await readdir(home)).toEqual([]);
    },
  );
});
