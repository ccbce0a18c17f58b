import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../support/process.ts';
import { DEPLOY, startJob, useLoneCli } from './ci-world.ts';
import { openWorld, useInstalledCli } from './world.ts';

const lone = useLoneCli();
const installed = useInstalledCli();

/** Node writes what it sends and hears to stderr with these, which in a job is the log. */
const variables = [
  { NODE_DEBUG: 'http,https,net,undici,tls' },
  { NODE_DEBUG: '*' },
  { NODE_DEBUG_NATIVE: 'HTTP2' },
];

describe.each(variables)('with %j', (env) => {
  const [name = ''] = Object.keys(env);

  it('a job gets no keys: it is told which variable to take out, before anything is sent', async () => {
    const job = await startJob(lone());
    const { code, stdout, stderr } = await job.ci(['console', ...DEPLOY, '--print'], env);
    expect(stderr).not.toContain(job.token);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`tobira: ${name} must not be set`);
    expect(job.sandbox.aws.requests.all).toEqual([]);
  });

  it('no agent is started, and JSON says why', async () => {
    const world = await openWorld(installed());
    const { code, stdout, stderr } = await world.tobira(['status', '--json'], { env });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    const line = stderr.split('\n').find((one) => one.startsWith('{"error"')) ?? '';
    expect(JSON.parse(line)).toMatchObject({ error: { code: 'usage' } });
    expect(world.terminal.processes()).toEqual([]);
  });
});

it('an empty one is none', async () => {
  const job = await startJob(lone());
  const { code } = await job.ci(['console', ...DEPLOY, '--print'], { NODE_DEBUG: '' });
  expect(code).toBe(0);
});

it('the program of an `exec` may have one', async () => {
  const job = await startJob(lone());
  const words = [
    'exec',
    ...DEPLOY,
    '--',
    '/usr/bin/env',
    'NODE_DEBUG=http',
    '/usr/bin/printenv',
    'NODE_DEBUG',
  ];
  expect(await job.ci(words)).toMatchObject({ code: 0, stdout: 'http\n' });
});

it('an agent that is started by hand refuses to hold a session with it', async () => {
  const { folder } = installed();
  const { code, stderr } = await run(process.execPath, [join(folder, 'agent', 'index.js')], {
    env: { HOME: '/nonexistent', NODE_DEBUG: 'http' },
  });
  expect(code).toBe(2);
  expect(stderr).toContain('tobira: NODE_DEBUG must not be set');
});
