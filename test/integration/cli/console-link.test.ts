import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDesktop } from '../../support/desktop.ts';
import type { Desktop } from '../../support/desktop.ts';
import { openWorld, useInstalledCli } from './world.ts';
import type { World } from './world.ts';

const installed = useInstalledCli();
let desktop: Desktop;
beforeAll(async () => {
  desktop = await startDesktop({ panel: false });
});
afterAll(() => desktop.close());

/** Opens a console with this program for a browser, which is an ES module and finds the address in `link`. */
async function openedBy(program: string): Promise<Awaited<ReturnType<World['tobira']>>> {
  const { ok, terminal, tobira } = await openWorld(installed(), { desktop });
  await ok('login');
  const path = join(terminal.home, 'other-browser.mjs');
  const begin = `#!${process.execPath}
import { execFileSync } from 'node:child_process';
const link = process.argv[2];
const visit = "fetch(process.argv[1], { redirect: 'manual' }).then(({ status }) => process.exit(status % 256))";
`;
  await writeFile(path, `${begin}${program}\n`, { mode: 0o755 });
  return tobira(['console', 'prod-admin'], { env: { BROWSER: path } });
}

const itself = "await fetch(link, { redirect: 'manual' });";
const another = (options: string) =>
  `try { execFileSync(process.execPath, ['-e', visit, link], ${options}); } catch { /* Its exit code is the status. */ }`;

describe('tobira console', () => {
  it('opens the console and has nothing more to say where the browser alone came', async () => {
    const { code, stderr } = await openedBy(itself);
    expect(stderr).toBe('Opening the console as "prod-admin".\n');
    expect(code).toBe(0);
  });

  it('does not call it a success where another program took the link first', async () => {
    const { code, stderr } = await openedBy(`${another('{}')}\n${itself}`);
    expect(stderr).toContain('Turned away from the console link: ');
    expect(stderr).toContain('The console link was opened twice.');
    expect(code).toBe(8);
  });

  it.runIf(process.getuid?.() === 0)('tells of another user, who does not get in', async () => {
    const { code, stderr } = await openedBy(`${another("{ uid: 65534, gid: 65534, cwd: '/' }")}\n${itself}`);
    expect(stderr).toContain('another user of this computer (user id 65534)');
    expect(code).toBe(0);
  });
});
