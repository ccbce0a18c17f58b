import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import { describe, expect, test } from 'vitest';
import { createDirectHttp } from '../../../src/adapters/system/direct-http.ts';
import { createReleaseFeed, fileIn } from '../../../src/adapters/system/release-feed.ts';
import { createNodeHttp } from '../../../src/adapters/system/node-http.ts';
import type { FeedAnswer } from '../../../src/core/releases.ts';
import { serve } from '../http/servers.ts';

/** As electron-builder 26 writes it. */
const written = `version: 0.2.0
files:
  - url: Tobira-0.2.0.dmg
    sha512: 4nRTnn5ZbLpmPzGVUQDnQN7tVdAlq1tW0MVjT2o8w1Q==
    size: 98213555
  - url: Tobira-0.2.0-mac.zip
    sha512: mGFs0H0Ow8bI3mRkD5V9bJpQeZ0nVJ4Hq2oJ0v1xZ2A==
path: Tobira-0.2.0.dmg
sha512: 4nRTnn5ZbLpmPzGVUQDnQN7tVdAlq1tW0MVjT2o8w1Q==
releaseNotes: |-
  # News
  - one: two
releaseDate: '2026-04-01T10:00:00.000Z'
`;

const ways = [
  { name: 'Node’s own client', http: createDirectHttp() },
  { name: 'the client that knows proxies', http: createNodeHttp({}) },
];

describe.each(ways)('over $name', ({ http }) => {
  async function look(listener: RequestListener): Promise<FeedAnswer> {
    const server = await serve(listener);
    return createReleaseFeed(http, { platform: 'linux', arch: 'x64' }).latest(`${server.url}/tobira/`);
  }

  const saying = (body: string | Buffer, type = 'text/yaml') =>
    look((_request, response) => response.writeHead(200, { 'content-type': type }).end(body));

  test('a feed is read at its place, and learns nothing of who reads it', async () => {
    let seen: { readonly url: string | undefined; readonly headers: IncomingHttpHeaders } | undefined;
    const answer = await look((request, response) => {
      seen = { url: request.url, headers: request.headers };
      response.writeHead(200, { 'set-cookie': 'who=ada' }).end(written);
    });
    expect(answer).toEqual({
      kind: 'release',
      release: { version: '0.2.0', releasedAt: Date.parse('2026-04-01T10:00:00Z') },
    });
    expect(seen?.url).toBe('/tobira/latest-linux.yml');
    const { host: _host, connection: _connection, ...told } = seen?.headers ?? {};
    expect(told).toEqual({
      accept: 'application/yaml, text/yaml, text/plain, */*',
      'user-agent': 'Tobira',
    });
  });

  test('a redirect is not followed', async () => {
    let asked = 0;
    const elsewhere = await serve((_request, response) => {
      asked += 1;
      response.end(written);
    });
    const answer = await look((_request, response) =>
      response.writeHead(302, { location: `${elsewhere.url}/latest-linux.yml` }).end(),
    );
    expect(answer).toEqual({ kind: 'fault', fault: 'redirected' });
    expect(asked).toBe(0);
  });

  test('50 MB are not read: the line is cut soon after 64 KB', async () => {
    let sent = 0;
    const server = await serve((_request, response) => {
      const chunk = Buffer.alloc(64 * 1024, '#');
      const more = (): void => {
        while (!response.destroyed && sent < 50_000_000 && response.write(chunk)) sent += chunk.length;
        if (sent >= 50_000_000) response.end();
      };
      response.writeHead(200).on('drain', more);
      more();
    });
    const feed = createReleaseFeed(http, { platform: 'linux', arch: 'x64' });
    expect(await feed.latest(server.url)).toEqual({ kind: 'fault', fault: 'too-large' });
    await server.left();
    expect(sent).toBeLessThan(20_000_000);
  });

  test('notes may be long, up to 64 KB in all', async () => {
    const fill = (size: number) => `${written}notes: ${'x'.repeat(size - written.length - 8)}\n`;
    expect(await saying(fill(65_536))).toMatchObject({ kind: 'release' });
    expect(await saying(fill(65_537))).toEqual({ kind: 'fault', fault: 'too-large' });
  });

  test.each([204, 401, 404, 500])('status %i is no feed, whatever its body says', async (status) => {
    const answer = await look((_request, response) => response.writeHead(status).end(written));
    expect(answer).toEqual({ kind: 'fault', fault: 'refused' });
  });

  test.each<[string, string]>([
    ['a page that wants a login', '<!doctype html>\n<title>Sign in to this network</title>\n'],
    ['a page in XML', '<?xml version="1.0"?><html xmlns="x"><body/></html>'],
    ['nothing', ''],
    ['a list', '- version: 0.2.0\n'],
    ['JSON that is something else', '{"message":"404 Not Found"}'],
    ['a key twice', `${written}version: 0.3.0\n`],
    ['two documents', `${written}---\n${written}`],
    ['no end of brackets', '{'.repeat(65_000)],
    ['JSON on many lines', JSON.stringify({ version: '0.2.0', releaseDate: '2026-04-01' }, null, 2)],
    ['bytes', '\u0000\u0001\u0002'],
  ])('%s is no feed', async (_what, body) => {
    expect(await saying(body, 'text/html')).toEqual({ kind: 'fault', fault: 'unreadable' });
  });

  test.each([
    '"0.2.0\\u202E"',
    '"\\u2067 0.2.0"',
    '"0.2.0\\n0.3.0"',
    'v0.2.0',
    '0.2',
    '!!binary MC4yLjA=',
    '[0.2.0]',
    '*alias',
  ])('a version that says %s is none', async (version) => {
    expect(await saying(written.replace('0.2.0\n', `${version}\n`))).toMatchObject({ kind: 'fault' });
  });

  test('a server that is gone, and one that never answers, are told apart', async () => {
    const feed = createReleaseFeed(http, { platform: 'linux', arch: 'x64' });
    const gone = await serve((request) => request.socket.destroy());
    expect(await feed.latest(gone.url)).toEqual({ kind: 'fault', fault: 'unreachable' });
    const hurried = createReleaseFeed(
      { send: (request) => http.send({ ...request, timeoutMs: 50 }) },
      { platform: 'linux', arch: 'x64' },
    );
    const silent = await serve(() => undefined);
    expect(await hurried.latest(silent.url)).toEqual({ kind: 'fault', fault: 'timeout' });
  });
});

test.each([
  ['linux', 'x64', 'latest-linux.yml'],
  ['linux', 'arm64', 'latest-linux-arm64.yml'],
  ['darwin', 'arm64', 'latest-mac.yml'],
  ['win32', 'x64', 'latest.yml'],
] as const)(
  'on %s, %s, the file is %s, whether or not the folder ends in a slash',
  (platform, arch, name) => {
    for (const folder of ['https://example.com/a/tobira', 'https://example.com/a/tobira/'])
      expect(fileIn(folder, { platform, arch })).toBe(`https://example.com/a/tobira/${name}`);
  },
);
