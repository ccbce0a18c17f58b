import type { CallName } from '../shared/ipc.ts';
import type { CallHandlers } from './ipc.ts';

/** What the settings page and the editors of roles and identities ask. */
export type SettingsCall = Extract<CallName, `settings:${string}` | 'config:edit' | 'config:check'>;

export type SettingsHandlers = Pick<CallHandlers, SettingsCall>;
