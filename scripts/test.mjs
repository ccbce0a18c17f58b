// `npm test`: sets up, then static checks, unit, integration and end-to-end tests; the last line sums them up.
//   node scripts/test.mjs [--fast]      --fast: static checks and unit tests only
/* global AbortController */
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { setUp } from './setup.mjs';
import { runScript } from './support/problem.mjs';
import { run } from './support/run.mjs';
import {
  NONE,
  checkCounts,
  playwrightCounts,
  reportCounts,
  sum,
  summary,
  vitestCounts,
} from './test/counts.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OUTPUT = join(ROOT, 'test-output');
/** The longest first. */
const CHECKS = {
  lint: ['eslint', '--max-warnings', '0', '.'],
  types: ['tsc', '-p', '.'],
  format: ['prettier', '--check', '--log-level', 'warn', '.'],
  dependencies: ['depcruise', 'src'],
  'dead code': ['knip'],
};

const stop = new AbortController();
for (const signal of ['SIGTERM', 'SIGHUP']) process.once(signal, () => stop.abort());

/** Runs a program of node_modules; its output goes to the terminal, or is kept for later with `keep`. */
function tool([name, ...args], { env = {}, keep = false } = {}) {
  const suffix = process.platform === 'win32' ? '.cmd' : '';
  return run(join(ROOT, 'node_modules', '.bin', name + suffix), args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: keep ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    shell: suffix !== '',
    signal: stop.signal,
  });
}

async function check(name, work) {
  const start = Date.now();
  const { code, output } = await work();
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  process.stdout.write(
    `${code === 0 ? '  ok  ' : ' FAIL '} ${name} (${seconds} s)\n${code === 0 ? '' : output}`,
  );
  return checkCounts(name, code);
}

const staticChecks = Object.entries(CHECKS).map(
  ([name, command]) =>
    () =>
      check(name, async () => {
        const { code, stdout, stderr } = await tool(command, { keep: true });
        return { code, output: stdout + stderr };
      }),
);

/** Works tasks off, two at a time: more than that only makes them slower on a small machine. */
async function twoAtATime(tasks) {
  const waiting = [...tasks];
  const counts = [];
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) counts.push(await next());
  };
  await Promise.all([worker(), worker()]);
  return counts;
}

const builds = () =>
  check('build', () =>
    build().then(
      () => ({ code: 0, output: '' }),
      (error) => ({ code: 1, output: `${error.message}\n` }),
    ),
  );

async function vitest(project, options) {
  if (!existsSync(join(ROOT, 'test', project))) return NONE;
  const file = join(OUTPUT, `${project}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { code, stdout, stderr } = await tool(['vitest', 'run', '--project', project, ...reporters], options);
  process.stdout.write(stdout + stderr);
  return reportCounts(file, code, vitestCounts);
}

async function endToEnd(env) {
  if (!existsSync(join(ROOT, 'test', 'e2e'))) return NONE;
  const file = join(OUTPUT, 'e2e.json');
  const command = ['playwright', 'test', '--reporter=list,json'];
  const { code } = await tool(command, { env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file } });
  return reportCounts(file, code, playwrightCounts);
}

/** Checks, unit tests and build side by side; then what starts the built programs, one after the other. */
async function runAll({ fast, env }) {
  await rm(OUTPUT, { recursive: true, force: true });
  await mkdir(OUTPUT, { recursive: true });
  const unit = () => vitest('unit', { env, keep: true });
  const counts = await twoAtATime([...staticChecks, unit, ...(fast ? [] : [builds])]);
  if (!fast) {
    counts.push(await vitest('integration', { env }));
    counts.push(await endToEnd(env));
  }
  return sum(counts);
}

await runScript(async () => {
  const fast = process.argv.includes('--fast');
  let counts;
  try {
    const { env } = await setUp({ tests: !fast });
    counts = await runAll({ fast, env });
  } catch (error) {
    console.error(error.message);
    counts = checkCounts('the set-up', 1);
  }
  console.log(summary(counts));
  return counts.failed > 0 ? 1 : 0;
});
