import { promises as files } from 'node:fs';
import { basename, dirname } from 'node:path';

/** What is done to a file, as the one who does it says it. */
export interface Step {
  readonly call: 'open' | 'write' | 'chmod' | 'sync' | 'close' | 'rename';
  /** What it is done to; of a renaming the new name. */
  readonly path: string;
  /** The old name. */
  readonly from?: string;
}

type Work = (step: Step) => void | Promise<void>;

interface Watch {
  readonly when: 'before' | 'after';
  readonly isMeant: (step: Step) => boolean;
  readonly work: Work;
  times: number;
}

/** All that has been done, in the order in which it was done. */
export const steps: Step[] = [];
const watches: Watch[] = [];

/** Does something else just before or just after the next steps of a kind. @param times how often; once if absent */
export function meddle(
  when: Watch['when'],
  isMeant: Watch['isMeant'],
  work: Work,
  { times = 1 }: { readonly times?: number } = {},
): void {
  watches.push({ when, isMeant, work, times });
}

export function forgetSteps(): void {
  steps.length = 0;
  watches.length = 0;
}

/** Whether a name is that of a file which is still to be put in another's place. */
export function isNew(path: string): boolean {
  return /\.tobira-\d/.test(basename(path)) && !dirname(path).includes('.tobira-');
}

async function step<Result>(done: Step, work: () => Promise<Result>): Promise<Result> {
  await run('before', done);
  const result = await work();
  steps.push(done);
  await run('after', done);
  return result;
}

async function run(when: Watch['when'], done: Step): Promise<void> {
  for (const watch of watches.filter((one) => one.when === when && one.times > 0 && one.isMeant(done))) {
    watch.times--;
    await watch.work(done);
  }
}

/** The system's own `node:fs/promises`, which lets others in between its steps. To be put in that module's place. */
export const watchedFiles = {
  ...files,
  rename: (from: string, path: string): Promise<void> =>
    step({ call: 'rename', path, from }, () => files.rename(from, path)),
  async open(path: string, flags?: string | number, mode?: number): Promise<files.FileHandle> {
    const handle = await step({ call: 'open', path }, () => files.open(path, flags, mode));
    const sync = handle.sync.bind(handle);
    const close = handle.close.bind(handle);
    const chmod = handle.chmod.bind(handle);
    const write = handle.write.bind(handle) as (...args: readonly unknown[]) => Promise<unknown>;
    return Object.assign(handle, {
      sync: () => step({ call: 'sync', path }, sync),
      close: () => step({ call: 'close', path }, close),
      chmod: (to: number) => step({ call: 'chmod', path }, () => chmod(to)),
      write: (...args: readonly unknown[]) => step({ call: 'write', path }, () => write(...args)),
    });
  },
};
