import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../../support/process.ts';
import { packedAppVariables } from './packed-apps.ts';

const repository = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * Packs what is not packed yet and copies it: all tests run what the first one ran, whatever is packed meanwhile, and
 * users other than the one who packed can read it.
 * @returns what Playwright calls at the end
 */
export default async function setUp(): Promise<() => Promise<void>> {
  const base = await mkdtemp(join(tmpdir(), 'tobira-packed-'));
  await must('chmod', ['755', base]);
  for (const kind of ['test', 'shipped'] as const) {
    const options = kind === 'test' ? ['--test-build'] : [];
    const output = await must(process.execPath, [
      join(repository, 'scripts', 'dist.mjs'),
      '--dir',
      ...options,
    ]);
    const packed = /^Packed: (.+)$/m.exec(output)?.[1];
    if (packed === undefined) throw new Error(`The app was not packed: ${output}`);
    const place = join(base, kind);
    // Links cost no time and no space; another file system needs real copies.
    const { code } = await run('cp', ['-rl', packed, place]);
    if (code !== 0) await must('cp', ['-r', packed, place]);
    process.env[packedAppVariables[kind]] = place;
  }
  return () => rm(base, { recursive: true, force: true });
}

async function must(program: string, args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await run(program, args, { deadline: 180_000 });
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} failed: ${stdout}${stderr}`);
  return stdout;
}
