import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { build } from '../../../scripts/build.mjs';
import { contents, temporaryFolder } from './fixtures.mjs';

/** A small repository with the given sources. */
function repository(sources) {
  const root = temporaryFolder();
  writeFileSync(join(root, 'package.json'), '{"type":"module"}');
  write(root, sources);
  return root;
}

function write(root, sources) {
  for (const [name, text] of Object.entries(sources)) {
    mkdirSync(dirname(join(root, 'src', name)), { recursive: true });
    writeFileSync(join(root, 'src', name), text);
  }
}

const read = (root, name) => readFileSync(join(root, 'dist', name), 'utf8');
const cli = {
  'cli/index.ts': "const late = await import('./late.ts'); console.log(late.word satisfies string);",
  'cli/late.ts': "export const word: string = 'lately';",
};

describe('the build', () => {
  it('makes the command line a program that loads its parts lazily', async () => {
    const root = repository(cli);
    await build({ root, targets: ['cli'] });
    const program = join(root, 'dist/cli/index.js');
    expect(statSync(program).mode & 0o111).toBe(0o111);
    expect(read(root, 'cli/index.js')).toMatch(/^#!\/usr\/bin\/env node\n/);
    expect(read(root, 'cli/index.js')).not.toContain('lately');
    expect(spawnSync(process.execPath, [program], { encoding: 'utf8' }).stdout).toBe('lately\n');
  });

  it('leaves electron and keytar outside, and takes the rest in', async () => {
    const root = repository({
      'main/index.ts': "import { app } from 'electron'; console.log(app.name, await import('keytar'));",
    });
    await build({ root, targets: ['main'] });
    expect(read(root, 'main/index.js')).toMatch(/from\s*["'`]electron["'`]/);
    expect(read(root, 'main/index.js')).toMatch(/import\(["'`]keytar["'`]\)/);
  });

  it('makes the preload script one CommonJS file', async () => {
    const root = repository({
      'preload/index.ts':
        "import { contextBridge } from 'electron'; import { name } from './name.ts'; contextBridge.exposeInMainWorld(name, 1);",
      'preload/name.ts': "export const name = 'bridge';",
    });
    await build({ root, targets: ['preload'] });
    expect(contents(join(root, 'dist/preload'))).toEqual(['index.cjs']);
    expect(read(root, 'preload/index.cjs')).toMatch(/require\(["'`]electron["'`]\)/);
  });

  it('makes a page without anything inline, at relative addresses', async () => {
    const root = repository({
      'renderer/index.html':
        '<!doctype html><div id="root"></div><script type="module" src="./index.ts"></script>',
      'renderer/index.ts': "import './style.css'; import icon from './icon.svg'; document.title = icon;",
      'renderer/style.css': 'body { color: red }',
      'renderer/icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    });
    await build({ root, targets: ['renderer'] });
    const page = read(root, 'renderer/index.html');
    expect(page).not.toMatch(/<style|<script[^>]*>[^<]|(src|href)="(\/|https?:|data:)/);
    const kinds = contents(join(root, 'dist/renderer/assets')).map((name) => name.split('.').at(-1));
    expect(kinds).toEqual(expect.arrayContaining(['js', 'css', 'svg']));
  });

  it('is skipped where the sources are the same, and done where they are not', async () => {
    const root = repository(cli);
    expect(await build({ root, targets: ['cli'] })).toEqual(['cli']);
    expect(await build({ root, targets: ['cli'] })).toEqual([]);
    write(root, { 'cli/late.ts': "export const word: string = 'changed';" });
    expect(await build({ root, targets: ['cli'] })).toEqual(['cli']);
    expect(await build({ root, targets: ['cli'], force: true })).toEqual(['cli']);
  });

  it('keeps the previous outcome where the code does not compile', async () => {
    const root = repository(cli);
    await build({ root, targets: ['cli'] });
    write(root, { 'cli/index.ts': 'const = ;' });
    await expect(build({ root, targets: ['cli'] })).rejects.toThrow(/^cli does not build: /);
    expect(existsSync(join(root, 'dist/cli/index.js'))).toBe(true);
    expect(contents(join(root, 'dist'))).toEqual(['.stamps', 'cli']);
    await expect(build({ root, targets: ['cli'] })).rejects.toThrow(/^cli does not build: /);
  });

  it('says which entry is missing and which target it does not know', async () => {
    const root = repository({});
    mkdirSync(join(root, 'src'));
    await expect(build({ root, targets: ['cli'] })).rejects.toThrow(
      'src/cli/index.ts is missing: cli cannot be built.',
    );
    await expect(build({ root, targets: ['page'] })).rejects.toThrow('There is no target "page"');
  });
});
