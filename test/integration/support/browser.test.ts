import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDesktop, type Desktop } from '../../support/desktop.ts';
import { run } from '../../support/process.ts';

let desktop: Desktop;
let site: Server;
let base: string;
beforeAll(async () => {
  site = createServer((request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(`<title>A page</title><p>${request.url ?? ''}</p><a href="/popup" target="_blank">more</a>`);
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  const address = site.address();
  base = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  desktop = await startDesktop({ panel: false, keyring: 'none', browser: true });
});
afterAll(async () => {
  await desktop.close();
  site.closeAllConnections();
  site.close();
});

test('$BROWSER and xdg-open both reach the system browser with the whole URL', async () => {
  const ways = [desktop.browser.env.BROWSER, 'xdg-open'];
  for (const [index, program] of ways.entries()) {
    const url = `${base}/way-${index}?state=a%2Fb%20c&code=x+y#part`;

    const { code } = await run(program, [url], { env: desktop.env });
    const page = await desktop.browser.nextPage();

    expect(code).toBe(0);
    expect(page.url()).toBe(url);
    expect(await page.textContent('p')).toBe(`/way-${index}?state=a%2Fb%20c&code=x+y`);
    expect((await desktop.browser.opened()).at(-1)).toBe(url);
  }
});

test('pages opened before anybody asks are kept in order, and pop-ups are not among them', async () => {
  await run(desktop.browser.env.BROWSER, [`${base}/first`], { env: desktop.env });
  const first = await desktop.browser.nextPage();
  await Promise.all([desktop.browser.context.waitForEvent('page'), first.click('a')]);
  await run(desktop.browser.env.BROWSER, [`${base}/second`], { env: desktop.env });

  expect((await desktop.browser.nextPage()).url()).toBe(`${base}/second`);
  await expect(desktop.browser.nextPage(50)).rejects.toThrow('Nobody opened a page');
});

test('no name beyond this machine is looked up', async () => {
  await run(desktop.browser.env.BROWSER, [`${base}/here`], { env: desktop.env });
  const page = await desktop.browser.nextPage();

  await expect(page.goto('http://gitlab.example.com/')).rejects.toThrow('ERR_NAME_NOT_RESOLVED');
});
