import type { ReactNode } from 'react';
import type { ErrorView } from '../../shared/view.ts';
import { useTexts } from '../texts-context.ts';
import { IconButton } from './button.tsx';
import { ErrorText } from './error-text.tsx';
import { CloseIcon, WarningIcon } from './icons.tsx';

interface ErrorNoticeProps {
  readonly error: ErrorView;
  /** A line of ours after the error's own words. */
  readonly note?: string;
  readonly button?: ReactNode;
  readonly onDismiss?: () => void;
}

/** What went wrong, what happened and what to do, and at most one button. */
export function ErrorNotice({ error, note, button, onDismiss }: ErrorNoticeProps) {
  const texts = useTexts();
  return (
    <div className="notice notice-error" role={onDismiss ? 'alert' : undefined}>
      <WarningIcon />
      <div className="notice-text">
        <p className="notice-title">{error.title}</p>
        <p className="notice-hint">
          <ErrorText error={error} />
        </p>
        {note !== undefined && <p className="notice-hint">{note}</p>}
        {button && <div className="notice-actions">{button}</div>}
      </div>
      {onDismiss && <IconButton icon={<CloseIcon />} label={texts.dismiss} onPress={onDismiss} />}
    </div>
  );
}
