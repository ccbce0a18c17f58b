import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { codeBlocks, page, pages } from './markdown.ts';

/** The scripts of all jobs in the documentation that get credentials, as the runner joins their lines. */
const jobs = pages().flatMap((current) =>
  codeBlocks(current, 'yaml')
    .filter((block) => block.includes('tobira ci credentials'))
    .flatMap((block) => Object.values(parse(block) as Record<string, { readonly script: readonly string[] }>))
    .map(({ script }) => ({ path: current.path, script: script.join('\n') })),
);
const lines = ['README.md', 'docs/cli.md'].flatMap((path) =>
  codeBlocks(page(path), 'sh')
    .filter((block) => block.includes('tobira credentials'))
    .map((block) => ({ path, block })),
);

test('the READMEs and docs/ci.md show a job, README and docs/cli.md a line to type', () => {
  expect(jobs.map(({ path }) => path).sort()).toEqual(['README.ja.md', 'README.md', 'docs/ci.md']);
  expect(lines.map(({ path }) => path)).toEqual(['README.md', 'docs/cli.md']);
});

test.each(jobs)('the job in $path ends where it gets no credentials', ({ script }) => {
  const { status, stdout } = runShell(['-e'], script, 'exit 5');

  expect(stdout).toBe('');
  expect(status).toBe(5);
});

test.each(jobs)('the job in $path goes on with the credentials it gets', ({ script }) => {
  const { status, stdout } = runShell(['-e'], script, `echo "export AWS_ACCESS_KEY_ID='of the job'"`);

  expect(stdout).toBe('goes on with of the job\n');
  expect(status).toBe(0);
});

test.each(lines)('what $path says to type ends with the exit code of tobira', ({ block }) => {
  const { status, stdout } = runShell([], block, 'exit 4');

  expect(stdout).toBe('');
  expect(status).toBe(4);
});

test('no block of code in the documentation loses the exit code of tobira', () => {
  const blocks = pages().flatMap((current) =>
    ['sh', 'yaml'].flatMap((language) => codeBlocks(current, language)),
  );

  expect(blocks.filter((block) => /eval "?\$\(/.test(block))).toEqual([]);
});

/** Runs an example with a `tobira` that does as it is told, and with other programs that say that they were reached. */
function runShell(options: readonly string[], script: string, tobira: string) {
  const folder = mkdtempSync(join(tmpdir(), 'tobira-docs-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const reached = 'echo "goes on with ${AWS_ACCESS_KEY_ID-nothing}"';
  for (const [name, body] of Object.entries({ tobira, aws: reached, 'deploy.sh': reached })) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${body}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return spawnSync('/bin/sh', [...options, '-c', script], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: folder },
  });
}
