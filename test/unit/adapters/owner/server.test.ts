import { connect } from 'node:net';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { writeLine } from '../../../../src/adapters/owner/lines.ts';
import { protocolVersion } from '../../../../src/adapters/owner/protocol.ts';
import { createOwnerServer } from '../../../../src/adapters/owner/server.ts';
import { AppError } from '../../../../src/core/errors.ts';
import { settle } from '../../../support/fake-clock.ts';
import { Gate } from '../../../support/fake-gate.ts';
import { createFakeSocket, exchange, type FakeSocket } from '../../../support/fake-connection.ts';
import { configWith, identityWith, roleWith } from '../../../support/fake-nouns.ts';
import { createFakeWorld, type FakeWorld } from '../../../support/fake-owner.ts';

const work = identityWith();
let socket: FakeSocket;
afterEach(() => socket.close());

interface Owned extends FakeWorld {
  readonly ended: () => number;
  /** Requests that were taken for work, and those that are over. */
  readonly requests: () => number;
  readonly done: () => number;
  /** What the owner says to these bytes, one message a line, the word that it has read them included. */
  hear(bytes: string): Promise<readonly unknown[]>;
  /** What the owner answers to these bytes. */
  ask(bytes: string): Promise<readonly unknown[]>;
  call(
    name: string,
    request?: unknown,
    change?: Readonly<Record<string, unknown>>,
  ): Promise<readonly unknown[]>;
}

async function own(kind: 'app' | 'agent' = 'agent'): Promise<Owned> {
  const world = createFakeWorld();
  let ended = 0;
  let requests = 0;
  let done = 0;
  const serve = createOwnerServer({
    owner: world.owner,
    identity: { kind, pid: 7, version: '0.1.0' },
    configPath: world.configSource.path,
    clock: world.clock,
    log: world.log,
    show: () => kind === 'app',
    end: () => (ended += 1),
    usage: { busy: () => (requests += 1), free: () => (done += 1) },
  });
  socket = await createFakeSocket(serve);
  const hear = async (bytes: string) => {
    const text = await exchange(socket.connect(), bytes);
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line): unknown => JSON.parse(line));
  };
  const ask = async (bytes: string) =>
    (await hear(bytes)).filter((message) => JSON.stringify(message) !== JSON.stringify(accepted));
  return {
    ...world,
    ended: () => ended,
    requests: () => requests,
    done: () => done,
    hear,
    ask,
    call: (name, request = {}, change = {}) =>
      ask(
        `${JSON.stringify({ version: protocolVersion, config: world.configSource.path, call: name, request, ...change })}\n`,
      ),
  };
}

async function signIn({ owner, provider, browser }: FakeWorld): Promise<void> {
  const login = owner.actions.signIn(undefined, browser);
  await settle();
  provider.approve(work);
  await login;
}

const accepted = { type: 'accepted' };
const malformed = {
  type: 'error',
  error: { code: 'usage', details: { fault: 'request-malformed' } },
};

test.for([
  'hello',
  '{',
  '',
  'null',
  '[]',
  '5',
  '{}',
  '{"version":"1","config":"x","call":"status","request":{}}',
  '{"version":1,"call":"status","request":{}}',
  '{"version":1,"config":"x","request":{}}',
  '{"version":1,"config":5,"call":"status"}',
  '{"version":1,"config":"x","call":"status","request":{},"more":1}',
  '{"version":1,"config":"x","call":"status","request":{},"__proto__":{"call":"stop"}}',
])('the line %j is refused as malformed', async (line) => {
  const world = await own();
  expect(await world.ask(`${line}\n`)).toEqual([malformed]);
  expect(world.requests()).toBe(0);
});

test.for([0, 2, 1.5, -1])('version %d is answered with the version that is spoken here', async (version) => {
  const world = await own();
  expect(await world.call('status', {}, { version })).toEqual([{ type: 'version', version: 1 }]);
  expect(world.requests()).toBe(0);
});

test('another version is told so even for calls that are not known here', async () => {
  const world = await own();
  expect(await world.call('call-to-come', {}, { version: 2 })).toEqual([{ type: 'version', version: 1 }]);
});

test.for(['', 'decrypt', 'constructor', '__proto__', 'toString', 'x'.repeat(200)])(
  'the call %j is not known',
  async (name) => {
    const world = await own();
    const [answer] = await world.call(name);
    expect(answer).toMatchObject({ type: 'error', error: { code: 'usage' } });
    expect(JSON.stringify(answer).length).toBeLessThan(200);
  },
);

test('a console without a role is the one that can open the page, and is none without a page', async () => {
  const world = await own();
  await signIn(world);
  const destination = 'https://eu-central-1.console.aws.amazon.com/ecs/home';
  expect(await world.call('console', { destination })).toMatchObject([
    { type: 'result', value: { role: 'prod' } },
  ]);
  expect(await world.call('console', {})).toEqual([
    { type: 'error', error: { code: 'usage', details: { fault: 'word-missing', name: 'ROLE' } } },
  ]);
  expect(await world.call('console', { destination: 'https://console.amazonaws.cn/' })).toEqual([
    {
      type: 'error',
      error: { code: 'usage', details: { fault: 'page-without-role', partition: 'aws-cn' } },
    },
  ]);
});

test.for([
  ['status', { extra: 1 }],
  ['roles', null],
  ['login', { identity: 5 }],
  ['login', { identity: 'x'.repeat(201) }],
  ['logout', []],
  ['console', { role: 5 }],
  ['console', { role: 'prod', url: 'https://evil.example' }],
  ['console', { role: 'prod', destination: `https://console.aws.amazon.com/${'x'.repeat(16_000)}` }],
  ['console', { role: 'prod', destination: 'javascript:alert(1)' }],
  ['console', { role: 'prod', destination: 'http://console.example/' }],
  ['console', { role: 'prod', destination: 'https://user:secret@console.example/' }],
  ['console', { role: 'prod', region: 'us-east-1.evil.com' }],
  ['console', { role: 'prod', region: '' }],
  ['credentials', { role: ['prod'] }],
  ['credentials', 'prod'],
  ['hand-over', { all: true }],
] as const)('the call %s with the request %j is refused', async ([name, request]) => {
  const world = await own();
  await signIn(world);
  expect(await world.call(name, request)).toEqual([
    { type: 'error', error: { code: 'usage', details: { fault: 'request-malformed' } } },
  ]);
  expect(world.ended()).toBe(0);
});

test('whoever means another configuration is told which one is in use', async () => {
  const world = await own();
  for (const name of ['status', 'roles', 'login', 'logout', 'console', 'credentials', 'hand-over']) {
    expect(await world.call(name, {}, { config: '/other.yaml' })).toEqual([
      {
        type: 'error',
        error: { code: 'config_other', details: { path: '/other.yaml', ownerPath: world.configSource.path } },
      },
    ]);
  }
});

test('calls about the owner itself go with any configuration', async () => {
  const world = await own();
  const identity = { kind: 'agent', pid: 7, version: '0.1.0' };
  expect(await world.call('agent', {}, { config: '/other.yaml' })).toEqual([
    { type: 'result', value: identity },
  ]);
  expect(await world.call('show', {}, { config: '/other.yaml' })).toEqual([
    { type: 'result', value: { shown: false } },
  ]);
  expect(await world.call('stop', {}, { config: '/other.yaml' })).toEqual([
    { type: 'result', value: identity },
  ]);
});

test('an owner that is asked to stop answers first and ends then', async () => {
  const world = await own();
  await world.call('stop');
  expect(world.ended()).toBe(0);
  await world.clock.advance(0);
  expect(world.ended()).toBe(1);
});

test('the status tells who is signed in, and no secret', async () => {
  const world = await own();
  await signIn(world);
  const [answer] = await world.call('status');
  expect(answer).toMatchObject({
    type: 'result',
    value: {
      owner: { kind: 'agent' },
      config: { path: world.configSource.path, problems: [] },
      identities: [{ id: 'work', signedIn: true, user: { subject: '42' }, storage: 'keychain' }],
    },
  });
  expect(JSON.stringify(answer)).not.toMatch(/refresh-|jwt-/);
});

test('the status tells why nobody is signed in', async () => {
  const world = await own();
  world.secrets.fault = 'locked';
  expect(await world.call('status')).toMatchObject([
    { value: { identities: [{ signedIn: false, problem: { code: 'keychain_locked', details: {} } }] } },
  ]);
});

test('the roles tell how long their credentials last, as long as they do', async () => {
  const world = await own();
  await signIn(world);
  await world.owner.actions.credentials('prod');
  const until = new Date(world.clock.now() + 3_600_000).toISOString();
  expect(await world.call('roles')).toMatchObject([
    { value: [{ id: 'prod', roleArn: 'arn:aws:iam::123456789012:role/Admin', credentialsUntil: until }] },
  ]);
  await world.clock.advance(3_600_000);
  const [after] = await world.call('roles');
  expect(JSON.stringify(after)).not.toContain('credentialsUntil');
});

test('the end of full credentials is not given for that of the read-only ones that a role is about', async () => {
  const world = await own();
  world.configSource.config = configWith({ roles: [roleWith({ readOnly: true })] });
  await signIn(world);
  await world.owner.actions.credentials('prod', 'full');
  expect(JSON.stringify(await world.call('roles'))).not.toContain('credentialsUntil');
});

test('credentials that ended in sleep are not listed, even where the clock was set back since', async () => {
  const world = await own();
  await signIn(world);
  await world.owner.actions.credentials('prod');
  world.clock.sleep(3_600_000);
  world.clock.set(-86_400_000);
  expect(JSON.stringify(await world.call('roles'))).not.toContain('credentialsUntil');
});

test('credentials come with the region of their role', async () => {
  const world = await own();
  await signIn(world);
  expect(await world.call('credentials', { role: 'prod' })).toMatchObject([
    { type: 'result', value: { accessKeyId: 'ASIA-1', region: 'eu-central-1' } },
  ]);
});

test('that AWS shortened a role is told with the first answer, and not again', async () => {
  const world = await own();
  await signIn(world);
  world.configSource.config = configWith({ roles: [roleWith({ durationSeconds: 43_200 })] });
  const { text } = roleWith().arn;
  world.assumer.failWith(new AppError('sts_duration_refused', { roleArn: text, seconds: 43_200 }));
  expect(await world.call('credentials', { role: 'prod' })).toMatchObject([
    { type: 'result', value: { notice: { kind: 'duration-shortened', seconds: 43_200 } } },
  ]);
  const [again] = await world.call('credentials', { role: 'prod' });
  const [console] = await world.call('console', { role: 'prod' });
  expect(again).toHaveProperty('value.accessKeyId');
  expect(console).toHaveProperty('value.url');
  expect(JSON.stringify([again, console])).not.toContain('notice');
});

test('that AWS shortened a console is told with the first answer, again once it has been as long as was asked, and shown', async () => {
  const world = await own();
  await signIn(world);
  world.configSource.config = configWith({ roles: [roleWith({ consoleSeconds: 43_200 })] });
  const consoleNotice = { kind: 'console-shortened', seconds: 43_200 };
  const shown = () => [...world.owner.state.get().roles.values()][0]?.consoleNotice;

  world.federation.shortens = true;
  expect(await world.call('console', { role: 'prod' })).toMatchObject([
    { type: 'result', value: { consoleNotice } },
  ]);
  expect(shown()).toEqual(consoleNotice);
  expect(JSON.stringify(await world.call('console', { role: 'prod' }))).not.toContain('otice');
  expect(JSON.stringify(await world.call('credentials', { role: 'prod' }))).not.toContain('otice');

  world.federation.shortens = false;
  await world.call('console', { role: 'prod' });
  expect(shown()).toBeUndefined();
  world.federation.shortens = true;
  expect(await world.call('console', { role: 'prod' })).toMatchObject([{ value: { consoleNotice } }]);
});

test('a console address is the answer, and no page is opened here', async () => {
  const world = await own();
  await signIn(world);
  world.browser.pages.length = 0;
  expect(await world.call('console', { role: 'prod', region: 'us-west-2' })).toEqual([
    { type: 'result', value: { role: 'prod', url: 'https://signin.example/login?n=1' } },
  ]);
  expect(world.federation.asked[0]?.region).toBe('us-west-2');
  expect(world.browser.pages).toEqual([]);
});

test('a login asks the client to open the page, and tells who came', async () => {
  const world = await own();
  const answer = world.call('login');
  await expect.poll(() => world.provider.logins).toBe(1);
  await settle();
  world.provider.approve(work);
  expect(await answer).toMatchObject([
    { type: 'open', url: 'https://gitlab.example.com/oauth/authorize?n=1' },
    { type: 'result', value: { identity: 'work', user: { subject: '42' }, storage: 'keychain' } },
  ]);
});

test('signing out tells whether the provider knows, and what could not be taken back', async () => {
  const world = await own();
  await signIn(world);
  expect(await world.call('logout')).toEqual([
    { type: 'result', value: { identity: 'work', providerTold: true, notWithdrawn: [] } },
  ]);
});

test('a failure arrives with its code and facts', async () => {
  const world = await own();
  expect(await world.call('credentials', { role: 'prod' })).toEqual([
    { type: 'error', error: { code: 'login_needed', details: { identity: 'work' } } },
  ]);
  expect(world.log.lines).toContain('warn owner.refused {"code":"login_needed"}');
});

test('what nobody foresaw arrives as an internal error without its text', async () => {
  const world = await own();
  await signIn(world);
  world.assumer.failWith(new Error('canary'));
  expect(await world.call('credentials', { role: 'prod' })).toEqual([
    { type: 'error', error: { code: 'internal', details: {} } },
  ]);
});

test('an agent hands over what it knows and ends', async () => {
  const world = await own();
  world.secrets.fault = 'missing';
  await signIn(world);
  await world.owner.actions.credentials('prod');

  const { connection, answer } = await handOver(world);

  expect(await answer).toMatchObject({
    value: {
      idTokens: [['work', { subject: '42' }]],
      records: [['work https://gitlab.example.com app-1', { refreshToken: 'refresh-1' }]],
      credentials: [['prod', { credentials: { accessKeyId: 'ASIA-1' } }]],
    },
  });
  expect(world.ended()).toBe(0);
  writeLine(connection, { type: 'received' });
  await expect.poll(() => world.ended()).toBe(1);
});

test('what an agent hands over holds the token that a refresh under way brings', async () => {
  const world = await own();
  world.secrets.fault = 'missing';
  await signIn(world);
  await world.clock.advance(121_000);
  const reply = new Gate();
  world.provider.nextRefresh = async (identity, token, keep) => {
    await reply.passed();
    return world.provider.rotate(identity, token, keep);
  };
  const asked = world.call('credentials', { role: 'prod' });
  await expect.poll(() => world.requests()).toBe(1);
  await settle();
  const { answer } = await handOver(world);
  await expect.poll(() => world.requests()).toBe(2);
  const old = world.provider.live;
  reply.open();
  const handed = await answer;
  await asked;
  expect(world.provider.live).not.toBe(old);
  expect(handed).toMatchObject({
    value: {
      idTokens: [['work', { lifetimeMs: 120_000 }]],
      records: [[expect.any(String), { refreshToken: world.provider.live }]],
    },
  });
});

test('a receipt that comes before there is anything to receive does not count', async () => {
  const world = await own();
  const line = JSON.stringify({
    version: 1,
    config: world.configSource.path,
    call: 'hand-over',
    request: {},
  });
  const connection = socket.connect();
  connection.write(`${line}\n${JSON.stringify({ type: 'received' })}\n`);
  await new Promise((resolve) => connection.once('data', resolve));
  await settle();
  expect(world.ended()).toBe(0);
  connection.destroy();
});

test('an agent whose taker goes without a word goes on, and may be taken over again', async () => {
  const world = await own();
  await signIn(world);
  const first = await handOver(world);
  await first.answer;
  expect(await world.call('hand-over')).toMatchObject([{ error: { code: 'owner_busy' } }]);
  first.connection.destroy();
  await world.clock.advance(121_000);
  await expect.poll(() => world.call('credentials', { role: 'prod' })).toMatchObject([{ type: 'result' }]);
  expect(world.ended()).toBe(0);

  const second = await handOver(world);
  await second.answer;
  writeLine(second.connection, { type: 'received' });
  await expect.poll(() => world.ended()).toBe(1);
});

test('a receipt for nothing ends no agent', async () => {
  const world = await own();
  const receipt = JSON.stringify({ type: 'received' });
  expect(await world.ask(`${receipt}\n`)).toEqual([malformed]);
  const line = JSON.stringify({ version: 1, config: 'x', call: 'agent', request: {} });
  await world.ask(`${line}\n${receipt}\n`);
  await world.clock.advance(0);
  expect(world.ended()).toBe(0);
});

test('an app hands nothing over', async () => {
  const world = await own('app');
  await signIn(world);
  expect(await world.call('hand-over')).toMatchObject([{ type: 'error', error: { code: 'owner_busy' } }]);
  await world.clock.advance(0);
  expect(world.ended()).toBe(0);
  expect(await world.call('show')).toMatchObject([{ value: { shown: true } }]);
});

test('that a request is read is said at once, however long the answer takes', async () => {
  const world = await own();
  const connection = socket.connect();
  const first = new Promise((resolve) => connection.setEncoding('utf8').once('data', resolve));
  writeLine(connection, { version: 1, config: world.configSource.path, call: 'login', request: {} });
  expect(await first).toMatch(/^{"type":"accepted"}\n/);
  await expect.poll(() => world.provider.logins).toBe(1);
  await settle();
  world.provider.approve(work);
  await new Promise((resolve) => connection.once('close', resolve));
});

test('what is refused as it is read is refused and no more', async () => {
  const world = await own();
  expect(await world.hear('rubbish\n')).toEqual([malformed]);
  const line = JSON.stringify({ version: 1, config: 'x', call: 'agent', request: {} });
  expect(await world.hear(`${line}\n`)).toMatchObject([accepted, { type: 'result' }]);
});

test('nobody is signed out while the session is on its way to the next owner', async () => {
  const world = await own();
  await signIn(world);
  const token = world.provider.live;
  const { connection, answer } = await handOver(world);
  await answer;
  expect(await world.call('logout')).toMatchObject([{ type: 'error', error: { code: 'owner_busy' } }]);
  expect(world.provider.live).toBe(token);
  connection.destroy();
  await expect.poll(() => world.call('logout')).toMatchObject([{ type: 'result' }]);
});

test('one request a connection: what comes after it is not read', async () => {
  const world = await own();
  const line = JSON.stringify({ version: 1, config: 'x', call: 'agent', request: {} });
  expect(await world.ask(`${line}\n${line}\nrubbish\n`)).toHaveLength(1);
  expect(world.requests()).toBe(1);
});

test('what is refused, or never said, is no work; what is asked is work until it is answered', async () => {
  const world = await own();
  const silent = socket.connect();
  await world.ask('rubbish\n');
  await world.call('status', {}, { version: 2 });
  await world.call('status', {}, { config: '/other.yaml' });
  await world.call('no-such-call');
  expect(world.requests()).toBe(0);
  await world.call('agent');
  await world.call('credentials', { role: 'no-such-role' });
  expect([world.requests(), world.done()]).toEqual([2, 2]);
  silent.destroy();
});

test('who has the answer and stays is sent away after five seconds', async () => {
  const world = await own();
  const stayer = connect({ path: socket.path, allowHalfOpen: true });
  const closed = new Promise((resolve) => stayer.once('close', resolve));
  stayer
    .on('error', () => undefined)
    .write(`${JSON.stringify({ version: 1, config: 'x', call: 'agent', request: {} })}\n`);
  // Its answer comes, and the end of the owner's side; its own side stays open.
  await new Promise((resolve) => stayer.resume().once('end', resolve));
  expect(world.clock.waiting()).toBe(1);
  await world.clock.advance(5_000);
  stayer.write('more');
  await closed;
});

test('where too many are connected, the silent ones make room for whoever comes', async () => {
  const world = await own();
  const silent = Array.from({ length: 530 }, () => socket.connect());
  let open = silent.length;
  for (const connection of silent) connection.once('close', () => (open -= 1));
  await expect.poll(() => open).toBe(512);
  expect(await world.call('agent')).toMatchObject([{ type: 'result' }]);
  await expect.poll(() => open).toBe(511);
});

test('where too many are at work, whoever comes is told to try again', async () => {
  const world = await own();
  const logins = Array.from({ length: 512 }, () => world.call('login'));
  await expect.poll(() => world.requests()).toBe(512);
  expect(await world.call('agent')).toMatchObject([{ type: 'error', error: { code: 'owner_busy' } }]);
  await expect.poll(() => world.provider.logins).toBe(1);
  await settle();
  world.provider.approve(work);
  await Promise.all(logins);
  await expect.poll(() => world.call('agent')).toMatchObject([{ type: 'result' }]);
});

test('a connection that asks nothing is closed after five seconds', async () => {
  const world = await own();
  const closed = exchange(socket.connect(), '{"version":1,');
  await expect.poll(() => world.clock.waiting()).toBe(1);
  await world.clock.advance(5_000);
  expect(await closed).toBe('');
});

/** Asks for all that the agent holds, and stays connected. */
async function handOver(world: FakeWorld) {
  const connection = socket.connect();
  let text = '';
  const answer = new Promise<unknown>((resolve) =>
    connection.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      const [, answer] = text.split('\n');
      if (answer !== undefined && answer !== '') resolve(JSON.parse(answer));
    }),
  );
  await new Promise<void>((resolve) => connection.once('connect', () => resolve()));
  writeLine(connection, { version: 1, config: world.configSource.path, call: 'hand-over', request: {} });
  return { connection, answer };
}

test('no message makes the owner fall over', async () => {
  const world = await own();
  const envelope = fc.record({
    version: fc.oneof(fc.constant(1), fc.anything()),
    config: fc.oneof(fc.constant(world.configSource.path), fc.string()),
    call: fc.oneof(
      fc.constantFrom('status', 'roles', 'credentials', 'console', 'show', 'agent'),
      fc.string(),
    ),
    request: fc.oneof(fc.object(), fc.anything()),
  });
  const line = fc.oneof(
    envelope.map((value) => JSON.stringify(value)),
    fc.json(),
    fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\n', ' ')),
  );
  await fc.assert(
    fc.asyncProperty(line, async (text) => {
      const answers = await world.ask(`${text}\n`);
      expect(answers).toHaveLength(1);
    }),
    { numRuns: 200 },
  );
  expect(await world.call('agent')).toMatchObject([{ type: 'result' }]);
});

test('a client that hangs up while AWS is asked leaves nothing under way', async () => {
  const world = await own();
  await signIn(world);
  const gate = new Gate();
  world.assumer.answers.push(async () => {
    await gate.passed();
    throw new AppError('sts_throttled', {});
  });
  const client = socket.connect();
  const request = { role: 'prod', access: 'read-only' };
  const line = { version: protocolVersion, config: world.configSource.path, call: 'console', request };
  writeLine(client, line);
  await expect.poll(() => world.assumer.asked.length).toBe(1);
  expect(world.assumer.asked[0]?.policyArns).toEqual(['arn:aws:iam::aws:policy/ReadOnlyAccess']);
  const activity = () => world.owner.state.get().roles.get(roleWith().id)?.activity.status;
  expect(activity()).toBe('busy');

  client.destroy();

  await expect.poll(activity).toBe('idle');
  gate.open();
  await world.clock.advance(60_000);
  expect(world.assumer.asked).toHaveLength(1);
});

test('a client that hangs up takes its login along', async () => {
  const world = await own();
  const client = socket.connect();
  const line = { version: protocolVersion, config: world.configSource.path, call: 'login', request: {} };
  writeLine(client, line);
  const session = () => world.owner.state.get().sessions.get(work.id)?.status;
  await expect.poll(session).toBe('signing-in');

  client.destroy();

  await expect.poll(session).toBe('signed-out');
});

test('a console names the browser that the role has, and pages of a login the one for logins', async () => {
  const world = await own();
  const browser = { app: 'firefox', profile: 'aws' } as const;
  world.configSource.config = configWith({
    roles: [roleWith({ browser })],
    browsers: { login: { app: 'chrome' } },
  });
  const login = world.call('login');
  await expect.poll(() => world.provider.logins).toBe(1);
  await settle();
  world.provider.approve(work);
  expect((await login)[0]).toMatchObject({ type: 'open', browser: { app: 'chrome' } });
  expect(await world.call('console', { role: 'prod' })).toMatchObject([{ value: { browser } }]);
});

test.each(['none', 'FULL', '', null, true])('an access of %j is none', async (access) => {
  const world = await own();
  for (const call of ['console', 'credentials', 'keep'])
    expect(await world.call(call, { role: 'prod', access })).toEqual([malformed]);
});
