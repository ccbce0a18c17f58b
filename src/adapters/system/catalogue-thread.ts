import { Worker } from 'node:worker_threads';
import * as z from 'zod';
import type { CatalogueReader } from '../../core/catalogues/ports.ts';
import { complaintSentence } from '../../core/guide/english/complaints.ts';
import { AppError } from '../../core/errors.ts';
import type { CatalogueId } from '../../core/model.ts';
import { mostRoles } from '../../core/catalogues/read-catalogue.ts';
import type { Clock, Log } from '../../core/ports.ts';
import type { CatalogueOutcome } from './catalogue-reading.ts';

/** Beside the program in every build: the file that a reading thread starts with. */
export const readingProgram = 'catalogue-reader.js';

/** What the other thread sends. The outcome is its own, and made of plain data. */
const messageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('outcome'), outcome: z.custom<CatalogueOutcome>((value) => value !== null) }),
]);
export type ReadingMessage = z.infer<typeof messageSchema>;

/** Several times what the largest catalogue takes; in megabytes. What goes beyond it ends that thread alone. */
const memory = { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 128, stackSizeMb: 4 };
/** The largest catalogue, with complaints, takes a few seconds on a slow computer; milliseconds. */
const longest = 60_000;

interface Parts {
  /** The file that `serveReading` is called in. */
  readonly program: string | URL;
  readonly clock: Pick<Clock, 'after'>;
  readonly log: Pick<Log, 'warn'>;
}

/**
 * Reads catalogues on a thread of their own, one at a time: a large one would hold up everything else. Where no thread can
 * be started, on this one.
 */
export function createCatalogueReader(parts: Parts): CatalogueReader {
  let last: Promise<unknown> = Promise.resolve();
  return {
    read(id, text) {
      const turn = last.then(async () => contentOf(id, await outcomeOf(text, parts)));
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}

async function outcomeOf(text: string, parts: Parts): Promise<CatalogueOutcome> {
  try {
    return await readElsewhere(text, parts);
  } catch (error) {
    if (!(error instanceof NoThread)) throw error;
    parts.log.warn('catalogue.no-thread', { reason: String(error.cause) });
    return (await import('./catalogue-reading.ts')).readCatalogueText(text);
  }
}

class NoThread extends Error {
  override readonly name = 'NoThread';
}

/** @throws NoThread where none came up */
async function readElsewhere(text: string, { program, clock }: Parts): Promise<CatalogueOutcome> {
  const worker = startWorker(program);
  let callOff: () => void = () => undefined;
  try {
    return await new Promise((resolve, reject) => {
      let isReady = false;
      const end = (error: unknown) => {
        if (isReady) resolve(tooMuch);
        else reject(new NoThread('no thread came up', { cause: error }));
      };
      callOff = clock.after(longest, () => end('it takes too long'));
      worker.on('error', end);
      worker.on('exit', () => end('it has ended'));
      worker.on('message', (message: unknown) => {
        const said = messageSchema.safeParse(message).data;
        if (said?.kind === 'outcome') resolve(said.outcome);
        if (said?.kind !== 'ready') return;
        isReady = true;
        worker.postMessage(text);
      });
    });
  } finally {
    callOff();
    await worker.terminate();
  }
}

function startWorker(program: string | URL): Worker {
  try {
    // Nothing of the environment is of use to it.
    return new Worker(program, { resourceLimits: memory, execArgv: [], env: {}, argv: [] });
  } catch (cause) {
    throw new NoThread('no thread came up', { cause });
  }
}

/** Only what is nested beyond all sense takes so much time or memory. */
const tooMuch: CatalogueOutcome = {
  kind: 'broken',
  complaints: [{ complaint: { at: [], kind: 'too-deep' } }],
};

function contentOf(catalogue: CatalogueId, outcome: CatalogueOutcome) {
  switch (outcome.kind) {
    case 'content':
      return outcome.content;
    case 'broken': {
      const { complaints } = outcome;
      throw new AppError('catalogue_broken', {
        catalogue,
        problems: complaints.map(complaintSentence),
        complaints,
      });
    }
    case 'too-long':
      throw new AppError('catalogue_too_long', { catalogue, roles: outcome.roles, most: mostRoles });
  }
}
