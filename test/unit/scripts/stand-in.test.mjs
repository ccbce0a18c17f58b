/* global AbortController */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { STAND_IN, buildStandIn, electronFile, hasCurrentShim } from '../../../scripts/runtime/stand-in.mjs';
import { Problem } from '../../../scripts/support/problem.mjs';
import { contents, temporaryFolder, zipArchive } from './fixtures.mjs';

const { signal } = new AbortController();
const finish = () => Promise.resolve();

/** A package like the real one, only small. */
async function pack(_spec, work) {
  const zip = join(work, STAND_IN.zip);
  mkdirSync(dirname(zip), { recursive: true });
  writeFileSync(
    zip,
    zipArchive({
      'Cypress/Cypress': { text: 'program', mode: 0o100755 },
      'Cypress/locales/de.pak': 'words',
      'Cypress/browser_v8_context_snapshot.bin': 'not ours',
      'Cypress/resources/app/index.js': 'not ours',
    }),
  );
  const tarball = join(work, 'package.tgz');
  spawnSync('tar', ['-czf', tarball, '-C', work, STAND_IN.zip]);
  return tarball;
}

/** The package's own integrity, so that it passes. */
const trusted = (work) => ({
  ...STAND_IN,
  get integrity() {
    return `sha512-${createHash('sha512')
      .update(readFileSync(join(work, 'package.tgz')))
      .digest('base64')}`;
  },
});

describe('the stand-in runtime', () => {
  it('holds Electron and our default app, and nothing else of the package', async () => {
    const work = temporaryFolder();
    const dist = await buildStandIn(work, signal, { pack, finish, source: trusted(work) });
    expect(contents(dist)).toEqual(['electron', 'locales', 'resources', 'version']);
    expect(contents(join(dist, 'resources'))).toEqual(['default_app.asar', 'default_app.stamp']);
    expect(readFileSync(join(dist, 'version'), 'utf8')).toBe('33.2.1');
    expect(hasCurrentShim(dist)).toBe(true);
  });

  it('refuses a package that differs from the pinned one', async () => {
    const attempt = buildStandIn(temporaryFolder(), signal, { pack, finish });
    await expect(attempt).rejects.toThrow(
      new Problem(`The package ${STAND_IN.spec} does not match its pinned checksum, so it was thrown away.`),
    );
  });

  it('knows when its default app is out of date', async () => {
    const dist = temporaryFolder();
    expect(hasCurrentShim(dist)).toBe(false);
    mkdirSync(join(dist, 'resources'));
    writeFileSync(join(dist, 'resources/default_app.stamp'), 'something else');
    expect(hasCurrentShim(dist)).toBe(false);
  });

  it.each([
    ['Cypress/Cypress', 'electron'],
    ['Cypress/locales/ja.pak', 'locales/ja.pak'],
    ['Cypress/LICENSE.electron.txt', 'LICENSE'],
    ['Cypress/resources/app/main.js', undefined],
    ['Cypress/browser_v8_context_snapshot.bin', undefined],
    ['elsewhere/file', undefined],
  ])('puts %s at %s', (name, place) => {
    expect(electronFile(name)).toBe(place);
  });
});
