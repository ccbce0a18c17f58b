import { useCallback, useEffect, useState } from 'react';
import type { ComplaintView, EntryEdit, SettingChange, SettingsView } from '../shared/settings-view.ts';
import type { ErrorView } from '../shared/view.ts';
import type { Ask } from './questions.ts';

/** The settings as the file says them now, and how they are changed. */
export interface SettingsInPage {
  /** Absent until they are known. */
  readonly settings?: SettingsView;
  readonly failure?: ErrorView;
  /** What was wrong with the last change. */
  readonly complaints: readonly ComplaintView[];
  readonly change: (change: SettingChange) => void;
  /** @returns whether it was made */
  readonly edit: (edit: EntryEdit) => Promise<boolean>;
  readonly dismiss: () => void;
  /** Asks for them anew. */
  readonly refresh: () => void;
}

/** @param edition another one says that they may have changed */
export function useSettings(ask: Ask, edition: number | undefined): SettingsInPage {
  const [settings, setSettings] = useState<SettingsView>();
  const [failure, setFailure] = useState<ErrorView>();
  const [complaints, setComplaints] = useState<readonly ComplaintView[]>([]);

  const load = useCallback(async () => {
    const reply = await ask('settings:get', undefined);
    if (reply.ok) setSettings(reply.settings);
    else setFailure(reply.error);
  }, [ask]);
  useEffect(() => void load(), [load, edition]);

  const send = async (work: ReturnType<typeof ask<'config:edit'>>): Promise<boolean> => {
    setFailure(undefined);
    const reply = await work;
    if (!reply.ok) setFailure(reply.error);
    else setComplaints(reply.complaints);
    // What was not taken stands there no longer.
    await load();
    return reply.ok && reply.complaints.length === 0;
  };

  return {
    ...(settings && { settings }),
    ...(failure && { failure }),
    complaints,
    change: (change) => void send(ask('settings:change', change)),
    edit: (edit) => send(ask('config:edit', edit)),
    dismiss: () => setFailure(undefined),
    refresh: () => void load(),
  };
}
