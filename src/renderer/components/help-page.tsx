import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { useTexts } from '../texts-context.ts';
import { IconButton } from './button.tsx';
import { BackIcon } from './icons.tsx';

interface HelpPageProps {
  readonly title: string;
  /** Where the way back leads, where that is not the list. */
  readonly back?: string;
  readonly onBack: () => void;
  /** Stays in sight above what scrolls. */
  readonly above?: ReactNode;
  /** Stays in sight below it. */
  readonly below?: ReactNode;
  readonly children: ReactNode;
}

/** A page in the place of the list: its title, the way back, and what scrolls. Escape leads back too. */
export function HelpPage({ title, back, onBack, above, below, children }: HelpPageProps) {
  const texts = useTexts();
  const heading = useRef<HTMLHeadingElement>(null);
  // The page's name is the first that a screen reader says, and Tab begins here.
  useEffect(() => heading.current?.focus(), []);
  // What had the focus may be gone, such as the button of what has just been cleared: nobody is left on the bare page.
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing || isTyping(event.target)) return;
    event.preventDefault();
    onBack();
  };
  return (
    <main className="page help" onKeyDown={onKeyDown}>
      <div className="help-header">
        <IconButton icon={<BackIcon />} label={back ?? texts.page.back} onPress={onBack} />
        <h1 className="help-title" tabIndex={-1} ref={heading}>
          {title}
        </h1>
      </div>
      {above}
      <div className="scroller help-body">{children}</div>
      {below && <div className="help-below">{below}</div>}
    </main>
  );
}

/** There, Escape may be meant for the input method, for what was typed, or for a question. */
function isTyping(target: EventTarget): boolean {
  if (!(target instanceof HTMLElement)) return false;
  // A question that stands in front takes it as a no.
  return (
    target.matches('input:not([type="radio"], [type="checkbox"]), textarea, select') ||
    target.closest('dialog') !== null
  );
}
