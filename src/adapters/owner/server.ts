import type { Socket } from 'node:net';
import * as z from 'zod';
import { AppError, asAppError, assertNever } from '../../core/errors.ts';
import type { Owner } from '../../core/owner.ts';
import type { Browser, Clock, Log } from '../../core/ports.ts';
import { readLines, writeLine } from './lines.ts';
import {
  protocolVersion,
  toReport,
  toSerial,
  type IdentityReport,
  type OwnerCall,
  type OwnerMessage,
  type OwnerReport,
  type RequestOf,
  type ResponseOf,
  type RoleReport,
  type StatusReport,
} from './protocol.ts';

interface Options {
  readonly owner: Owner;
  readonly identity: OwnerReport;
  readonly configPath: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Brings the window to the front. @returns false where there is none */
  readonly show: () => boolean;
  /** Ends this owner after the reply has gone out. */
  readonly end: () => void;
  /** Told of each request, so that an idle agent can end. */
  readonly onRequest?: () => void;
}

const name = z.string().max(200);
const nothing = z.strictObject({});

type Readers = { readonly [Call in OwnerCall]: (request: unknown) => RequestOf<Call> };

const readers: Readers = {
  status: reader(nothing),
  roles: reader(nothing),
  login: reader(z.strictObject({ identity: name.exactOptional() })),
  logout: reader(z.strictObject({ identity: name.exactOptional() })),
  console: reader(
    z.strictObject({
      role: name,
      region: name.exactOptional(),
      destination: z.string().max(2000).exactOptional(),
    }),
  ),
  credentials: reader(z.strictObject({ role: name })),
  show: reader(nothing),
  agent: reader(nothing),
  stop: reader(nothing),
  'hand-over': reader(nothing),
};

const envelopeSchema = z.object({
  version: z.number(),
  config: z.string(),
  call: z.string(),
  request: z.unknown(),
});

/** Calls that make sense whatever configuration the client has in mind. */
const aboutTheOwner: ReadonlySet<string> = new Set<OwnerCall>(['agent', 'stop', 'show']);

/** How long a connection may stay silent before its request has come. */
const requestDeadline = 5_000;

type Handlers = {
  readonly [Call in OwnerCall]: (request: RequestOf<Call>, browser: Browser) => Promise<ResponseOf<Call>>;
};

/** Answers the clients of the owner's socket: one request per connection. */
export function createOwnerServer(options: Options): (connection: Socket) => void {
  const { configPath, clock, log, onRequest } = options;
  const handlers = createHandlers(options);

  async function answer(line: string, connection: Socket): Promise<OwnerMessage> {
    const envelope = envelopeSchema.safeParse(parse(line));
    if (!envelope.success) return refusal('the request is malformed');
    const { version, config, call, request } = envelope.data;
    // Whoever speaks another version must still be able to end this one.
    if (version !== protocolVersion && call !== 'agent' && call !== 'stop') {
      return { type: 'version', version: protocolVersion };
    }
    if (!isCall(call)) return refusal(`unknown call "${call.slice(0, 40)}"`);
    if (config !== configPath && !aboutTheOwner.has(call)) {
      throw new AppError('config_other', { path: config, ownerPath: configPath });
    }
    onRequest?.();
    const browser: Browser = {
      open(url) {
        writeLine(connection, { type: 'open', url } satisfies OwnerMessage);
        return Promise.resolve();
      },
    };
    return { type: 'result', value: await handle(handlers, call, request, browser) };
  }

  return (connection) => {
    connection.on('error', () => connection.destroy());
    const callOff = clock.after(requestDeadline, () => connection.destroy());
    connection.once('close', callOff);
    let asked = false;
    readLines(connection, (line) => {
      if (asked) return;
      asked = true;
      callOff();
      void answer(line, connection)
        .catch((error: unknown): OwnerMessage => {
          const failure = asAppError(error);
          log.warn('owner.refused', { code: failure.code });
          return { type: 'error', error: toReport(failure) };
        })
        .then((message) => {
          writeLine(connection, message);
          connection.end();
        });
    });
  };
}

function createHandlers({ owner, identity, configPath, clock, show, end }: Options): Handlers {
  const { actions, state } = owner;
  const endSoon = () => void clock.after(0, end);

  return {
    async status() {
      const config = await actions.loadConfig();
      return {
        owner: identity,
        config: { path: configPath, problems: config.problems },
        identities: config.identities.map(({ id, issuer }): IdentityReport => {
          const session = state.get().sessions.get(id) ?? { status: 'loading' };
          switch (session.status) {
            case 'signed-in':
              return { id, issuer, signedIn: true, user: session.user, storage: session.storage };
            case 'signed-out':
              return {
                id,
                issuer,
                signedIn: false,
                ...(session.error && { problem: toReport(session.error) }),
              };
            case 'loading':
            case 'signing-in':
              return { id, issuer, signedIn: false };
            default:
              return assertNever(session);
          }
        }),
      } satisfies StatusReport;
    },
    async roles() {
      const config = await actions.loadConfig();
      return config.roles.map(({ id, name: label, identity: who, arn, region, tags }): RoleReport => {
        const until = state.get().roles.get(id)?.credentialsUntil;
        return {
          id,
          name: label,
          identity: who,
          roleArn: arn.text,
          region,
          tags,
          ...(until !== undefined &&
            until > clock.now() && { credentialsUntil: new Date(until).toISOString() }),
        };
      });
    },
    async login({ identity: wanted }, browser) {
      const { identity: signedIn, user } = await actions.signIn(wanted, browser);
      const session = state.get().sessions.get(signedIn.id);
      return {
        identity: signedIn.id,
        user,
        storage: session?.status === 'signed-in' ? session.storage : 'memory',
      };
    },
    async logout({ identity: wanted }) {
      const { identity: signedOut, providerTold } = await actions.signOut(wanted);
      return { identity: signedOut.id, providerTold };
    },
    console: async ({ role, ...place }) => ({ url: await actions.consoleUrl(role, place) }),
    async credentials({ role }) {
      const credentials = await actions.credentials(role);
      const config = await actions.loadConfig();
      const region = config.roles.find(({ id }) => id === role)?.region ?? '';
      return { ...credentials, region };
    },
    show: () => Promise.resolve({ shown: show() }),
    agent: () => Promise.resolve(identity),
    stop() {
      endSoon();
      return Promise.resolve(identity);
    },
    'hand-over'() {
      if (identity.kind === 'app') throw new AppError('owner_busy', {});
      const memory = toSerial(owner.handOver());
      endSoon();
      return Promise.resolve(memory);
    },
  };
}

function handle<Call extends OwnerCall>(handlers: Handlers, call: Call, request: unknown, browser: Browser) {
  return handlers[call](readers[call](request), browser);
}

function reader<Value>(schema: z.ZodType<Value>): (request: unknown) => Value {
  return (request) => {
    const parsed = schema.safeParse(request);
    if (parsed.success) return parsed.data;
    throw new AppError('usage', { message: 'The request to Tobira is malformed.' });
  };
}

function isCall(call: string): call is OwnerCall {
  return Object.hasOwn(readers, call);
}

function refusal(message: string): OwnerMessage {
  return {
    type: 'error',
    error: { code: 'usage', details: { message: `Tobira was asked wrongly: ${message}.` } },
  };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
