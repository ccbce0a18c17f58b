import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright';
import { expect, test } from './support/fixtures.ts';

// No one signs in here.
test.use({ desktopOptions: { browser: false } });

interface Feed {
  readonly url: string;
  readonly asked: { readonly path: string; readonly headers: IncomingHttpHeaders }[];
  body: string;
  redirect?: string;
  close(): Promise<void>;
}

/** What a team publishes, on this computer. */
async function startFeed(body: string): Promise<Feed> {
  const asked: Feed['asked'] = [];
  const server = createServer(({ url = '', headers }, response) => {
    asked.push({ path: url, headers });
    if (feed.redirect === undefined) response.end(feed.body);
    else response.writeHead(302, { location: feed.redirect }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const feed: Feed = {
    url: `http://127.0.0.1:${port}/tobira/`,
    asked,
    body,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return feed;
}

const release = (version: string) => `version: ${version}\nreleaseDate: '2026-04-01T10:00:00.000Z'\n`;

async function openSettings(window: Page): Promise<void> {
  await window.getByRole('button', { name: 'Menu', exact: true }).click();
  await window.getByRole('menuitem', { name: 'Settings', exact: true }).click();
  await window.getByRole('heading', { name: 'Updates', exact: true }).waitFor();
}

const section = (window: Page) => window.getByRole('region', { name: 'Updates', exact: true });
const lookNow = (window: Page) => section(window).getByRole('button', { name: 'Look now', exact: true });

test('looking now finds a newer version, a quiet line tells it until it is put away, and nothing is sent along', async ({
  sandbox,
  launch,
}) => {
  const feed = await startFeed(release('99.1.0'));
  const app = await launch({ config: `${sandbox.configYaml()}\nupdates:\n  feed: ${feed.url}\n` });
  const window = await app.window();
  await openSettings(window);
  await expect(section(window).getByText('Not looked yet.', { exact: true })).toBeVisible();
  expect(feed.asked).toEqual([]);

  await lookNow(window).click();
  await expect(section(window).getByText(/^Last looked .*: 99\.1\.0 is there, of /)).toBeVisible();
  await expect(section(window).getByRole('button', { name: 'Release page' })).toHaveCount(0);
  expect(feed.asked.map(({ path }) => path)).toEqual([
    `/tobira/latest-linux${process.arch === 'x64' ? '' : `-${process.arch}`}.yml`,
  ]);
  const headers = feed.asked[0]?.headers;
  expect(headers?.['user-agent']).toBe('Tobira');
  expect(headers).not.toHaveProperty('cookie');

  await window.getByRole('button', { name: 'Back to the roles', exact: true }).click();
  const line = window.locator('.update-line');
  await expect(line).toContainText('Tobira 99.1.0 is there.');
  await line.getByRole('button', { name: 'Do not mention this version again', exact: true }).click();
  await expect(line).toHaveCount(0);
  await feed.close();
});

test('a feed that is none, leads elsewhere or goes back says why in the settings, and is no news', async ({
  sandbox,
  launch,
}) => {
  const feed = await startFeed('<!doctype html>\n<title>Sign in to this network</title>\n');
  const app = await launch({
    config: `${sandbox.configYaml()}\nupdates: { feed: '${feed.url}', check: false }\n`,
  });
  const window = await app.window();
  await openSettings(window);
  await expect(section(window).getByRole('switch')).not.toBeChecked();

  const answers: readonly (readonly [() => void, RegExp])[] = [
    [() => undefined, /^Looked in vain .*: the answer is not what electron-builder publishes\.$/],
    [() => void (feed.body = release('"99.1.0\u202e"')), /: what it names is no version\.$/],
    [() => void (feed.body = release('0.0.1')), /: what is published, 0\.0\.1, is older than /],
    [
      () => void (feed.body = `${release('99.1.0')}${'#'.repeat(5_000_000)}`),
      /: the answer is far too large\.$/,
    ],
    [
      () => void (feed.redirect = 'http://127.0.0.1:9/'),
      /: the server leads elsewhere, and Tobira does not follow\.$/,
    ],
  ];
  for (const [change, words] of answers) {
    change();
    await lookNow(window).click();
    await expect(section(window).getByRole('status')).toHaveText(words);
  }
  await window.getByRole('button', { name: 'Back to the roles', exact: true }).click();
  await expect(window.getByRole('button', { name: 'Menu', exact: true })).toBeVisible();
  await expect(window.locator('.update-line')).toHaveCount(0);
  await feed.close();
});
