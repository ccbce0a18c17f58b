import fc from 'fast-check';
import { protocolVersion, type OwnerCall } from '../../../src/adapters/owner/protocol.ts';

/** Bytes that no honest client sends, and what must come of them. */
export interface Malformed {
  /** Which way they are wrong. */
  readonly kind: string;
  /** Written one after the other, each on its own. */
  readonly pieces: readonly Buffer[];
  /** Whether the client closes its side right after them. */
  readonly leaves: boolean;
  /** `refusal`: an answer that says no. `silence`: the connection closes without one. */
  readonly expected: 'refusal' | 'silence';
}

const calls: readonly OwnerCall[] = [
  'status',
  'roles',
  'login',
  'logout',
  'console',
  'credentials',
  'show',
  'agent',
  'stop',
  'hand-over',
];
/** Those that other versions may ask for, and those that need no particular configuration. */
const lenient: readonly string[] = ['agent', 'stop', 'show'];

function message(
  kind: string,
  pieces: readonly Buffer[],
  rest: Pick<Malformed, 'leaves' | 'expected'>,
): Malformed & fc.WithToStringMethod {
  // Some are very long: a failure shows their beginning.
  const text = () => `${kind}: ${JSON.stringify(Buffer.concat(pieces).toString('latin1', 0, 200))}`;
  return { kind, pieces, ...rest, [fc.toStringMethod]: text };
}

const refused = (kind: string, ...pieces: readonly Buffer[]): Malformed =>
  message(kind, pieces, { leaves: false, expected: 'refusal' });
const dropped = (kind: string, text: string): Malformed =>
  message(kind, [Buffer.from(text)], { leaves: false, expected: 'silence' });
const line = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value)}\n`);
const inOneLine = (text: string): string => text.replaceAll('\n', ' ');

const protoKey = fc.constantFrom(
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'then',
);
const strictCall = fc.constantFrom(...calls.filter((call) => !lenient.includes(call)));
const anyCall = fc.constantFrom(...calls);
/** A request with this key is right for no call. */
const oddRequest = fc.oneof(
  fc.constant(null),
  fc.integer(),
  fc.string(),
  fc.array(fc.jsonValue(), { maxLength: 3 }),
  fc.jsonValue().map((extra) => ({ extra })),
  fc.jsonValue().map((role) => ({ role: { role } })),
  fc.constant({ role: 'x'.repeat(201) }),
  fc.constant({ identity: 42 }),
);

/** JSON cannot say `{"__proto__": ...}` by way of an object literal. */
function withOwnKey(text: string, key: string, value: string): Buffer {
  return Buffer.from(`${text.slice(0, -1)},${JSON.stringify(key)}:${value}}\n`);
}

/** @param config the configuration that the owner under test serves: the rest of a message may be right */
export function malformedMessages(config: string): fc.Arbitrary<Malformed> {
  const envelope = (call: string, more: Readonly<Record<string, unknown>> = {}) => ({
    version: protocolVersion,
    config,
    call,
    request: {},
    ...more,
  });
  const notOurs = fc.oneof(
    fc.integer().filter((version) => version !== protocolVersion),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((version) => version !== protocolVersion),
  );
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc.json({ maxDepth: 4 }).map((text) => refused('json', Buffer.from(`${text}\n`))),
    },
    {
      weight: 4,
      arbitrary: fc
        .string({ unit: 'binary', maxLength: 200 })
        .map((text) => refused('text', Buffer.from(`${inOneLine(text)}\n`))),
    },
    {
      weight: 4,
      arbitrary: fc
        .uint8Array({ maxLength: 300 })
        .map((bytes) => refused('bytes', Buffer.from([...bytes.filter((byte) => byte !== 10), 10]))),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(strictCall, notOurs)
        .map(([call, version]) => refused('version', line(envelope(call, { version })))),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(
          anyCall,
          fc.jsonValue().filter((value) => typeof value !== 'number'),
        )
        .map(([call, version]) => refused('version type', line(envelope(call, { version })))),
    },
    {
      weight: 3,
      arbitrary: fc
        .string({ maxLength: 60 })
        .filter((call) => !calls.some((known) => known === call))
        .map((call) => refused('call', line(envelope(call)))),
    },
    { weight: 2, arbitrary: protoKey.map((call) => refused('prototype call', line(envelope(call)))) },
    {
      weight: 3,
      arbitrary: fc
        .tuple(anyCall, oddRequest)
        .map(([call, request]) => refused('request', line(envelope(call, { request })))),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(anyCall, fc.constantFrom('config', 'call', 'version'), fc.constantFrom(null, [], {}, true))
        .map(([call, key, value]) => refused('type', line(envelope(call, { [key]: value })))),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(anyCall, fc.string({ minLength: 1, maxLength: 20 }), fc.json({ maxDepth: 1 }))
        .filter(([, key]) => !Object.hasOwn(envelope(''), key))
        .map(([call, key, value]) =>
          refused('extra key', withOwnKey(JSON.stringify(envelope(call)), key, value)),
        ),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(anyCall, protoKey)
        .map(([call, key]) =>
          refused('prototype key', withOwnKey(JSON.stringify(envelope(call)), key, '{"version":1}')),
        ),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(strictCall, fc.string())
        .map(([call, other]) => refused('configuration', line(envelope(call, { config: `${other}?` })))),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.integer({ min: 100, max: 30_000 }), fc.constantFrom('[', '{"a":', '[{"a":['))
        .map(([depth, open]) => refused('depth', Buffer.from(`${open.repeat(depth).slice(0, 60_000)}\n`))),
    },
    {
      weight: 1,
      arbitrary: fc.integer({ min: 100, max: 15_000 }).map((depth) => {
        const nested = `${'{"a":'.repeat(depth / 2)}1${'}'.repeat(depth / 2)}`;
        return refused('depth within', withOwnKey(JSON.stringify(envelope('status')), 'deep', nested));
      }),
    },
    {
      weight: 3,
      arbitrary: fc.tuple(fc.string({ unit: 'grapheme', minLength: 4 }), fc.nat()).map(([text, at]) => {
        // Three bytes a letter: cut anywhere, most cuts go through one.
        const bytes = Buffer.from(`${inOneLine(text)}扉扉扉\n`);
        const cut = at % bytes.length;
        return refused('cut letter', bytes.subarray(0, cut), bytes.subarray(cut));
      }),
    },
    {
      weight: 2,
      arbitrary: fc.tuple(anyCall, fc.nat({ max: 50 })).map(([call, at]) => {
        const text = JSON.stringify(envelope(call)).replaceAll('"', '\0"');
        return refused('NUL', Buffer.from(`${text.slice(0, at)}\0${text.slice(at)}\n`));
      }),
    },
    {
      weight: 2,
      arbitrary: fc.tuple(anyCall, strictCall).map(([first, second]) => {
        // The first is refused; the second, which would be right, must not be read.
        const wrong = JSON.stringify(envelope(first, { version: '1' }));
        return refused('two at once', Buffer.from(`${wrong}\n${JSON.stringify(envelope(second))}\n`));
      }),
    },
    {
      weight: 3,
      arbitrary: fc.tuple(anyCall, fc.nat()).map(([call, at]) => {
        const text = JSON.stringify(envelope(call));
        const half = Buffer.from(text.slice(0, at % text.length));
        return message('half', [half], { leaves: true, expected: 'silence' });
      }),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.integer({ min: 64_001, max: 200_000 }), fc.constantFrom('x', ' ', '[', '\0', '"'))
        .map(([length, letter]) => dropped('too long', letter.repeat(length))),
    },
    {
      weight: 1,
      arbitrary: fc
        .integer({ min: 64_001, max: 130_000 })
        // Right but for its length.
        .map((length) =>
          dropped('too long with an end', `${' '.repeat(length)}${JSON.stringify(envelope('agent'))}\n`),
        ),
    },
  );
}
