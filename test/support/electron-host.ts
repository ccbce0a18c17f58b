import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'vite';
import { electronRuntime, runtimeEnvironment } from '../../scripts/electron-runtime.mjs';
import { AppError, type ErrorCode, type ErrorDetails } from '../../src/core/errors.ts';
import type { Http, HttpRequest, HttpResponse } from '../../src/core/ports.ts';
import { openHousehold, type Household } from './household.ts';

/** A request to send; without one, the call of that number is to be aborted. */
export interface HostCall {
  readonly id: number;
  readonly request?: Omit<HttpRequest, 'signal'>;
  /** Its caller gives up in the very moment of sending it. */
  readonly givesUp?: boolean;
}

/** What became of a call; number 0 says that the host is ready. */
export interface HostAnswer {
  readonly id: number;
  readonly response?: HttpResponse;
  readonly failure?: {
    readonly code: ErrorCode;
    readonly details: ErrorDetails[ErrorCode];
    readonly text: string;
  };
}

/** A bundled program of a test. */
export interface HostProgram {
  readonly folder: string;
  remove(): Promise<void>;
}

/** A process that sends requests for a test. */
export interface HttpHost {
  /** Its implementation of the port. An error's `cause` is the text of the whole original. */
  readonly http: Http;
  readonly home: string;
  /** Where Chromium keeps what it keeps. */
  readonly userData: string;
  /** All that it has written, answers left out. */
  output(): string;
  /** Closes its stdin and resolves with its exit code; rejects where it is still there after 10 s. */
  end(): Promise<number | null>;
  /** Ends it in any case, and removes its home. */
  close(): Promise<void>;
}

export interface HostOptions {
  /** Added to an environment that has only PATH and HOME. */
  readonly env?: Readonly<Record<string, string>>;
  /** Prepares the home before the start. */
  readonly furnish?: (home: string) => Promise<void>;
}

/** Bundles a test's program as the app's main process is bundled, into a folder that Electron and Node can run. */
export async function bundleHost(entry: string): Promise<HostProgram> {
  const folder = await mkdtemp(join(tmpdir(), 'tobira-host-'));
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { target: 'node', noExternal: true },
    build: {
      ssr: entry,
      outDir: folder,
      target: 'node20.18',
      rolldownOptions: { external: ['electron'], output: { format: 'es', entryFileNames: 'index.js' } },
    },
  });
  await writeFile(join(folder, 'package.json'), '{ "name": "host", "type": "module", "main": "index.js" }');
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Starts a program in the Electron runtime, with a home of its own and without a display. */
export async function startElectronHost(program: HostProgram, options: HostOptions = {}): Promise<HttpHost> {
  const runtime = await electronRuntime();
  const words = [program.folder, '--ozone-platform=headless'];
  return startHost(runtime.executable, words, {
    ...options,
    env: { ...runtimeEnvironment(runtime), ...options.env },
  });
}

/** Starts a program in the Node that runs the tests. */
export function startNodeHost(program: HostProgram, options: HostOptions = {}): Promise<HttpHost> {
  return startHost(process.execPath, [join(program.folder, 'index.js')], options);
}

async function startHost(command: string, words: readonly string[], options: HostOptions): Promise<HttpHost> {
  const household = await openHousehold();
  try {
    return await startInside(household, command, words, options);
  } catch (error) {
    await household.close();
    throw error;
  }
}

async function startInside(
  household: Household,
  command: string,
  words: readonly string[],
  { env = {}, furnish }: HostOptions,
): Promise<HttpHost> {
  const { home } = household;
  const userData = join(home, 'user-data');
  await mkdir(userData);
  await furnish?.(home);
  const child = household.start(command, [...words, `--user-data-dir=${userData}`], {
    env: { PATH: process.env['PATH'] ?? '', HOME: home, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const { stdin, stdout, stderr } = child;
  if (stdin === null || stdout === null || stderr === null) throw new Error('The host has no pipes');

  let output = '';
  stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  stdin.on('error', () => undefined); // It is gone: the pending answers say so.
  const pending = new Map<number, (answer: HostAnswer) => void>();
  const exited = once(child, 'exit').then(() => child.exitCode);
  const gone = exited.then((code) => {
    throw new Error(`The host is gone (code ${String(code)}):\n${output}`);
  });
  gone.catch(() => undefined); // Nobody may be waiting for it.
  createInterface({ input: stdout }).on('line', (line) => {
    if (!line.startsWith('{')) {
      output += `${line}\n`;
      return;
    }
    const answer = JSON.parse(line) as HostAnswer;
    pending.get(answer.id)?.(answer);
    pending.delete(answer.id);
  });

  const answerTo = (id: number): Promise<HostAnswer> => {
    const answered = new Promise<HostAnswer>((resolve) => pending.set(id, resolve));
    return Promise.race([answered, gone]);
  };
  const tell = (call: HostCall): void => void stdin.write(`${JSON.stringify(call)}\n`);
  await answerTo(0);

  let calls = 0;
  const send = async ({ signal, ...request }: HttpRequest): Promise<HttpResponse> => {
    const id = ++calls;
    const answered = answerTo(id);
    tell({ id, request, givesUp: signal?.aborted ?? false });
    signal?.addEventListener('abort', () => tell({ id }), { once: true });
    const { response, failure } = await answered;
    if (response !== undefined) return response;
    if (failure === undefined) throw new Error('The host answered without an outcome');
    throw new AppError(failure.code, failure.details, { cause: failure.text });
  };

  return {
    http: { send },
    home,
    userData,
    output: () => output,
    end: async () => {
      stdin.end();
      const late = AbortSignal.timeout(10_000);
      return Promise.race([
        exited,
        once(late, 'abort').then(() => Promise.reject(new Error(`The host stays:\n${output}`))),
      ]);
    },
    close: () => household.close(),
  };
}
