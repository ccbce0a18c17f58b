import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { useTexts } from '../texts-context.ts';
import { type WelcomeStep, welcomeSteps } from '../welcome-texts.ts';
import { Button } from './button.tsx';

interface WelcomeFrameProps {
  readonly step: WelcomeStep;
  /** Absent at the first step. */
  readonly onBack?: () => void;
  /** What Enter in a field does, and the last button. */
  readonly onNext?: () => void;
  readonly next?: string;
  readonly busy?: boolean;
  /** Buttons beside the way back. */
  readonly beside?: ReactNode;
  readonly children: ReactNode;
}

/** One step of the welcome: where one is, what it is about, and the ways on and back. */
export function WelcomeFrame({
  step,
  onBack,
  onNext,
  next,
  busy = false,
  beside,
  children,
}: WelcomeFrameProps) {
  const { welcome: words } = useTexts();
  const heading = useRef<HTMLHeadingElement>(null);
  // The step's name is said, and Tab goes on from there.
  useEffect(() => heading.current?.focus(), []);
  const onKeyDown = (event: KeyboardEvent): void => {
    const { target } = event;
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || busy) return;
    if (!(target instanceof HTMLInputElement) || target.type !== 'text') return;
    event.preventDefault();
    onNext?.();
  };
  const at = welcomeSteps.indexOf(step) + 1;
  return (
    <main className="page welcome">
      <div className="scroller welcome-body">
        <div className="welcome-column" onKeyDown={onKeyDown}>
          <div className="welcome-progress">
            <span>{words.progress(at, welcomeSteps.length)}</span>
            <span className="welcome-dots" aria-hidden="true">
              {welcomeSteps.map((one, index) => (
                <span key={one} className={index < at ? 'welcome-dot welcome-dot-done' : 'welcome-dot'} />
              ))}
            </span>
          </div>
          <h1 className="welcome-title" tabIndex={-1} ref={heading}>
            {words.title[step]}
          </h1>
          <p className="welcome-lead">{words.lead[step]}</p>
          {children}
        </div>
      </div>
      <div className="help-below welcome-below">
        <div className="welcome-beside">{beside}</div>
        {onBack && <Button onPress={onBack}>{words.back}</Button>}
        {onNext && (
          <Button kind="primary" onPress={onNext} busy={busy}>
            {next ?? words.next}
          </Button>
        )}
      </div>
    </main>
  );
}
