import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { protocolVersion } from '../../../../src/adapters/owner/protocol.ts';
import { createOwnerServer } from '../../../../src/adapters/owner/server.ts';
import { settle } from '../../../support/fake-clock.ts';
import { createFakeSocket, exchange, type FakeSocket } from '../../../support/fake-connection.ts';
import { identityWith } from '../../../support/fake-nouns.ts';
import { createFakeWorld, type FakeWorld } from '../../../support/fake-owner.ts';

const work = identityWith();
let socket: FakeSocket;
afterEach(() => socket.close());

interface Owned extends FakeWorld {
  readonly ended: () => number;
  readonly requests: () => number;
  /** What the owner answers to these bytes, one message a line. */
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
  const serve = createOwnerServer({
    owner: world.owner,
    identity: { kind, pid: 7, version: '0.1.0' },
    configPath: world.configSource.path,
    clock: world.clock,
    log: world.log,
    show: () => kind === 'app',
    end: () => (ended += 1),
    onRequest: () => (requests += 1),
  });
  socket = await createFakeSocket(serve);
  const ask = async (bytes: string) => {
    const text = await exchange(socket.connect(), bytes);
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line): unknown => JSON.parse(line));
  };
  return {
    ...world,
    ended: () => ended,
    requests: () => requests,
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

const malformed = {
  type: 'error',
  error: { code: 'usage', details: { message: 'Tobira was asked wrongly: the request is malformed.' } },
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

test.for([
  ['status', { extra: 1 }],
  ['roles', null],
  ['login', { identity: 5 }],
  ['login', { identity: 'x'.repeat(201) }],
  ['logout', []],
  ['console', {}],
  ['console', { role: 'prod', url: 'https://evil.example' }],
  ['console', { role: 'prod', destination: 'x'.repeat(2001) }],
  ['credentials', { role: ['prod'] }],
  ['credentials', 'prod'],
  ['hand-over', { all: true }],
] as const)('the call %s with the request %j is refused', async ([name, request]) => {
  const world = await own();
  await signIn(world);
  expect(await world.call(name, request)).toEqual([
    { type: 'error', error: { code: 'usage', details: { message: 'The request to Tobira is malformed.' } } },
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

test('credentials come with the region of their role', async () => {
  const world = await own();
  await signIn(world);
  expect(await world.call('credentials', { role: 'prod' })).toMatchObject([
    { type: 'result', value: { accessKeyId: 'ASIA-1', region: 'eu-central-1' } },
  ]);
});

test('a console address is the answer, and no page is opened here', async () => {
  const world = await own();
  await signIn(world);
  world.browser.pages.length = 0;
  expect(await world.call('console', { role: 'prod', region: 'us-west-2' })).toEqual([
    { type: 'result', value: { url: 'https://signin.example/login?n=1' } },
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

test('signing out tells whether the provider knows', async () => {
  const world = await own();
  await signIn(world);
  expect(await world.call('logout')).toEqual([
    { type: 'result', value: { identity: 'work', providerTold: true } },
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

  const [answer] = await world.call('hand-over');

  expect(answer).toMatchObject({
    value: {
      idTokens: [['work', { subject: '42' }]],
      records: [['work https://gitlab.example.com app-1', { refreshToken: 'refresh-1' }]],
      credentials: [['prod', { credentials: { accessKeyId: 'ASIA-1' } }]],
    },
  });
  await world.clock.advance(0);
  expect(world.ended()).toBe(1);
});

test('an app hands nothing over', async () => {
  const world = await own('app');
  await signIn(world);
  expect(await world.call('hand-over')).toMatchObject([{ type: 'error', error: { code: 'owner_busy' } }]);
  await world.clock.advance(0);
  expect(world.ended()).toBe(0);
  expect(await world.call('show')).toMatchObject([{ value: { shown: true } }]);
});

test('one request a connection: what comes after it is not read', async () => {
  const world = await own();
  const line = JSON.stringify({ version: 1, config: 'x', call: 'agent', request: {} });
  expect(await world.ask(`${line}\n${line}\nrubbish\n`)).toHaveLength(1);
  expect(world.requests()).toBe(1);
});

test('a connection that asks nothing is closed after five seconds', async () => {
  const world = await own();
  const closed = exchange(socket.connect(), '{"version":1,');
  await expect.poll(() => world.clock.waiting()).toBe(1);
  await world.clock.advance(5_000);
  expect(await closed).toBe('');
});

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
