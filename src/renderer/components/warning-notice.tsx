import type { ReactNode } from 'react';
import { useTexts } from '../texts-context.ts';
import { IconButton } from './button.tsx';
import { CloseIcon, WarningIcon } from './icons.tsx';

interface WarningNoticeProps {
  readonly title: string;
  /** One paragraph or several. */
  readonly hint: string | readonly string[];
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
        {[hint].flat().map((paragraph) => (
          <p className="notice-hint" key={paragraph}>
            {paragraph}
          </p>
        ))}
        {button && <div className="notice-actions">{button}</div>}
      </div>
      {onDismiss && (
        <IconButton icon={<CloseIcon />} label={texts.actionFor(texts.dismiss, title)} onPress={onDismiss} />
      )}
    </div>
  );
}
