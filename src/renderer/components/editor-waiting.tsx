import type { ErrorView } from '../../shared/view.ts';
import { useTexts } from '../texts-context.ts';
import { ErrorNotice } from './error-notice.tsx';
import { HelpPage } from './help-page.tsx';
import { Loading } from './loading.tsx';
import { Remark } from './remark.tsx';

interface EntryWaitingProps {
  readonly title: string;
  readonly back: string;
  readonly onBack: () => void;
  /** Why nothing can be edited. */
  readonly error: ErrorView | undefined;
  /** The file is known, and the entry is not in it. */
  readonly gone: boolean;
}

/** The editor while there is nothing to edit. */
export function EntryWaiting({ title, back, onBack, error, gone }: EntryWaitingProps) {
  const { editor, settings } = useTexts();
  return (
    <HelpPage title={title} back={back} onBack={onBack}>
      {error && <ErrorNotice error={error} />}
      {error === undefined && gone && <Remark level="warn" title={editor.gone} />}
      {error === undefined && !gone && <Loading>{settings.loading}</Loading>}
    </HelpPage>
  );
}
