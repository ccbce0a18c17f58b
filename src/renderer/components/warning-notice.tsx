import type { ReactNode } from 'react';
import { useTexts } from '../texts-context.ts';
import { IconButton } from './button.tsx';
import { CloseIcon, WarningIcon } from './icons.tsx';

interface WarningNoticeProps {
  readonly title: string;
  readonly hint: string;
  readonly button?: ReactNode;
  readonly onDismiss?: () => void;
}

/** Something that works, but not as one might think. */
export function WarningNotice({ title, hint, button, onDismiss }: WarningNoticeProps) {
  const texts = useTexts();
  return (
    <div className="notice notice-warning">
      <WarningIcon />
      <div className="notice-text">
        <p className="notice-title">
          <bdi>{title}</bdi>
        </p>
        <p className="notice-hint">{hint}</p>
        {button && <div className="notice-actions">{button}</div>}
      </div>
      {onDismiss && (
        <IconButton icon={<CloseIcon />} label={texts.actionFor(texts.dismiss, title)} onPress={onDismiss} />
      )}
    </div>
  );
}
