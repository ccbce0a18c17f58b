import { isAbsolute } from 'node:path';
import * as z from 'zod';
import { profileName } from '../../core/config-schema.ts';
import { AppError } from '../../core/errors.ts';
import { profileModes } from '../../core/model.ts';
import { isRegion } from '../../core/region.ts';
import { isSafePage } from '../../core/safe-url.ts';
import type { UsageFault } from '../../core/usage-fault.ts';
import { protocolVersion, type OwnerCall, type OwnerMessage, type RequestOf } from './protocol.ts';

/** A request of this version that names a known call; what it asks for is read by the call's own reader. */
export interface KnownRequest {
  readonly call: OwnerCall;
  readonly request: unknown;
}

/** What a line from a client is: a request, or something to be answered with this refusal. */
export type Reading =
  | ({ readonly kind: 'request' } & KnownRequest)
  | { readonly kind: 'refusal'; readonly message: OwnerMessage };

const name = z.string().max(200);
const nothing = z.strictObject({});
const use = z
  .strictObject({
    command: z.enum(['exec', 'serve']),
    program: z.string().max(100).exactOptional(),
    serves: z.literal(true).exactOptional(),
  })
  .exactOptional();
const language = z.enum(['en', 'ja']).exactOptional();
const access = z.enum(['full', 'read-only']).exactOptional();
const path = z.string().min(1).max(4096).refine(isAbsolute);
const files = z.strictObject({ credentials: path, config: path });

type Readers = { readonly [Call in OwnerCall]: (request: unknown) => RequestOf<Call> };

/** Each call's request out of unknown data. They throw an AppError with the code `usage`. */
export const readers: Readers = {
  status: reader(nothing),
  roles: reader(nothing),
  login: reader(z.strictObject({ identity: name.exactOptional(), device: z.literal(true).exactOptional() })),
  logout: reader(z.strictObject({ identity: name.exactOptional() })),
  lock: reader(nothing),
  console: reader(
    z.strictObject({
      role: name.exactOptional(),
      access,
      // Both become part of the address that carries the login: the same checks as in the configuration.
      region: name.refine(isRegion).exactOptional(),
      // A link to the sign-in carries a page, and much else.
      destination: z.string().max(16_000).refine(isSafePage).exactOptional(),
      service: name.exactOptional(),
    }),
  ),
  credentials: reader(z.strictObject({ role: name, access, use })),
  keep: reader(z.strictObject({ role: name, access })),
  catalogues: reader(z.strictObject({ language })),
  'catalogue-refresh': reader(z.strictObject({ catalogue: name.exactOptional(), language })),
  'catalogue-login': reader(z.strictObject({ catalogue: name, language })),
  'catalogue-logout': reader(z.strictObject({ catalogue: name })),
  'catalogue-trust': reader(z.strictObject({ catalogue: name, issuer: z.string().max(2000), language })),
  explain: reader(z.strictObject({ role: name })),
  confirm: reader(z.strictObject({ role: name, access, no: z.literal(true).exactOptional() })),
  'profile-write': reader(
    z.strictObject({
      role: name,
      access,
      mode: z.enum(profileModes),
      profile: profileName.exactOptional(),
      overwrite: z.literal(true).exactOptional(),
      files,
      command: z.array(z.string().min(1).max(4096)).min(1).max(8),
    }),
  ),
  'profile-remove': reader(z.strictObject({ profile: name, files })),
  doctor: reader(z.strictObject({ roles: z.array(name).max(1_000) })),
  show: reader(nothing),
  agent: reader(nothing),
  stop: reader(nothing),
  'hand-over': reader(nothing),
};

/** All that can be relied on in another version's request. */
const anyEnvelope = z.object({ version: z.number(), call: z.string() });

const envelope = z.strictObject({
  version: z.literal(protocolVersion),
  config: z.string().max(4096),
  call: z.string(),
  request: z.unknown(),
});

/** Whoever speaks another version must still be able to end this one. */
const anyVersion: ReadonlySet<string> = new Set<OwnerCall>(['agent', 'stop']);

/** Calls that make sense whatever configuration the client has in mind. */
const aboutTheOwner: ReadonlySet<string> = new Set<OwnerCall>(['agent', 'stop', 'show']);

/** @throws AppError `config_other` where the client means another configuration than the one at `configPath` */
export function readRequest(line: string, configPath: string): Reading {
  const value = parse(line);
  const outline = anyEnvelope.safeParse(value);
  if (!outline.success) return refusal({ fault: 'request-malformed' });
  const { version, call } = outline.data;
  if (version !== protocolVersion) {
    return anyVersion.has(call) && isCall(call)
      ? { kind: 'request', call, request: {} }
      : { kind: 'refusal', message: { type: 'version', version: protocolVersion } };
  }
  const parsed = envelope.safeParse(value);
  if (!parsed.success) return refusal({ fault: 'request-malformed' });
  if (!isCall(call)) return refusal({ fault: 'request-unknown', call: call.slice(0, 40) });
  const { config, request } = parsed.data;
  if (config !== configPath && !aboutTheOwner.has(call)) {
    throw new AppError('config_other', { path: config, ownerPath: configPath });
  }
  return { kind: 'request', call, request };
}

function reader<Value>(schema: z.ZodType<Value>): (request: unknown) => Value {
  return (request) => {
    const parsed = schema.safeParse(request);
    if (parsed.success) return parsed.data;
    throw new AppError('usage', { fault: 'request-malformed' });
  };
}

function isCall(call: string): call is OwnerCall {
  return Object.hasOwn(readers, call);
}

function refusal(details: UsageFault): Reading {
  return { kind: 'refusal', message: { type: 'error', error: { code: 'usage', details } } };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
