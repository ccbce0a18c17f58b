// A process with two servers: the local endpoint with one role, and a bare node:http server that says the same to
// everybody. It tells where they are, and when asked how often the role was given out. Ends with its starter.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createCredentialEndpoint } from '../../src/adapters/sinks/endpoint/credential-endpoint.ts';
import { systemClock } from '../../src/adapters/system/system-clock.ts';
import type { EndpointPlaces } from './endpoint-rig.ts';

const now = Date.now();
const credentials = {
  accessKeyId: `ASIA${'X'.repeat(16)}`,
  secretAccessKey: 'x'.repeat(40),
  // About as long as AWS's are.
  sessionToken: 'x'.repeat(900),
  issuedAt: now,
  expiresAt: now + 12 * 3_600_000,
  assumedRoleArn: 'arn:aws:sts::123456789012:assumed-role/Admin/bench',
};

let given = 0;
const silent = { info: () => undefined, warn: () => undefined };
const endpoint = createCredentialEndpoint({ clock: systemClock, log: silent });
const ours = await endpoint.serve('prod', () => {
  given += 1;
  return { kind: 'credentials', credentials };
});

const body = JSON.stringify({
  AccessKeyId: credentials.accessKeyId,
  SecretAccessKey: credentials.secretAccessKey,
  Token: credentials.sessionToken,
  Expiration: new Date(credentials.expiresAt).toISOString(),
});
const bare = createServer((_request, response) => {
  response
    .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
    .end(body);
});
await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve));
const { port } = bare.address() as AddressInfo;

process.on('message', () => process.send?.({ given }));
process.on('disconnect', () => process.exit());
process.send?.({ ours, bare: { url: `http://127.0.0.1:${port}/` } } satisfies EndpointPlaces);
