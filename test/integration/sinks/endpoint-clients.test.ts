import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  createCredentialEndpoint,
  endpointVariables,
} from '../../../src/adapters/sinks/endpoint/credential-endpoint.ts';
import { systemClock } from '../../../src/adapters/system/system-clock.ts';
import type { EndpointAnswer } from '../../../src/core/delivery-ports.ts';
import { assume, latest, startWorld, type World } from '../sandbox/aws-world.ts';
import { FakeLog } from '../../support/fake-log.ts';
import { run } from '../../support/process.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
/** The system's own programs: one of the same name earlier on PATH may be something else. */
const AWS_CLI = '/usr/bin/aws';
const PYTHON = '/usr/bin/python3';

interface Served {
  readonly world: World;
  readonly env: Readonly<Record<string, string>>;
  /** How often the endpoint was asked so far. */
  readonly asked: () => number;
  /** Sets what it says from now on. */
  say(answer: EndpointAnswer): void;
  /** From now on it has new credentials of the role. @param left how long they say that they last, in ms */
  have(session: string, left: number): Promise<void>;
}

/** An endpoint with credentials that AWS's stand-in has issued, and an environment that leads there. */
async function serve(): Promise<Served> {
  const world = await startWorld();
  const endpoint = createCredentialEndpoint({ clock: systemClock, log: new FakeLog() });
  onTestFinished(() => endpoint.close());
  const home = await mkdtemp(join(tmpdir(), 'endpoint-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  let current: EndpointAnswer = { kind: 'refused', code: 'Nothing', message: 'Nothing yet.' };
  let asked = 0;
  const address = await endpoint.serve('prod', () => {
    asked += 1;
    return current;
  });
  return {
    world,
    asked: () => asked,
    env: {
      PATH: '/usr/bin:/bin',
      HOME: home,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_PAGER: '',
      AWS_REGION: 'eu-west-1',
      AWS_DEFAULT_REGION: 'eu-west-1',
      STS: world.aws.endpoints.sts,
      ...endpointVariables(address),
    },
    say: (answer) => void (current = answer),
    async have(session, left) {
      await assume(world, { RoleSessionName: session });
      const now = Date.now();
      const credentials = { ...latest(world.aws), issuedAt: now, expiresAt: now + left, assumedRoleArn: '' };
      current = { kind: 'credentials', credentials };
    },
  };
}

/** A program that says who it is for each line that it is told. */
function converse(program: string, words: readonly string[], env: Served['env']) {
  const child = spawn(program, words, { env, cwd: ROOT, stdio: ['pipe', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines = createInterface({ input: child.stdout });
  const said: string[] = [];
  lines.on('line', (line) => void said.push(line));
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return {
    async next(): Promise<string> {
      const before = said.length;
      child.stdin.write('\n');
      await expect
        .poll(() => said.length > before || child.exitCode !== null, { timeout: 30_000 })
        .toBe(true);
      return said[before] ?? `ended: ${stderr}`;
    },
  };
}

const inPython = `
import os, sys
import boto3
sts = None
for line in sys.stdin:
    try:
        sts = sts or boto3.client('sts', endpoint_url=os.environ['STS'])
        print(sts.get_caller_identity()['Arn'], flush=True)
    except Exception as error:
        print(error, flush=True)
`;

const inJavaScript = `
import { createInterface } from 'node:readline';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
const sts = new STSClient({ endpoint: process.env.STS, maxAttempts: 1 });
for await (const line of createInterface({ input: process.stdin })) {
  try {
    console.log((await sts.send(new GetCallerIdentityCommand({}))).Arn);
  } catch (error) {
    console.log([error.name, error.Code, error.Message, error.message].join(' '));
  }
}
`;

const arnOf = (session: string) => `arn:aws:sts::111122223333:assumed-role/Admin/${session}`;
const minutes = 60_000;
const refused: EndpointAnswer = {
  kind: 'refused',
  code: 'LoginNeeded',
  message: 'You are not signed in as "work". Run `tobira login work`.',
};

describe.skipIf(!existsSync(AWS_CLI))('the AWS CLI, unchanged', () => {
  const who = ({ env }: Served) =>
    run(AWS_CLI, ['sts', 'get-caller-identity', '--endpoint-url', env['STS'] ?? '', '--output', 'json'], {
      env,
    });

  it('asks the endpoint, and gets new credentials from it when there are any', async () => {
    const served = await serve();
    await served.have('first', 4 * minutes);
    const first = await who(served);
    expect(JSON.parse(first.stdout), first.stderr).toMatchObject({ Arn: arnOf('first') });
    await served.have('second', 60 * minutes);
    expect(JSON.parse((await who(served)).stdout)).toMatchObject({ Arn: arnOf('second') });
    const asked = served.world.aws.requests.of('GetCallerIdentity');
    expect(asked[1]?.headers.authorization).toContain(latest(served.world.aws).accessKeyId);
  });

  it('is refused where there are none', async () => {
    const served = await serve();
    served.say(refused);
    const { code, stderr } = await who(served);
    expect(code).not.toBe(0);
    expect(stderr).toContain('tobira login work');
  });
});

describe.each([
  { name: 'boto3', program: PYTHON, words: ['-c', inPython], complaint: 'tobira login work' },
  {
    name: 'the JavaScript SDK with its default chain',
    program: process.execPath,
    words: ['--input-type=module', '-e', inJavaScript],
    // Its chain keeps to itself what each of its providers said.
    complaint: 'Could not load credentials from any providers',
  },
])('$name, unchanged', ({ program, words, complaint }) => {
  it.skipIf(!existsSync(program))('asks again when the credentials are about to end', async () => {
    const served = await serve();
    await served.have('first', 4 * minutes);
    const client = converse(program, words, served.env);
    expect(await client.next()).toBe(arnOf('first'));
    await served.have('second', 60 * minutes);
    // The JavaScript SDK uses the first ones once more while it asks for the next.
    await expect.poll(() => client.next(), { timeout: 20_000 }).toBe(arnOf('second'));
    const before = served.asked();
    // It has an hour now: it does not ask for nothing.
    expect(await client.next()).toBe(arnOf('second'));
    expect(served.asked()).toBe(before);
  });

  it.skipIf(!existsSync(program))('says that it gets none, and recovers after a login', async () => {
    const served = await serve();
    served.say(refused);
    const client = converse(program, words, served.env);
    expect(await client.next()).toContain(complaint);
    await served.have('later', 60 * minutes);
    expect(await client.next()).toBe(arnOf('later'));
  });
});
