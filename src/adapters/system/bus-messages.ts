/**
 * As much of D-Bus's wire format as it takes to ask the bus itself about names (D-Bus specification, "Message
 * Protocol"): calls with texts, and answers and signals that hold texts or one number. Little-endian, as all computers
 * are that this runs on.
 */

/** What a message says: only what is looked at. */
export interface BusMessage {
  readonly type: 'call' | 'return' | 'error' | 'signal' | 'other';
  /** Of an answer: the serial of the call. */
  readonly replyTo?: number;
  readonly member?: string;
  readonly body: BusBody;
}

/** `texts` where it holds nothing but texts, `number` where it is one number or one truth; empty otherwise. */
export interface BusBody {
  readonly texts?: readonly string[];
  readonly number?: number;
}

const messageTypes = ['other', 'call', 'return', 'error', 'signal'] as const;
const field = { path: 1, interface: 2, member: 3, replySerial: 5, destination: 6, signature: 8 } as const;

/** A call of the bus itself. */
export function callBus(serial: number, member: string, words: readonly string[]): Buffer {
  const body = aligned(words.map(textOf), 4);
  const header = aligned(
    [
      headerField(field.path, 'o', textOf('/org/freedesktop/DBus')),
      headerField(field.interface, 's', textOf('org.freedesktop.DBus')),
      headerField(field.member, 's', textOf(member)),
      headerField(field.destination, 's', textOf('org.freedesktop.DBus')),
      ...(words.length > 0 ? [headerField(field.signature, 'g', signatureOf('s'.repeat(words.length)))] : []),
    ],
    8,
  );
  const start = Buffer.alloc(16);
  start.write('l');
  start.writeUInt8(1, 1);
  start.writeUInt8(1, 3);
  start.writeUInt32LE(body.length, 4);
  start.writeUInt32LE(serial, 8);
  start.writeUInt32LE(header.length, 12);
  return Buffer.concat([padded(Buffer.concat([start, header]), 8), body]);
}

/**
 * The length of the message that begins here, in bytes; undefined while too little of it has come to tell.
 * @throws where it is none that this understands
 */
export function lengthOf(bytes: Buffer): number | undefined {
  if (bytes.length < 16) return undefined;
  if (bytes[0] !== 0x6c || bytes[3] !== 1) throw new Error('a message in another format');
  return roundUp(16 + bytes.readUInt32LE(12), 8) + bytes.readUInt32LE(4);
}

/** @param bytes exactly one message. @throws where it is none that this understands */
export function readMessage(bytes: Buffer): BusMessage {
  const type = messageTypes[bytes[1] ?? 0] ?? 'other';
  const end = 16 + bytes.readUInt32LE(12);
  let replyTo: number | undefined;
  let member: string | undefined;
  let signature = '';
  let at = 16;
  while (at < end) {
    at = roundUp(at, 8);
    const code = bytes[at];
    const kind = String.fromCharCode(bytes[at + 2] ?? 0);
    if (bytes[at + 1] !== 1) throw new Error('a header in another format');
    at += 4;
    if (kind === 'g') {
      const length = bytes[at] ?? 0;
      if (code === field.signature) signature = bytes.toString('latin1', at + 1, at + 1 + length);
      at += length + 2;
      continue;
    }
    at = roundUp(at, 4);
    const number = bytes.readUInt32LE(at);
    at += 4;
    if (kind === 'u') {
      if (code === field.replySerial) replyTo = number;
      continue;
    }
    if (kind !== 's' && kind !== 'o') throw new Error('a header in another format');
    if (code === field.member) member = bytes.toString('utf8', at, at + number);
    at += number + 1;
  }
  return {
    type,
    ...(replyTo !== undefined && { replyTo }),
    ...(member !== undefined && { member }),
    body: readBody(bytes.subarray(roundUp(end, 8)), signature),
  };
}

function readBody(bytes: Buffer, signature: string): BusBody {
  if (signature === 'b' || signature === 'u') return { number: bytes.readUInt32LE(0) };
  if (!/^s+$/.test(signature)) return {};
  const texts: string[] = [];
  let at = 0;
  while (texts.length < signature.length) {
    at = roundUp(at, 4);
    const length = bytes.readUInt32LE(at);
    texts.push(bytes.toString('utf8', at + 4, at + 4 + length));
    at += length + 5;
  }
  return { texts };
}

function headerField(code: number, type: string, value: Buffer): Buffer {
  return Buffer.concat([Buffer.from([code]), signatureOf(type), value]);
}

function textOf(text: string): Buffer {
  const bytes = Buffer.from(text);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length);
  return Buffer.concat([length, bytes, Buffer.alloc(1)]);
}

function signatureOf(types: string): Buffer {
  return Buffer.concat([Buffer.from([types.length]), Buffer.from(types), Buffer.alloc(1)]);
}

/** Puts values one after the other, each at a multiple of so many bytes. */
function aligned(values: readonly Buffer[], to: number): Buffer {
  return values.reduce((all, value) => Buffer.concat([padded(all, to), value]), Buffer.alloc(0));
}

function padded(bytes: Buffer, to: number): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(roundUp(bytes.length, to) - bytes.length)]);
}

function roundUp(value: number, to: number): number {
  return Math.ceil(value / to) * to;
}
