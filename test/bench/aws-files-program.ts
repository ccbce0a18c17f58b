import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';

export interface AwsFilesProgram {
  /** The file to start with Node. */
  readonly entry: string;
  remove(): Promise<void>;
}

/** Makes one file of the process that changes AWS's files, so that a thousand of them start quickly. */
export async function buildAwsFilesProgram(): Promise<AwsFilesProgram> {
  const folder = await mkdtemp(join(tmpdir(), 'tobira-bench-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await build({
      root: join(import.meta.dirname, '..', '..'),
      configFile: false,
      publicDir: false,
      logLevel: 'error',
      ssr: { target: 'node', noExternal: true },
      build: {
        ssr: join(import.meta.dirname, 'aws-files-process.ts'),
        outDir: folder,
        target: 'node20.18',
        rolldownOptions: { output: { format: 'es', entryFileNames: 'index.mjs' } },
      },
    });
    return { entry: join(folder, 'index.mjs'), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
