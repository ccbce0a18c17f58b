import { useEffect, useState } from 'react';
import type { ComplaintView, EntryEdit } from '../shared/settings-view.ts';
import type { Ask } from './questions.ts';

/** What would be wrong with an edit, as one types. An answer that is overtaken by the next one is dropped. */
export function useEntryCheck(edit: EntryEdit | undefined, ask: Ask): readonly ComplaintView[] {
  const [complaints, setComplaints] = useState<readonly ComplaintView[]>([]);
  const asked = edit && JSON.stringify(edit);
  useEffect(() => {
    if (asked === undefined) {
      setComplaints([]);
      return undefined;
    }
    let wanted = true;
    void ask('config:check', JSON.parse(asked) as EntryEdit).then((reply) => {
      if (wanted && reply.ok) setComplaints(reply.complaints);
    });
    return () => void (wanted = false);
  }, [asked, ask]);
  return complaints;
}
