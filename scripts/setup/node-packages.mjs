import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../support/problem.mjs';
import { lastLine, npm } from '../support/run.mjs';

const INSTALL = ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];

/**
 * Sees to it that node_modules is what the lockfile says; a complete folder is left alone.
 * @param {{ root: string, say: (line: string) => void, exec?: typeof npm }} options
 */
export async function ensureNodePackages({ root, say, exec = npm }) {
  const stamp = join(root, 'node_modules', '.tobira-setup');
  const wanted = stampOf(root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && hasDirectDependencies(root)) return;
  if (!matchesLockfile(root) || !hasDirectDependencies(root)) {
    say('Installing npm packages ...');
    const { code, stderr } = await exec([...INSTALL, '--loglevel=error'], { cwd: root });
    if (code !== 0) throw new Problem(`npm ci failed: ${npmReason(stderr)}`);
  }
  writeFileSync(stamp, wanted);
}

/** Lockfile and platform: a folder shared with another system has the wrong native packages. */
function stampOf(root) {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}\n`;
}

/**
 * Whether node_modules holds what the lockfile names, going by npm's own record inside that folder. Optional packages
 * may be absent: most of them are for other platforms.
 * @param {string} root
 */
function matchesLockfile(root) {
  const record = join(root, 'node_modules', '.package-lock.json');
  const stamp = join(root, 'node_modules', '.tobira-setup');
  if (!existsSync(record)) return false;
  if (existsSync(stamp) && !readFileSync(stamp, 'utf8').endsWith(` ${process.platform}-${process.arch}\n`))
    return false;
  const packages = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const wanted = packages(join(root, 'package-lock.json'));
  const present = packages(record);
  const same = (a, b) => a.version === b.version && a.integrity === b.integrity;
  return (
    Object.entries(wanted).every(([path, entry]) => {
      if (path === '') return true;
      return path in present ? same(entry, present[path]) : entry.optional === true;
    }) && Object.keys(present).every((path) => path in wanted)
  );
}

function hasDirectDependencies(root) {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return Object.keys({ ...dependencies, ...devDependencies }).every((name) =>
    existsSync(join(root, 'node_modules', name, 'package.json')),
  );
}

const npmReason = (stderr) =>
  stderr.split('\n').find((line) => /^npm (error|ERR!) (?!code )/.test(line)) ?? lastLine(stderr);
