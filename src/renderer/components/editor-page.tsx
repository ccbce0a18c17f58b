import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { useLeaveGuard } from '../leave-context.ts';
import type { EditorField } from '../editor-texts.ts';
import type { EntryForm } from '../use-entry-form.ts';
import { useTexts } from '../texts-context.ts';
import { Button } from './button.tsx';
import { ErrorNotice } from './error-notice.tsx';
import { HelpPage } from './help-page.tsx';
import { QuestionDialog } from './question-dialog.tsx';
import { Remark } from './remark.tsx';

interface EditorPageProps {
  readonly title: string;
  readonly back: string;
  readonly form: EntryForm;
  /** Whether something was typed that is not in the file. */
  readonly dirty: boolean;
  /** Fields that somebody has changed in the file, too. */
  readonly disputed: readonly EditorField[];
  /** Goes where the guard of the window allows it. */
  readonly onLeave: () => void;
  readonly onSave: () => void;
  /** What saving is called here. */
  readonly save?: string;
  /** What goes with the entry; absent where there is nothing to delete. */
  readonly removal?: {
    readonly title: string;
    readonly points: readonly string[];
    readonly onRemove: () => void;
  };
  readonly children: ReactNode;
}

/** An entry of the configuration: its fields, and what can be done with them. What was typed is never lost unasked. */
export function EditorPage({
  title,
  back,
  form,
  dirty,
  disputed,
  onLeave,
  onSave,
  save,
  removal,
  children,
}: EditorPageProps) {
  const texts = useTexts();
  const { editor: words, settings } = texts;
  const [asked, setAsked] = useState<'remove' | { readonly leave: () => void }>();
  const fields = useRef<HTMLDivElement>(null);
  const { isSaved } = form;
  const askToLeave = useCallback(
    (leave: () => void): void => (isSaved() ? leave() : setAsked({ leave })),
    [isSaved],
  );
  useLeaveGuard(dirty ? askToLeave : undefined);
  const onKeyDown = (event: KeyboardEvent): void => {
    const { target } = event;
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    if (!(target instanceof HTMLInputElement) || target.type !== 'text') return;
    event.preventDefault();
    onSave();
  };
  useFaultInSight(fields, form);
  useOpenFolds(fields, disputed.join());

  return (
    <HelpPage
      title={title}
      back={back}
      onBack={onLeave}
      below={
        <>
          {removal && (
            <div className="editor-remove">
              <Button kind="danger" onPress={() => setAsked('remove')}>
                {settings.remove}
              </Button>
            </div>
          )}
          <Button onPress={onLeave}>{texts.cancel}</Button>
          <Button kind="primary" onPress={onSave} busy={form.saving}>
            {save ?? words.save}
          </Button>
        </>
      }
    >
      {form.failure && <ErrorNotice error={form.failure} onDismiss={form.dismiss} />}
      {form.whole !== undefined && <Remark level="fail" title={form.whole} />}
      <p className="visually-hidden" role="status">
        {disputed.length > 0 && words.changedFields(disputed.map((field) => words.field[field]))}
      </p>
      <div ref={fields} onKeyDown={onKeyDown}>
        {children}
      </div>
      {asked !== undefined && asked !== 'remove' && (
        <QuestionDialog
          title={words.discard.title}
          no={words.discard.no}
          onNo={() => setAsked(undefined)}
          yes={words.discard.yes}
          onYes={asked.leave}
        >
          <p>{words.discard.hint}</p>
        </QuestionDialog>
      )}
      {asked === 'remove' && removal && (
        <QuestionDialog
          title={removal.title}
          no={settings.keep}
          onNo={() => setAsked(undefined)}
          yes={words.remove}
          danger
          onYes={() => {
            setAsked(undefined);
            removal.onRemove();
          }}
        >
          <ul className="dialog-points">
            {removal.points.map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
        </QuestionDialog>
      )}
    </HelpPage>
  );
}

/** What the file says otherwise is not left folded away. */
function useOpenFolds(fields: { readonly current: HTMLElement | null }, disputed: string): void {
  useEffect(() => {
    if (disputed === '') return;
    for (const fold of fields.current?.querySelectorAll('details') ?? [])
      if (fold.querySelector('.remark-warn') !== null) fold.open = true;
  }, [fields, disputed]);
}

/** After a refused try, the focus goes to the first field with a fault, wherever it is folded away. */
function useFaultInSight(
  fields: { readonly current: HTMLElement | null },
  { saving, complaints }: EntryForm,
): void {
  const wasSaving = useRef(false);
  useEffect(() => {
    const isOver = wasSaving.current && !saving;
    wasSaving.current = saving;
    if (!isOver || complaints.length === 0) return;
    const faulty = fields.current?.querySelector<HTMLElement>('[aria-invalid]');
    const fold = faulty?.closest('details');
    if (fold) fold.open = true;
    faulty?.focus();
  }, [fields, saving, complaints]);
}
