import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunningProcess } from '../../support/process.ts';
import { startProcess } from '../../support/process.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

function start(input?: string): RunningProcess {
  const words = ['--import', 'tsx', join(ROOT, 'test', 'sandbox', 'main.ts')];
  return startProcess(process.execPath, words, { cwd: ROOT, ...(input !== undefined && { input }) });
}

describe('the sandbox as a program', () => {
  it.each<['SIGTERM' | 'stdin']>([['SIGTERM'], ['stdin']])(
    'prints its addresses on one line and ends by %s',
    async (by) => {
      const sandbox = by === 'stdin' ? start('') : start();
      const line = await sandbox.output((out) => out.includes('\n'));
      const { issuer, pid, configYaml } = JSON.parse(line) as Readonly<
        Record<'issuer' | 'configYaml', string>
      > & {
        readonly pid: number;
      };
      expect(pid).toBe(sandbox.pid);
      expect(configYaml).toContain(issuer);
      if (by === 'SIGTERM') sandbox.kill();
      expect((await sandbox.result).code).toBe(0);
    },
  );
});
