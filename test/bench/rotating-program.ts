import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';

const ROOT = join(import.meta.dirname, '..', '..');

export interface RotatingProgram {
  /** The file to start with Node. */
  readonly entry: string;
  remove(): Promise<void>;
}

/** Makes one file of the rotating process, so that a thousand of them start quickly. */
export async function buildRotatingProgram(): Promise<RotatingProgram> {
  const folder = await mkdtemp(join(tmpdir(), 'tobira-bench-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    // keytar stays outside, and is found above the program as in the repository.
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }\n');
    await build({
      root: ROOT,
      configFile: false,
      publicDir: false,
      logLevel: 'error',
      define: { 'process.env.NODE_ENV': '"production"' },
      ssr: { target: 'node', noExternal: true },
      build: {
        ssr: join(import.meta.dirname, 'rotating-process.ts'),
        outDir: join(folder, 'program'),
        target: 'node20.18',
        minify: true,
        rolldownOptions: {
          external: ['keytar'],
          output: { format: 'es', entryFileNames: 'index.js', chunkFileNames: '[name]-[hash].js' },
        },
      },
    });
    return { entry: join(folder, 'program', 'index.js'), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
