import type { ReactNode } from 'react';
import type { LevelView } from '../../shared/help-view.ts';
import { useTexts } from '../texts-context.ts';
import { Marked } from './error-text.tsx';
import { CheckIcon, DashIcon, FailIcon, WarningIcon } from './icons.tsx';

interface RemarkProps {
  readonly level: LevelView;
  /** Which of several it is about. */
  readonly about?: string | undefined;
  readonly title: string;
  readonly hint?: string | undefined;
  /** What to do about it. */
  readonly advice?: string | undefined;
  readonly button?: ReactNode;
}

const icons: Readonly<Record<LevelView, ReactNode>> = {
  ok: <CheckIcon />,
  warn: <WarningIcon />,
  fail: <FailIcon />,
  skipped: <DashIcon />,
};

/** What was found: by sign, colour and word. */
export function Remark({ level, about, title, hint, advice, button }: RemarkProps) {
  return (
    <div className={`remark remark-${level}`}>
      <span className="remark-sign">{icons[level]}</span>
      <div className="remark-text">
        <p className="remark-title">
          <Level level={level} />
          {about !== undefined && (
            <>
              <bdi className="remark-about">{about}</bdi>{' '}
            </>
          )}
          <Marked>{title}</Marked>
        </p>
        {hint !== undefined && (
          <p className="remark-hint">
            <Marked>{hint}</Marked>
          </p>
        )}
        {advice !== undefined && (
          <p className="remark-advice">
            <Marked>{advice}</Marked>
          </p>
        )}
        {button && <div className="remark-actions">{button}</div>}
      </div>
    </div>
  );
}

/** Said, and written too where it matters. What was not looked at says so in its own words. */
function Level({ level }: { readonly level: LevelView }) {
  const texts = useTexts();
  if (level === 'skipped') return null;
  return (
    <>
      <span className={level === 'ok' ? 'visually-hidden' : 'remark-level'}>
        {texts.doctor.level[level]}
      </span>{' '}
    </>
  );
}
