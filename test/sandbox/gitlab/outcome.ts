import { setTimeout as wait } from 'node:timers/promises';
import type { Fault } from './fault.ts';
import type { Reply } from './reply.ts';

/** What the client will see of a request. */
export type Outcome =
  | { readonly kind: 'send'; readonly reply: Reply }
  | { readonly kind: 'send half'; readonly reply: Reply }
  | { readonly kind: 'silence' }
  | { readonly kind: 'reset' };

/** Carries a request out, or does not, as its fault demands. Waiting ends when `closed` fires. */
export async function outcomeOf(
  fault: Fault | undefined,
  work: () => Promise<Reply>,
  closed: AbortSignal,
): Promise<Outcome> {
  // With `done`, the work comes before anything else goes wrong.
  const early = fault && 'work' in fault && fault.work === 'done' ? await work() : undefined;
  const late = async (): Promise<Outcome> =>
    closed.aborted ? { kind: 'silence' } : { kind: 'send', reply: early ?? (await work()) };

  switch (fault?.kind) {
    case undefined:
      return { kind: 'send', reply: await work() };
    case 'reply':
      return { kind: 'send', reply: fault.reply };
    case 'edit':
      return { kind: 'send', reply: fault.edit(await work()) };
    case 'stall':
      return { kind: 'silence' };
    case 'stall-mid-body':
      return { kind: 'send half', reply: await work() };
    case 'reset':
      return { kind: 'reset' };
    case 'delay':
      await wait(fault.milliseconds, undefined, { signal: closed }).catch(() => undefined);
      return late();
    case 'hold':
      await fault.until;
      return late();
  }
}
