import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askOwner, connectToOwner, nowhere } from '../../../src/adapters/owner/client.ts';
import { startDesktop, type Desktop } from '../../support/desktop.ts';
import { visit, type Answer } from '../../support/endpoint-visit.ts';
import { run } from '../../support/process.ts';
import { agentsOf, gone, oneAgent, socketOf } from '../owner/rig.ts';
import { openWorld, useInstalledCli, type World, type WorldOptions } from './world.ts';

const installed = useInstalledCli();
const ASSUME = 'AssumeRoleWithWebIdentity';

async function signedIn(options: WorldOptions = {}): Promise<World> {
  const world = await openWorld(installed(), options);
  await world.ok('login');
  return world;
}

interface Serving {
  readonly running: ReturnType<World['terminal']['start']>;
  readonly ask: (role?: string) => Promise<Answer>;
  /** Ends it as Ctrl+C does, or as is said. */
  end(signal?: NodeJS.Signals): Promise<void>;
}

/** `tobira serve` with what it says under `--json`. */
async function serve(world: World, ...roles: readonly string[]): Promise<Serving> {
  const running = world.terminal.start(['serve', ...roles, '--json']);
  await running.output((_out, err) => err.includes('Serving'));
  const addresses = running
    .stdout()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { role: string; url: string; token: string; region: string });
  return {
    running,
    ask(role = roles[0]) {
      const address = addresses.find((one) => one.role === role);
      if (address === undefined) throw new Error(`${String(role)} is not served`);
      return visit(address);
    },
    async end(signal = 'SIGINT') {
      running.kill(signal);
      expect(await running.result).toMatchObject({ code: 0, signal: null });
    },
  };
}

const keyIn = ({ body }: Answer) => /"AccessKeyId":"([^"]+)"/.exec(body)?.[1];

describe('tobira serve', () => {
  /** For what depends on a session that outlives its agent, or on there being none. */
  let desktop: Desktop;
  beforeAll(async () => {
    desktop = await startDesktop({ panel: false });
  });
  afterAll(() => desktop.close());

  it('prints an environment in which AWS’s tools find the role', async () => {
    const world = await signedIn();
    const running = world.terminal.start(['serve', 'prod-admin']);
    await running.output((_out, err) => err.includes('Serving'));
    const aws = existsSync('/usr/bin/aws');
    const program = aws
      ? `/usr/bin/aws sts get-caller-identity --output text --endpoint-url ${world.sandbox.aws.endpoints.sts}`
      : 'echo assumed-role/Admin $AWS_CONTAINER_CREDENTIALS_FULL_URI';
    const { code, stdout, stderr } = await run('sh', ['-c', `eval "$VARIABLES" && ${program}`], {
      env: { ...world.terminal.env, VARIABLES: running.stdout(), AWS_EC2_METADATA_DISABLED: 'true' },
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('assumed-role/Admin');
    running.kill('SIGTERM');
    const ended = await running.result;
    expect(ended.code).toBe(0);
    expect(ended.stdout).toMatch(
      /^unset AWS_PROFILE [A-Z_ ]* AWS_ACCESS_KEY_ID [A-Z_ ]*\nexport AWS_CONTAINER_CREDENTIALS_FULL_URI='?http:\/\/127\.0\.0\.1:\d+\/[\w-]{43}'?\nexport AWS_CONTAINER_AUTHORIZATION_TOKEN='?[\w-]{43}'?\nexport AWS_REGION='?ap-northeast-1'?\nexport AWS_DEFAULT_REGION='?ap-northeast-1'?\n$/,
    );
    // Where it listens is no secret; what opens it is.
    expect(ended.stderr).toMatch(
      /^Serving prod-admin on 127\.0\.0\.1:\d+ until this command ends \(Ctrl\+C\)\.\n$/,
    );
  });

  it('serves several roles, each under a heading, at one place', async () => {
    const world = await signedIn();
    const running = world.terminal.start([
      'serve',
      'prod-admin',
      'stage-dev',
      'prod-admin',
      '--format',
      'fish',
    ]);
    await running.output((_out, err) => err.includes('Serving'));
    running.kill('SIGHUP');
    const { code, stdout, stderr } = await running.result;
    expect(code).toBe(0);
    expect(stdout.split('\n').filter((line) => line.startsWith('#'))).toEqual([
      '# prod-admin',
      '# stage-dev',
    ]);
    expect(new Set(stdout.match(/127\.0\.0\.1:\d+/g)).size).toBe(1);
    expect(stderr).toContain('Serving prod-admin, stage-dev on');
  });

  it('gives each role its own keys, out of memory and from one request to AWS each', async () => {
    const world = await signedIn();
    const serving = await serve(world, 'prod-admin', 'stage-dev');
    await expect.poll(() => world.sandbox.aws.requests.count(ASSUME)).toBe(2);
    const keys = new Set<string | undefined>();
    for (let round = 0; round < 50; round++) {
      keys.add(keyIn(await serving.ask('prod-admin')));
      keys.add(keyIn(await serving.ask('stage-dev')));
    }
    expect(keys).toEqual(new Set(world.sandbox.aws.issuedCredentials.map((one) => one.accessKeyId)));
    expect(world.sandbox.aws.requests.count(ASSUME)).toBe(2);
    await serving.end();
    await expect(serving.ask('prod-admin')).rejects.toThrow('ECONNREFUSED');
    // The agent goes on as before.
    await oneAgent(world);
  });

  it('fails at once where a login is needed, and where there is no such role or format', async () => {
    const world = await openWorld(installed(), { desktop });
    expect(await world.tobira(['serve', 'prod-admin'])).toMatchObject({
      code: 4,
      stdout: '',
      stderr: expect.stringContaining('tobira login') as string,
    });
    await world.ok('login');
    expect(await world.tobira(['serve', 'prod-admin', 'nobody'])).toMatchObject({ code: 3, stdout: '' });
    expect(await world.tobira(['serve'])).toMatchObject({ code: 2, stdout: '' });
    for (const format of ['ini', 'process', 'nothing'])
      expect(await world.tobira(['serve', 'prod-admin', '--format', format])).toMatchObject({ code: 2 });
  });

  it('takes the credentials back on signing out, says what to do, and recovers by itself', async () => {
    const world = await signedIn({ desktop });
    const serving = await serve(world, 'prod-admin');
    const before = keyIn(await serving.ask());
    expect(before).toBeDefined();
    await world.ok('logout');
    await expect.poll(async () => (await serving.ask()).status).toBe(400);
    const { body } = await serving.ask();
    expect(JSON.parse(body)).toMatchObject({
      Code: 'login_needed',
      Message: expect.stringContaining('Run `tobira login work`.') as string,
    });
    await world.ok('login');
    await expect.poll(async () => (await serving.ask()).status, { timeout: 10_000 }).toBe(200);
    expect(keyIn(await serving.ask())).not.toBe(before);
    await serving.end();
  });

  it('goes on over the death of an agent, and has the next one keep the role fresh', async () => {
    const world = await signedIn({ desktop });
    const serving = await serve(world, 'prod-admin');
    const key = keyIn(await serving.ask());
    const issued = () => world.sandbox.aws.issuedCredentials.map((one) => one.accessKeyId);
    const pid = await oneAgent(world);
    process.kill(pid, 'SIGKILL');
    await gone(pid);
    // Of the old agent, or already of the next one.
    expect(issued()).toContain(keyIn(await serving.ask()));
    await expect.poll(() => agentsOf(world).length, { timeout: 20_000 }).toBe(1);
    await expect.poll(async () => keyIn(await serving.ask()), { timeout: 20_000 }).not.toBe(key);
    expect(issued()).toContain(keyIn(await serving.ask()));
    await serving.end();
  });

  it('has a role that wants to be asked about asked for each time', async () => {
    const confirmed = (text: string) =>
      text.replace(/^( *)- id: prod-admin$/m, '$1- id: prod-admin\n$1  confirm: true');
    const world = await signedIn({ config: confirmed });
    expect(await world.tobira(['serve', 'prod-admin'])).toMatchObject({ code: 4, stdout: '' });
    const address = { socket: socketOf(world), config: world.terminal.configPath };
    const connection = await connectToOwner(address.socket);
    if (connection === undefined) throw new Error('nobody listens');
    await askOwner(connection, address, 'confirm', { role: 'prod-admin' }, nowhere);
    const serving = await serve(world, 'prod-admin');
    expect((await serving.ask()).status).toBe(200);
    // Whatever is forgotten by the owner holds for the next request.
    await world.ok('logout');
    await world.ok('login');
    await expect.poll(async () => (await serving.ask()).body).toContain('confirmation_needed');
    await serving.end();
  });
});
