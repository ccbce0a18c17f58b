import type { ErrorActionView } from '../shared/view.ts';

/** What helps is in the configuration file. Once it is mended there, the user goes on where the failure stood. */
export type FileAction = Extract<ErrorActionView, 'open-config' | 'reload-config'>;

export const isFileAction = (action: ErrorActionView | undefined): action is FileAction =>
  action === 'open-config' || action === 'reload-config';
