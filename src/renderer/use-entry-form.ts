import { useCallback, useRef, useState } from 'react';
import type { ComplaintView, EntryEdit } from '../shared/settings-view.ts';
import type { ErrorView } from '../shared/view.ts';
import type { SetupProblemView } from '../shared/help-view.ts';
import { complaintsAt, wholeComplaint } from './complaint-words.ts';
import type { EditorField } from './editor-texts.ts';
import type { Ask } from './questions.ts';
import { useTexts } from './texts-context.ts';
import { useEntryCheck } from './use-entry-check.ts';

export interface EntryForm {
  /** What is said at a field now: nobody is told off for what they have not come to yet. */
  readonly problemsAt: (field: EditorField) => readonly SetupProblemView[];
  readonly touch: (field: EditorField) => void;
  readonly complaints: readonly ComplaintView[];
  /** What is wrong with all of it. */
  readonly whole: string | undefined;
  readonly failure: ErrorView | undefined;
  readonly dismiss: () => void;
  readonly saving: boolean;
  /** Whether it was written: nothing is lost from then on. */
  readonly isSaved: () => boolean;
  /** @returns whether it was written; what was wrong is shown where it was not */
  readonly save: (edit: EntryEdit | undefined) => Promise<boolean>;
}

/** An entry of the configuration while it is being edited. @param edit what would be saved now */
export function useEntryForm(edit: EntryEdit | undefined, ask: Ask): EntryForm {
  const { editor: words } = useTexts();
  const checked = useEntryCheck(edit, ask);
  const [touched, setTouched] = useState<ReadonlySet<EditorField>>(new Set());
  const [refused, setRefused] = useState<{
    readonly of: string;
    readonly complaints: readonly ComplaintView[];
  }>();
  const [failure, setFailure] = useState<ErrorView>();
  const [saving, setSaving] = useState(false);
  const saved = useRef(false);
  // What the file itself has said of this very edit counts until something else is typed.
  const tried = refused !== undefined;
  const complaints = tried && refused.of === JSON.stringify(edit) ? refused.complaints : checked;

  return {
    problemsAt: (field) => (tried || touched.has(field) ? complaintsAt(field, complaints, words) : []),
    touch: (field) => setTouched((old) => (old.has(field) ? old : new Set([...old, field]))),
    complaints,
    whole: tried ? wholeComplaint(complaints, words) : undefined,
    failure,
    dismiss: () => setFailure(undefined),
    saving,
    isSaved: useCallback(() => saved.current, []),
    async save(wanted) {
      if (wanted === undefined) return true;
      setFailure(undefined);
      setSaving(true);
      const reply = await ask('config:edit', wanted);
      setSaving(false);
      if (!reply.ok) setFailure(reply.error);
      else if (reply.complaints.length > 0)
        setRefused({ of: JSON.stringify(wanted), complaints: reply.complaints });
      saved.current = reply.ok && reply.complaints.length === 0;
      return saved.current;
    },
  };
}
