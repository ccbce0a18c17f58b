import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from './fixtures.mjs';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** The scripts as git hands them out: no node_modules, and a machine without a single program, so set-up must fail. */
function freshClone() {
  const root = temporaryFolder();
  for (const name of ['scripts', 'package.json', 'package-lock.json'])
    cpSync(join(ROOT, name), join(root, name), { recursive: true });
  const nothing = join(root, 'nothing');
  mkdirSync(nothing);
  const start = (script) =>
    spawnSync(process.execPath, [join(root, 'scripts', script)], {
      cwd: root,
      encoding: 'utf8',
      env: { PATH: nothing, HOME: nothing },
    });
  return { root, start };
}

// On Windows set-up needs no program of the system and would go on to install packages.
describe.skipIf(process.platform === 'win32')('on a fresh clone whose set-up fails', () => {
  it.each(['build.mjs', 'start.mjs', 'demo.mjs', 'dist.mjs'])('%s says so in one sentence', (script) => {
    const { status, stderr } = freshClone().start(script);
    expect(stderr).toMatch(/^Missing on this system: .*\n$/);
    expect(status).toBe(1);
  });

  it("the demo leaves no earlier run's report behind", () => {
    const { root, start } = freshClone();
    const output = join(root, 'demo-output');
    mkdirSync(output);
    writeFileSync(join(output, 'report.json'), '{"ok":true}');
    expect(start('demo.mjs').status).toBe(1);
    expect(existsSync(output)).toBe(false);
  });
});
