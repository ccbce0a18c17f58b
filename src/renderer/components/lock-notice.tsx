import type { LeftoverView, LockView } from '../../shared/lock-view.ts';
import { assertNever } from '../assert-never.ts';
import { inOne } from '../error-text.ts';
import type { Intentions } from '../intentions.ts';
import type { Texts } from '../texts.ts';
import { useTexts } from '../texts-context.ts';
import { IconButton } from './button.tsx';
import { CloseIcon, LockIcon, SpinnerIcon, WarningIcon } from './icons.tsx';
import { LockDialog } from './lock-dialog.tsx';

interface LockNoticeProps {
  readonly lock: LockView;
  readonly intentions: Intentions;
}

/** Locking everything: the question, the work, and the report with what could not be done. */
export function LockNotice({ lock, intentions }: LockNoticeProps) {
  const texts = useTexts();
  switch (lock.status) {
    case 'asking':
      return <LockDialog intentions={intentions} />;
    case 'locking':
      return (
        <div className="notice notice-calm">
          <SpinnerIcon />
          <p className="notice-text notice-title">{texts.lock.locking}</p>
        </div>
      );
    case 'locked':
      return <LockReport leftovers={lock.leftovers} intentions={intentions} />;
    default:
      return assertNever(lock);
  }
}

interface LockReportProps {
  readonly leftovers: readonly LeftoverView[];
  readonly intentions: Intentions;
}

function LockReport({ leftovers, intentions }: LockReportProps) {
  const texts = useTexts();
  const complete = leftovers.length === 0;
  const title = complete ? texts.lock.done : texts.lock.doneExcept;
  return (
    <div className={`notice ${complete ? 'notice-calm' : 'notice-warning'}`}>
      {complete ? <LockIcon /> : <WarningIcon />}
      <div className="notice-text">
        <p className="notice-title">{title}</p>
        {!complete && (
          <ul className="alarm-meanings">
            {leftovers.map((leftover, index) => (
              <li key={index}>
                <bdi>{leftoverText(leftover, texts)}</bdi>
              </li>
            ))}
          </ul>
        )}
        <p className="notice-hint">{texts.lock.handedOut}</p>
      </div>
      <IconButton
        icon={<CloseIcon />}
        label={texts.actionFor(texts.dismiss, title)}
        onPress={intentions.dismissLock}
      />
    </div>
  );
}

function leftoverText(leftover: LeftoverView, texts: Texts): string {
  switch (leftover.kind) {
    case 'provider-not-told':
      return texts.lock.notTold(leftover.label);
    case 'session-kept':
      return texts.lock.sessionKept(leftover.label, inOne(leftover.reason, leftover.advice));
    case 'sessions-unknown':
      return texts.lock.sessionsUnknown(inOne(leftover.reason, leftover.advice));
    case 'session-worthless':
      return texts.lock.sessionWorthless(leftover.label, leftover.reason);
    case 'not-withdrawn':
      return texts.notWithdrawn[leftover.place];
    default:
      return assertNever(leftover);
  }
}
