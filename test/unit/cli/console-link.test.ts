import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { showConsole } from '../../../src/cli/console-link.ts';
import { consoleTexts as texts } from '../../../src/cli/texts/english/console.ts';
import type { Browser } from '../../../src/core/ports.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const secret = 'https://signin.example.com/federation?SigninToken=canary';
const linux = process.platform === 'linux';
const visitElsewhere = `fetch(process.argv[1], { redirect: 'manual' }).then(({ status }) => console.log(status))`;

/** A visit by another program: its status. */
async function elsewhere(url: string, uid?: number): Promise<number> {
  const as = uid === undefined ? {} : { uid, gid: uid };
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', visitElsewhere, url], {
    cwd: '/',
    ...as,
  });
  return Number(stdout);
}

/** The user's browser is this process. */
async function here(url: string): Promise<number> {
  return (await fetch(url, { redirect: 'manual' })).status;
}

/** Shows a console while these visit its link, one after the other; without a wait for more. */
async function shown(...visits: readonly ((url: string) => Promise<number>)[]) {
  const said: string[] = [];
  const statuses: number[] = [];
  const browser: Browser = {
    async open(url) {
      for (const visit of visits) statuses.push(await visit(url));
    },
  };
  const say = (line: string) => void said.push(line);
  const link = { browser, clock: new FakeClock(), say, texts, linger: 0 };
  const failure: unknown = await showConsole(secret, link).catch((error: unknown) => error);
  return { said, statuses, failure };
}

describe("a console's link", () => {
  test('that only the browser takes is nothing to speak of', async () => {
    expect(await shown(here)).toEqual({ said: [], statuses: [302], failure: undefined });
  });

  test('that another program takes first is no success, and both are named', async () => {
    const { said, statuses, failure } = await shown((url) => elsewhere(url), here);
    expect(statuses).toEqual([302, 410]);
    expect(failure).toMatchObject({ code: 'console_link_visited_twice' });
    const named = new RegExp(
      `^Turned away from the console link: node\\S* \\(process ${process.pid}\\)\\. Let in before: node\\S* \\(process \\d+\\)\\.$`,
    );
    const unnamed = 'Turned away from the console link: a program that the system does not name.';
    expect(said).toEqual([linux ? expect.stringMatching(named) : unnamed]);
  });

  test.runIf(linux && process.getuid?.() === 0)(
    'that another user tries is told, and the browser still gets in',
    async () => {
      const { said, statuses, failure } = await shown((url) => elsewhere(url, 65_534), here);
      expect(statuses).toEqual([403, 302]);
      expect(said).toEqual([
        'Turned away from the console link: another user of this computer (user id 65534).',
      ]);
      expect(failure).toBeUndefined();
    },
  );
});
