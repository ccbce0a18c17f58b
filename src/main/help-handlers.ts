import type { CallName } from '../shared/ipc.ts';
import type { CallHandlers } from './ipc.ts';

/** What the pages of advice ask. */
export type HelpCall = Extract<CallName, `explain:${string}` | `doctor:${string}` | `setup:${string}`>;

export type HelpHandlers = Pick<CallHandlers, HelpCall>;
