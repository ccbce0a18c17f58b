import { useState } from 'react';
import type { EntryView, SettingsView } from '../shared/settings-view.ts';
import { type EditedEntry, mergedEntry, stillDisputed } from './entry-merge.ts';

/** The file as an editor sees it. */
interface FileInEditor {
  /** As it was when the editor was opened. */
  readonly opened: SettingsView;
  /** As it was when it could be read last: a mistake in it takes nothing away from what is being edited. */
  readonly latest: SettingsView;
}

/** @param settings as they are now */
export function useFileInEditor(settings: SettingsView | undefined): FileInEditor | undefined {
  const [file, setFile] = useState<FileInEditor>();
  const isNews = settings !== undefined && settings !== file?.latest;
  if (isNews && (file === undefined || settings.blocked === undefined)) {
    const opened = file === undefined || file.opened.blocked !== undefined ? settings : file.opened;
    setFile({ opened, latest: settings });
  }
  return file;
}

interface EntryInEditor<Fields, Draft> extends EditedEntry<Draft> {
  /** As the file says it; absent for a new one. */
  readonly entry: EntryView<Fields> | undefined;
  readonly change: (more: Partial<Draft>) => void;
  /** Whether something was typed that is not in the file. */
  readonly dirty: boolean;
}

/**
 * An entry as it is typed. What the file says otherwise meanwhile comes in where nobody has touched it.
 *
 * @param entry as the file says it now; one that has left the file stays as it was
 */
export function useEntryDraft<Fields, Draft extends object>(
  entry: EntryView<Fields> | undefined,
  draftOf: (fields: Partial<Fields> | undefined) => Draft,
  first: (draft: Draft) => Draft = (draft) => draft,
): EntryInEditor<Fields, Draft> {
  const [state, setState] = useState(() => {
    const base = first(draftOf(entry?.fields));
    const edited: EditedEntry<Draft> = { base, draft: base, disputed: [] };
    return { entry, edited };
  });
  if (entry !== undefined && entry !== state.entry)
    setState({ entry, edited: mergedEntry(state.edited, draftOf(entry.fields)) });
  const { edited } = state;
  return {
    ...edited,
    entry: state.entry,
    disputed: stillDisputed(edited),
    dirty: JSON.stringify(edited.draft) !== JSON.stringify(edited.base),
    change: (more) =>
      setState((old) => ({
        ...old,
        edited: { ...old.edited, draft: { ...old.edited.draft, ...more } },
      })),
  };
}
