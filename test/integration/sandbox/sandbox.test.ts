import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { CI_AUDIENCE, CI_PROJECT, sandboxRoleArn, startSandbox } from '../../sandbox/sandbox.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { login, text } from '../../support/http-oauth.ts';
import { outcome } from './aws-world.ts';

async function start(): Promise<Sandbox> {
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.close());
  return sandbox;
}

/** What comes of assuming a sandbox role with an ID token. */
function assume(sandbox: Sandbox, role: string, WebIdentityToken: string): Promise<string> {
  const client = new STSClient({ region: 'us-east-1', endpoint: sandbox.aws.endpoints.sts, maxAttempts: 1 });
  onTestFinished(() => client.destroy());
  const RoleArn = sandboxRoleArn(role);
  return outcome(
    client.send(new AssumeRoleWithWebIdentityCommand({ RoleArn, RoleSessionName: 'me', WebIdentityToken })),
  );
}

it('The sandbox lets people into their own roles and jobs into theirs', async () => {
  const sandbox = await start();
  const { gitlab } = sandbox;
  const aiko = text(await login(gitlab, { user: gitlab.users.get(42) }), 'id_token');
  const ben = text(await login(gitlab, { user: gitlab.users.get(57) }), 'id_token');
  expect(await assume(sandbox, 'Admin', aiko)).toBe('ok');
  expect(await assume(sandbox, 'Admin', ben)).toBe('AccessDenied');
  expect(await assume(sandbox, 'Developer', ben)).toBe('ok');
  expect(await assume(sandbox, 'Auditor', aiko)).toBe('AccessDenied');
  expect(await assume(sandbox, 'Deploy', aiko)).toBe('AccessDenied');

  const job = { aud: CI_AUDIENCE, projectPath: CI_PROJECT };
  expect(await assume(sandbox, 'Deploy', gitlab.ciToken(job))).toBe('ok');
  expect(await assume(sandbox, 'Deploy', gitlab.ciToken({ ...job, ref: 'other' }))).toBe('AccessDenied');
  expect(await assume(sandbox, 'Admin', gitlab.ciToken(job))).toBe('AccessDenied');
});

it('A job that borrows the audience of the application passes for nobody, whatever it calls itself', async () => {
  const sandbox = await start();
  const { gitlab } = sandbox;
  const aud = gitlab.applications.default.uid;
  expect(await assume(sandbox, 'Admin', gitlab.ciToken({ aud }))).toBe('AccessDenied');
  expect(await assume(sandbox, 'Admin', gitlab.ciToken({ aud, projectPath: '42/42', ref: '42' }))).toBe(
    'AccessDenied',
  );
});

it('An ID token ends after two minutes by the clock of AWS, and with its key once AWS asks for the keys again', async () => {
  const sandbox = await start();
  const { gitlab, aws } = sandbox;
  const token = text(await login(gitlab), 'id_token');
  aws.clock.advance(121_000);
  expect(await assume(sandbox, 'Admin', token)).toBe('ExpiredTokenException');
  aws.clock.advance(-121_000);
  await gitlab.rotateKeys();
  expect(await assume(sandbox, 'Admin', token)).toBe('ok');
  aws.forgetIssuerKeys();
  expect(await assume(sandbox, 'Admin', token)).toBe('InvalidIdentityTokenException');
  expect(await assume(sandbox, 'Admin', text(await login(gitlab), 'id_token'))).toBe('ok');
});

const LINE = z.object({
  pid: z.number(),
  issuer: z.url(),
  clientId: z.string().length(64),
  users: z.array(z.object({ id: z.number(), username: z.string(), password: z.string(), name: z.string() })),
  endpoints: z.object({ sts: z.url(), signin: z.url(), console: z.url() }),
  configYaml: z.string(),
});

it.each(['a closed input', 'SIGTERM', 'SIGINT'] as const)(
  'The sandbox as a program says in one line where it is, and ends on %s',
  { timeout: 60_000 },
  async (ending) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'test/sandbox/main.ts'], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    const exit = once(child, 'exit');
    const lines: string[] = [];
    const reader = createInterface(child.stdout).on('line', (line) => lines.push(line));
    await Promise.race([once(reader, 'line'), exit]);
    const said = LINE.parse(JSON.parse(lines[0] ?? ''));
    expect(said.pid).toBe(child.pid);
    expect(said.users.map(({ id }) => id)).toEqual([42, 57]);
    expect(parse(said.configYaml)).toMatchObject({
      identities: [{ issuer: said.issuer, clientId: said.clientId }],
      endpoints: said.endpoints,
    });
    expect((await fetch(`${said.issuer}/.well-known/openid-configuration`)).status).toBe(200);
    expect((await fetch(said.endpoints.console)).status).toBe(401);
    if (ending === 'a closed input') child.stdin.end();
    else child.kill(ending);
    expect(await exit).toEqual([0, null]);
    expect(lines).toHaveLength(1);
  },
);
